import { ChatError } from "../errors.ts";

/**
 * Builds a request path from a template; every inserted id is percent-encoded. Throws `bug` for an id that would
 * change which resource is meant: an empty one, `.` and `..`.
 */
export function path(parts: TemplateStringsArray, ...ids: readonly string[]): string {
  return parts.reduce((sofar, part, index) => {
    const id = ids[index - 1] ?? "";
    if (id === "" || id === "." || id === "..") {
      throw new ChatError("bug", `the id "${id}" cannot stand in the path ${sofar}…`);
    }
    return sofar + encodeURIComponent(id) + part;
  });
}
