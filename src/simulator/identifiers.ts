import { createHash, randomInt } from "node:crypto";

/** A text of that many letters of the alphabet, different on every call. */
export function randomText(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}

/** A text of that many letters of the alphabet, always the same for the same seed. */
export function stableText(seed: string, alphabet: string, length: number): string {
  const bytes = createHash("shake256", { outputLength: length }).update(seed).digest();
  return Array.from(bytes, (byte) => alphabet.charAt(byte % alphabet.length)).join("");
}
