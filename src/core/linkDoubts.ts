/** Why a link may lead elsewhere than it seems to. */
export type LinkDoubt =
  /** The host has letters of other scripts, which can look like Latin ones. */
  | "foreign-letters"
  /** A name stands before an `@`, where one expects the host. */
  | "name-before-host"
  /** The text of the link names another host. */
  | "other-host-in-text";

/** What is doubtful about a link. @param url absolute @param label the text that was clicked */
export function linkDoubts(url: string, label: string): readonly LinkDoubt[] {
  if (!URL.canParse(url)) return [];
  const { hostname, username, password } = new URL(url);
  const doubts: LinkDoubt[] = [];
  if (hostname.split(".").some((part) => part.startsWith("xn--"))) doubts.push("foreign-letters");
  if (username !== "" || password !== "") doubts.push("name-before-host");
  const named = hostIn(label);
  if (named !== undefined && named !== withoutWww(hostname)) doubts.push("other-host-in-text");
  return doubts;
}

/** The host that a text names, if all of it reads like an address. */
function hostIn(label: string): string | undefined {
  const text = label.trim();
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (!/^(?:https?:\/\/)?[^\s/]+\.[^\s/]{2,}/i.test(text) || /\s/.test(text)) return undefined;
  // A file name such as `main.ts` reads like a host, too.
  if (!/^https?:\/\//i.test(text) && !/^www\.|\//i.test(text)) return undefined;
  return URL.canParse(address) ? withoutWww(new URL(address).hostname) : undefined;
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, "");
}
