const secretNames =
  /^(?:\.env(?:\..+)?|\.netrc|\.npmrc|\.pypirc|\.htpasswd|\.pgpass|id_(?:rsa|dsa|ecdsa|ed25519)|credentials(?:\.json)?|secrets?\.(?:json|ya?ml|toml)|.+\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk))$/i;

const secretTexts = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}\b/,
  /\bsk-[A-Za-z0-9_-]{20,}\b/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./,
  /\b(?:api|secret|access)[_-]?(?:key|token)["']?\s*[:=]\s*["'][A-Za-z0-9_\-/+]{16,}["']/i,
];

/**
 * True for a file that is likely to hold a secret, by its name or by what stands in it. A guess in both directions:
 * it decides whether a person is asked, and nothing else.
 * @param path with `/` or `\` between folders
 */
export function looksSecret(path: string, text: string): boolean {
  const name = path.split(/[/\\]/).at(-1) ?? "";
  return secretNames.test(name) || secretTexts.some((pattern) => pattern.test(text));
}
