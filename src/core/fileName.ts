/** So many bytes of UTF-8 are left of a name; file systems take 255, of which ` (2)` and an ending need some. */
const maxBytes = 180;

/** What some file system refuses in a name; each run of it, and of spaces, is one space. */
const refused = /[<>:"/\\|?* ]+/g;
/** Windows takes these for devices, whatever their ending. */
const reserved = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)(?= *(?:\.|$))/i;

/**
 * The name of a file that every file system takes, as near as can be to what a user or a service calls something. It is
 * in no other folder, not hidden, and has nothing in it that cannot be seen or reorders its letters.
 * @param fallback for what has no sign that could be read; a good name itself
 */
export function safeFileName(name: string, fallback: string): string {
  const seen = name.replaceAll(/\s/g, " ").replaceAll(/\p{C}/gu, "").replaceAll(refused, " ");
  const whole = trimEnd(seen.replace(/^[. ]+/, "")).replace(reserved, "$&_");
  const [ending = ""] = /\.\w{1,10}$/.exec(whole) ?? [];
  const start = startOf(whole.slice(0, whole.length - ending.length), maxBytes - ending.length);
  const safe = trimEnd(start + ending);
  return /[\p{L}\p{N}\p{S}]/u.test(safe) ? safe : fallback;
}

/** A name for a file about this, in letters that every service takes. */
export function slugOf(text: string): string {
  const words = text
    .normalize()
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? ["answer"];
  return Array.from(words.join("-")).slice(0, 60).join("").replace(/-$/, "");
}

/** As many whole characters of a text as fit. */
function startOf(text: string, bytes: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes));
  return trimEnd(text.slice(0, read));
}

/** Windows leaves these out of the end of a name without a word. */
function trimEnd(text: string): string {
  return text.replace(/[. ]+$/, "");
}
