/** What the panel shows of Markdown, written as CommonMark's examples write HTML, without what only the panel has. */
export function shownHtml(root: Element): string {
  const copy = root.cloneNode(true) as Element;
  for (const code of copy.querySelectorAll(".code")) {
    const pre = document.createElement("pre");
    const inner = document.createElement("code");
    const language = code.getAttribute("data-language") ?? "";
    if (language !== "") inner.className = `language-${language}`;
    inner.textContent = code.querySelector("code")?.textContent ?? "";
    pre.append(inner);
    code.replaceWith(pre);
  }
  for (const heading of copy.querySelectorAll("[class^=depth-]")) {
    const level = heading.className.slice("depth-".length);
    replaceTag(heading, `h${level}`);
  }
  for (const paragraph of copy.querySelectorAll(".tight > li > p")) unwrap(paragraph);
  for (const list of copy.querySelectorAll(".tight")) list.removeAttribute("class");
  for (const block of copy.querySelectorAll(".block, .block-group")) unwrap(block);
  for (const link of copy.querySelectorAll("a")) {
    if (link.title === link.getAttribute("href")) link.removeAttribute("title");
  }
  return serialize(copy);
}

/** The HTML of an example, in the same way; links that lead nowhere on the web are their labels. */
export function wantedHtml(html: string): string {
  const root = document.createElement("div");
  root.innerHTML = html;
  for (const link of root.querySelectorAll("a")) {
    const href = link.getAttribute("href") ?? "";
    if (!/^(?:https?:\/\/|mailto:)/i.test(href)) unwrap(link);
  }
  // The panel's code ends without a line break: so it is copied.
  for (const code of root.querySelectorAll("pre > code")) {
    code.textContent = code.textContent.replace(/\n$/, "");
  }
  return serialize(root);
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function replaceTag(element: Element, tag: string): void {
  const other = document.createElement(tag);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

const inBlocks = new Set("div ul ol li blockquote table thead tbody tr".toUpperCase().split(" "));

function serialize(root: Element): string {
  root.normalize();
  for (const link of root.querySelectorAll("a")) {
    link.setAttribute("href", new URL(link.href).href);
  }
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const blank: Text[] = [];
  while (texts.nextNode()) {
    const text = texts.currentNode as Text;
    if (text.parentElement?.closest("pre")) continue;
    text.data = text.data.replaceAll(/[ \t]*\n[ \t]*/g, "\n");
    if (inBlocks.has(text.parentElement?.tagName ?? "")) {
      text.data = text.data.replace(/^\n|\n$/g, "");
    }
    if (text.previousSibling?.nodeName === "BR") text.data = text.data.replace(/^\n/, "");
    if (text.data === "") blank.push(text);
  }
  for (const text of blank) text.remove();
  return root.innerHTML;
}
