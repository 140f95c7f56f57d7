import { parse } from "tldts";

/** Letters that look like the signs of an address, and what a reader takes them for. */
const lookalikes: readonly (readonly [RegExp, string])[] = [
  [/\p{Default_Ignorable_Code_Point}/gu, ""],
  [/[\u02D0\u05C3\u2236\uA789]/gu, ":"],
  [/[\u2044\u2215\u29F8\u2571\\]/gu, "/"],
  [/[\u3002\u2024\u00B7\u2027]/gu, "."],
];

/** An address with its beginning: with a scheme, or with the two slashes alone. */
const address = /(?:https?:|(?<![\p{L}\p{N}:/.]))\/\/([^\s/?#"'<>()[\]{}«»“”‘’,;]+)/giu;
/** A name with dots, and the character behind it. */
const dotted =
  /(?<![\p{L}\p{N}/.\-_])[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+(?![\p{L}\p{N}\-_])\/?/gu;

/** Names that end no host in the public net, but look to a reader as if they did. */
const specialSuffixes = new Set([
  "example",
  "invalid",
  "internal",
  "local",
  "localhost",
  "onion",
  "test",
]);
/** Countries and the like that files end with, too: a name of a file is no host. */
const fileSuffixes = new Set(["cc", "md", "mov", "pl", "ps", "py", "rs", "sh", "so", "tf", "zip"]);
/** Products that are written like hosts. */
const products = new Set(["ado.net", "asp.net", "ml.net", "vb.net"]);

/** The hosts that a text names for a reader, in ASCII, with what stands before an `@`. */
export function namedHosts(text: string): ReadonlySet<string> {
  let plain = text.normalize("NFKC");
  for (const [letters, sign] of lookalikes) plain = plain.replaceAll(letters, sign);
  const found: string[] = [];
  const rest = plain.replaceAll(address, (_whole, authority: string) => {
    // Each part can be taken for the host.
    const parts = authority.split("@").map((part) => part.replace(/:.*$/, ""));
    found.push(...parts.filter((part, index) => index === parts.length - 1 || part.includes(".")));
    return " ";
  });
  for (const [name] of rest.matchAll(dotted)) {
    const host = name.replace(/\/$/, "");
    if (looksLikeHost(host.toLowerCase(), name.endsWith("/"))) found.push(host);
  }
  return new Set(found.flatMap((name) => toAscii(name) ?? []));
}

/** What belongs to one owner: the name below a public suffix such as `com`, `co.uk` or `github.io`. */
export function siteOf(host: string): string {
  return parse(host, { allowPrivateDomains: true, extractHostname: false }).domain ?? host;
}

function looksLikeHost(name: string, hasPath: boolean): boolean {
  if (/^\d+(?:\.\d+){3}$/.test(name)) return true;
  const { isIcann, publicSuffix } = parse(name, { extractHostname: false });
  const last = name.slice(name.lastIndexOf(".") + 1);
  if (specialSuffixes.has(last)) return true;
  if (isIcann !== true || publicSuffix === name) return false;
  return name.startsWith("www.") || hasPath || !(fileSuffixes.has(last) || products.has(name));
}

/** A host as an address has it; undefined for what cannot be one. */
function toAscii(name: string): string | undefined {
  const host = name.replace(/[.!:]+$/u, "");
  return host !== "" && URL.canParse(`https://${host}`)
    ? new URL(`https://${host}`).hostname
    : undefined;
}
