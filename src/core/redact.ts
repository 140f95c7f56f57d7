import { secretShapes } from "./secretShapes.ts";

const redacted = "[redacted]";
/** What a service sends may be megabytes; more of it than this, in UTF-16 units, is not looked through. */
const maxStartLength = 4000;
/** The keys that were used in all forms in which a text can repeat them, the longest first. */
let secrets: readonly string[] = [];

/** Has these taken out of every text from now on. @param forms in which a text can repeat a key */
export function hideForms(forms: readonly string[]): void {
  // One that begins with another one must go first, or its end would stay.
  secrets = [...new Set([...secrets, ...forms])].toSorted((a, b) => b.length - a.length);
}

/** What stands between a name and its value: quotes, also escaped ones, and a colon or an equals sign. */
const sign = String.raw`\\*["']?\s*[:=]\s*`;
const header = new RegExp(
  String.raw`(\bauthorization${sign}\\*["']?)(?:(bearer|basic|token|digest|api-?key|key|oauth|jwt|hmac|negotiate)\s+)?([^\s"',;}\\]+)`,
  "gi",
);
const cookies = new RegExp(
  String.raw`(\b(?:set-)?cookie${sign}\\*["']?)[^\s=;"']{1,100}=[^\r\n"']*`,
  "gi",
);
const named = new RegExp(
  String.raw`((?:api[-_]?key|token|password|passwd|secret)${sign})(\\*["'])?([^\s"',;}\\]+)(["'\\])?`,
  "gi",
);

/** What proves a signed address, also where only its path and query stand. */
const signature = /([?&](?:x-\w+-)?(?:sig|signature|credential|security-token)=)[^\s"'&\\]+/gi;

/**
 * Takes secrets out of text that is logged or shown: the keys that were used, known shapes of keys, credentials of
 * headers, cookies, values behind names such as `api_key`, passwords and query strings of URLs, and long opaque
 * tokens. Sentences that only speak of keys stay.
 */
export function redact(text: string): string {
  let known = text;
  for (const secret of secrets) known = known.replaceAll(secret, redacted);
  for (const shape of secretShapes) known = known.replaceAll(shape, redacted);
  return known
    .replaceAll(header, (found, name: string, scheme: string | undefined, value: string) =>
      scheme === undefined && isWord(value)
        ? found
        : `${name}${scheme ? `${scheme} ` : ""}${redacted}`,
    )
    .replaceAll(cookies, `$1${redacted}`)
    .replaceAll(named, hideNamed)
    .replaceAll(
      /\b(bearer)\s+(?!(?:authentication|authorization|credentials)\b)[\w.~+/=-]{8,}/gi,
      `$1 ${redacted}`,
    )
    .replaceAll(/\b(basic)\s+([A-Za-z0-9+/]{8,}={0,2})/gi, (found, name: string, value: string) =>
      isNameAndPassword(value) ? `${name} ${redacted}` : found,
    )
    .replaceAll(/(:(?:\\?\/){2})[^\s/?#"']+@/g, "$1")
    .replaceAll(/\b(?:https?|wss?):(?:\\?\/){2}[^\s"']+/gi, hideQuery)
    .replaceAll(signature, `$1${redacted}`)
    .replaceAll(/(?<![\w-])[\w-]{20,}\.[\w-]{20,}(?:\.[\w-]+)*/g, redacted);
}

/** The beginning of a text without secrets: they are taken out before it is cut, so that no half of one is left. */
export function redactStart(text: string, length: number): string {
  if (text.length <= maxStartLength) return redact(text).slice(0, length);
  const start = text.slice(0, maxStartLength);
  const half = secrets.map((secret) => lengthOfBeginning(start, secret));
  // The last word may be the beginning of a secret that nobody would know by its beginning.
  const whole = start.slice(0, start.length - Math.max(0, ...half)).replace(/\S+$/, "");
  return redact(whole).slice(0, length);
}

/** At most `length` characters of a text on one line; none of them is half of one. */
export function shorten(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= length
    ? line
    : `${line.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** A value in quotes is one, unless it is a sentence; without quotes, `token: expired` is none. */
function hideNamed(
  found: string,
  name: string,
  quote: string | undefined,
  value: string,
  end: string | undefined,
): string {
  const isValue = quote === undefined ? name.endsWith("=") || !isWord(value) : end !== undefined;
  return isValue && /[\w$]/.test(value) ? `${name}${quote ?? ""}${redacted}${end ?? ""}` : found;
}

function hideQuery(address: string): string {
  const start = address.search(/[?#]/);
  return address[start] === "?" ? `${address.slice(0, start)}?${redacted}` : address;
}

/** True for what can stand in a sentence. */
function isWord(text: string): boolean {
  return /^[A-Z]?[a-z]{0,15}[.!?:)]*$/.test(text);
}

/** True for a name and a password as a header carries them, which a word of a sentence is not. */
function isNameAndPassword(text: string): boolean {
  return text.length % 4 === 0 && /:/.test(atob(text));
}

/** How much of a secret, from its beginning, a text ends with. */
function lengthOfBeginning(text: string, secret: string): number {
  for (let length = Math.min(secret.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return length;
  }
  return 0;
}
