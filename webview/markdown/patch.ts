/**
 * Makes `target` look like `wanted` and leaves every node alone that already does. Text that only grows is appended
 * to its node, so that what a reader has selected in it stays selected. Takes nodes out of `wanted`.
 */
export function patch(target: Element, wanted: Element): void {
  patchAttributes(target, wanted);
  let old = target.firstChild;
  for (let next = wanted.firstChild; next !== null;) {
    const following = next.nextSibling;
    if (old === null) {
      target.append(next);
    } else {
      const current: ChildNode = old;
      old = current.nextSibling;
      if (!patchNode(current, next)) current.replaceWith(next);
    }
    next = following;
  }
  while (old !== null) {
    const surplus: ChildNode = old;
    old = surplus.nextSibling;
    surplus.remove();
  }
}

/** False when the two are not of one kind. */
function patchNode(old: ChildNode, next: ChildNode): boolean {
  if (old instanceof Text && next instanceof Text) {
    if (next.data.startsWith(old.data)) old.appendData(next.data.slice(old.data.length));
    else old.data = next.data;
    return true;
  }
  if (!(old instanceof Element && next instanceof Element) || old.nodeName !== next.nodeName) {
    return false;
  }
  patch(old, next);
  return true;
}

function patchAttributes(target: Element, wanted: Element): void {
  for (const { name, value } of wanted.attributes) {
    if (target.getAttribute(name) !== value) target.setAttribute(name, value);
  }
  const surplus = target.getAttributeNames().filter((name) => !wanted.hasAttribute(name));
  for (const name of surplus) target.removeAttribute(name);
}
