/** What is wrong with a base URL. */
export type BaseUrlProblem = "not-a-url" | "not-an-origin" | "not-https";

/**
 * Checks a base URL: an origin without user, path, query or fragment, over https; http is for this machine only.
 * @returns the origin, spelled the one way that keys are stored under, or what is wrong
 */
export function checkBaseUrl(
  text: string,
):
  | { readonly origin: string; readonly problem?: BaseUrlProblem }
  | { readonly problem: BaseUrlProblem } {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return { problem: "not-a-url" };
  const url = new URL(trimmed);
  if (url.protocol !== "https:" && url.protocol !== "http:") return { problem: "not-a-url" };
  const isOrigin =
    url.username === "" &&
    url.password === "" &&
    url.pathname === "/" &&
    url.search === "" &&
    url.hash === "";
  if (!isOrigin) return { problem: "not-an-origin" };
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    return { origin: url.origin, problem: "not-https" };
  return { origin: url.origin };
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
