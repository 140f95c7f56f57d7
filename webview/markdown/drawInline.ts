import { text as words } from "../text.ts";
import type { InlineEvent, LinkStart, Picture } from "../../src/core/markdown/inlineEvents.ts";
import { limits } from "../../src/core/markdown/limits.ts";
import { maxLinkLength } from "../../src/protocol/limits.ts";

const tags = { emphasis: "em", strong: "strong", strike: "del" } as const;

/**
 * The nodes of a text. They are made one by one and never from HTML, so that an answer can hold nothing but text,
 * emphasis, code, line breaks and links to the web.
 */
export function drawInline(events: readonly InlineEvent[]): DocumentFragment {
  const root = document.createDocumentFragment();
  const open: (Element | DocumentFragment)[] = [root];
  const append = (node: Node): void => {
    open.at(-1)?.append(node);
  };
  for (const event of events) {
    switch (event.kind) {
      case "text":
        append(new Text(event.text));
        break;
      case "code":
        append(elementOf("code", event.text));
        break;
      case "break":
        append(document.createElement("br"));
        break;
      case "image":
        append(drawPicture(event));
        break;
      case "enter": {
        const element = event.mark === "link" ? drawLink(event) : elementOf(tags[event.mark]);
        // A link that leads nowhere is its label.
        if (element) append(element);
        open.push(element ?? open.at(-1) ?? root);
        break;
      }
      case "exit":
        open.pop();
    }
  }
  // Texts side by side are one, whatever stood between them.
  root.normalize();
  return root;
}

/** Anything but a web or mail address would lead into the editor, or into this page; the host takes no longer ones. */
function drawLink({
  href,
  title,
}: Pick<LinkStart, "href" | "title">): HTMLAnchorElement | undefined {
  if (!/^(?:https?:\/\/|mailto:)/i.test(href) || !URL.canParse(href)) return undefined;
  const link = document.createElement("a");
  link.href = href;
  link.title = title ?? href;
  // The browser reads an address anew for that, so it is left out where it cannot be too long.
  const isTooLong = href.length > limits.addressLength && link.href.length > maxLinkLength;
  return isTooLong ? undefined : link;
}

/** A picture would be fetched from an address that the answer chose, and would tell it that it was read. */
function drawPicture({ href, title, alternative }: Picture): HTMLElement {
  const picture = document.createElement("span");
  picture.className = "image";
  const link = drawLink({ href, title });
  link?.append(words.openAddress(href));
  picture.append(elementOf("span", words.image(alternative)), " ", link ?? href);
  return picture;
}

function elementOf(tag: keyof HTMLElementTagNameMap, text = ""): HTMLElement {
  const element = document.createElement(tag);
  if (text !== "") element.append(text);
  return element;
}
