import { ChatError } from "../errors.ts";

/**
 * Passes text through unless it is a page for browsers: a proxy's or the host's error page under status 200.
 * Both signs are asked for, because an answer may well speak of HTML and the services' content types are unreliable.
 */
export async function* rejectHtml(
  body: AsyncIterable<string>,
  headers: Readonly<Record<string, string>>,
): AsyncGenerator<string> {
  let held = declaresWebPage(headers) ? "" : undefined;
  for await (const text of body) {
    if (held === undefined) {
      yield text;
      continue;
    }
    held += text;
    const start = held.trimStart().toLowerCase();
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      throw new ChatError("bad-reply", "got a web page instead of an answer");
    }
    if (start.length >= "<!doctype html".length) {
      yield held;
      held = undefined;
    }
  }
  if (held) yield held;
}

/**
 * True for a page for browsers where nobody expects a text: the page of a proxy, of a network's login or of the host.
 * One sign is enough here, but JSON under a page's content type is JSON.
 * @param text the body, or its start
 */
export function isWebPage(text: string, headers: Readonly<Record<string, string>>): boolean {
  const start = text.trimStart();
  return pageStart.test(start) || (declaresWebPage(headers) && /^[^[{"]/.test(start));
}

/** True where the content type says that this is a page for browsers. */
export function declaresWebPage(headers: Readonly<Record<string, string>>): boolean {
  return headers["content-type"]?.toLowerCase().includes("text/html") ?? false;
}

const pageStart = /^<(?:!doctype html|!--|html|head|body|title|script)/i;
