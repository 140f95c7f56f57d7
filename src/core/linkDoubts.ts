import { namedHosts, siteOf } from "./namedHosts.ts";

/** Why a link may lead elsewhere than it seems to. */
export type LinkDoubt =
  /** The host has letters of other scripts, which can look like Latin ones. */
  | "foreign-letters"
  /** A name stands before an `@`, where one expects the host. */
  | "name-before-host"
  /** The text of the link names another host. */
  | "other-host-in-text";

/** A link as it is opened. */
export interface Link {
  /** The address as it was understood, which is the one to show and to open. */
  readonly href: string;
  /** The host, or what stands behind the `@` of a mail address; in ASCII. */
  readonly host: string;
  readonly doubts: readonly LinkDoubt[];
}

/**
 * Reads the address of a link once, so that what is judged is what is opened: programs understand backslashes and
 * white space in addresses differently. Undefined for anything but web and mail addresses.
 * @param label the text that was clicked
 */
export function readLink(address: string, label: string): Link | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, href, hostname, pathname, username, password } = new URL(address);
  if (!["http:", "https:", "mailto:"].includes(protocol)) return undefined;
  const host = protocol === "mailto:" ? hostOfMail(pathname) : hostname.replace(/\.$/, "");
  const doubts: LinkDoubt[] = [];
  if (host.split(".").some((part) => part.startsWith("xn--"))) doubts.push("foreign-letters");
  if (username !== "" || password !== "") doubts.push("name-before-host");
  const site = siteOf(host);
  const isElsewhere = [...namedHosts(label)].some((named) => siteOf(named) !== site);
  if (isElsewhere) doubts.push("other-host-in-text");
  return { href, host, doubts };
}

function hostOfMail(path: string): string {
  const name = /@([^@,?]*)$/.exec(path.replaceAll(/%40/g, "@"))?.[1] ?? "";
  return URL.canParse(`https://${name}`) ? new URL(`https://${name}`).hostname : name;
}
