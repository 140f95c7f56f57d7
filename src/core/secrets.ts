import { secretShapes } from "./secretShapes.ts";

const secretNames =
  /^(?:\.env(?:\..+)?|\.netrc|\.npmrc|\.pypirc|\.htpasswd|\.pgpass|id_(?:rsa|dsa|ecdsa|ed25519)|credentials(?:\.json)?|secrets?\.(?:json|ya?ml|toml)|.+\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk))$/i;

/** A long value in quotes behind the name of a key. In a file, shorter ones are mostly examples. */
const namedSecret =
  /\b(?:api|secret|access)[_-]?(?:key|token)["']?\s*[:=]\s*["'][A-Za-z0-9_\-/+]{16,}["']/i;

/**
 * True for a file that is likely to hold a secret, by its name or by what stands in it. A guess in both directions:
 * it decides whether the user is asked, and nothing else.
 * @param path with `/` or `\` between folders
 */
export function looksSecret(path: string, text: string): boolean {
  const name = path.split(/[/\\]/).at(-1) ?? "";
  if (secretNames.test(name) || namedSecret.test(text)) return true;
  return secretShapes.some((shape) => text.search(shape) !== -1);
}
