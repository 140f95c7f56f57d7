import { ChatError } from "../errors.ts";

/**
 * Passes text through unless it is a page for browsers: a proxy's or the host's error page under status 200.
 * Both signs are asked for, because an answer may well speak of HTML and the services' content types are unreliable.
 */
export async function* rejectHtml(
  body: AsyncIterable<string>,
  headers: Readonly<Record<string, string>>,
): AsyncGenerator<string> {
  const isDeclared = headers["content-type"]?.includes("text/html") ?? false;
  let held = isDeclared ? "" : undefined;
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
