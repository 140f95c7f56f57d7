import { createHash } from "node:crypto";

/** By this a file is known to have changed: SHA-256 in hexadecimal. */
export function contentHash(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
