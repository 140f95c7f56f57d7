const shortestSecret = 8;
const secrets = new Set<string>();

/** Has a key taken out of every text from now on, whatever it looks like: a service may repeat it in its answers. */
export function hideSecret(secret: string): void {
  // A few letters would blank out half of every sentence, and are no key.
  if (secret.length >= shortestSecret) secrets.add(secret);
}

/**
 * Takes secrets out of text that is logged or shown: the keys that were used, bearer tokens, known key shapes,
 * passwords and query strings of URLs, and long opaque tokens.
 */
export function redact(text: string): string {
  let known = text;
  for (const secret of secrets) known = known.replaceAll(secret, "[redacted]");
  return known
    .replaceAll(/\b(bearer|basic)\s+[^\s"',;]+/gi, "$1 [redacted]")
    .replaceAll(/\b(apikeyv1_|sgpt_)[\w.-]+/g, "$1[redacted]")
    .replaceAll(
      /("?(?:api[-_]?key|token|password|secret|authorization)"?\s*[:=]\s*"?)[^\s"',;}]+/gi,
      "$1[redacted]",
    )
    .replaceAll(/(\bhttps?:\/\/)[^\s/@"']+@/gi, "$1")
    .replaceAll(/(\bhttps?:\/\/[^\s?#"']+)\?[^\s"']*/gi, "$1?[redacted]")
    .replaceAll(/(?<![\w-])[\w-]{20,}\.[\w-]{20,}(?:\.[\w-]+)*/g, "[redacted]");
}

/** At most `length` characters of a text on one line. */
export function shorten(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
