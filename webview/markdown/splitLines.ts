/** Nodes of several lines as nodes of one line each; what spans lines stands in each of them. */
export function splitLines(root: DocumentFragment): readonly DocumentFragment[] {
  let line = new DocumentFragment();
  const lines = [line];
  /** The elements that are open where the next text is put, from the outermost. */
  const open: Element[] = [];
  const startLine = (): void => {
    line = new DocumentFragment();
    lines.push(line);
    let place: ParentNode = line;
    for (const [depth, element] of open.entries()) {
      const copy = element.cloneNode(false) as Element;
      place.append(copy);
      open[depth] = copy;
      place = copy;
    }
  };
  const add = (node: Node): void => {
    if (node instanceof Text) {
      for (const [index, part] of node.data.split("\n").entries()) {
        if (index > 0) startLine();
        if (part !== "") (open.at(-1) ?? line).append(part);
      }
    } else if (node instanceof Element) {
      const copy = node.cloneNode(false) as Element;
      (open.at(-1) ?? line).append(copy);
      open.push(copy);
      for (const child of node.childNodes) add(child);
      open.pop();
    }
  };
  for (const child of root.childNodes) add(child);
  return lines;
}
