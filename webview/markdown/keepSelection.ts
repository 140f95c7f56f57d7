/** Changes the nodes of an element, not its text, and keeps what a reader has selected in it selected. */
export function keepSelection(root: Element, change: () => void): void {
  const selection = document.getSelection();
  const anchor = placeIn(root, selection?.anchorNode, selection?.anchorOffset);
  const focus = placeIn(root, selection?.focusNode, selection?.focusOffset);
  const before = selection && {
    anchor: [selection.anchorNode, selection.anchorOffset] as const,
    focus: [selection.focusNode, selection.focusOffset] as const,
  };
  change();
  if (!before || (anchor === undefined && focus === undefined)) return;
  const [anchorNode, anchorOffset] = pointAt(root, anchor) ?? before.anchor;
  const [focusNode, focusOffset] = pointAt(root, focus) ?? before.focus;
  if (anchorNode && focusNode) {
    selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
  }
}

/** How far into the element's text a point is; undefined for a point elsewhere. */
function placeIn(root: Element, node: Node | null | undefined, offset = 0): number | undefined {
  if (!node || !root.contains(node)) return undefined;
  const range = document.createRange();
  range.setStart(root, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

function pointAt(root: Element, place: number | undefined): readonly [Node, number] | undefined {
  if (place === undefined) return undefined;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = node as Text;
    if (place <= at + length) return [node, place - at];
    at += length;
  }
  return [root, root.childNodes.length];
}
