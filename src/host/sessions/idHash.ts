import { createHash } from "node:crypto";

/** What a file or folder is called that belongs to an id, which is a service's free choice. */
export function idHash(id: string): string {
  return createHash("sha256").update(id).digest("hex").slice(0, 32);
}
