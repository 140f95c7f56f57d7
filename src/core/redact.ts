/**
 * Takes secrets out of text that is logged or shown: bearer tokens, known key shapes, passwords and query strings
 * of URLs, and long opaque tokens. A key that looks like none of these is covered by never passing it here.
 */
export function redact(text: string): string {
  return text
    .replaceAll(/\b(bearer|basic)\s+[^\s"',;]+/gi, "$1 [redacted]")
    .replaceAll(/\b(apikeyv1_|sgpt_)[\w.-]+/g, "$1[redacted]")
    .replaceAll(
      /("?(?:api[-_]?key|token|password|secret|authorization)"?\s*[:=]\s*"?)[^\s"',;}]+/gi,
      "$1[redacted]",
    )
    .replaceAll(/(\bhttps?:\/\/)[^\s/@"']+@/gi, "$1")
    .replaceAll(/(\bhttps?:\/\/[^\s?#"']+)\?[^\s"']*/gi, "$1?[redacted]")
    .replaceAll(/\b[\w-]{20,}\.[\w-]{20,}(?:\.[\w-]+)*/g, "[redacted]");
}

/** At most `length` characters of a text on one line. */
export function shorten(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
