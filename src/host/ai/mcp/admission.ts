import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Who may talk to the server: the address it answers to, and the token that its clients were given. */
export interface Admission {
  /** As in the header `Host`, e.g. `127.0.0.1:40123`. */
  readonly host: string;
  readonly token: string;
}

/** Why a request is not let in. */
export interface Refusal {
  readonly status: 401 | 403;
  /** For the one who sends it; holds nothing of the request. */
  readonly sentence: string;
}

/**
 * Judges a request before anything of its body is read: a page in a browser can make a name of its own point to
 * 127.0.0.1 and can send requests, but can fake neither `Host` nor `Origin`, and does not know the token. Undefined for
 * a request that is let in.
 */
export function refusalOf(
  headers: IncomingHttpHeaders,
  { host, token }: Admission,
): Refusal | undefined {
  if (headers.host !== host) return refuse(403, "This server answers to 127.0.0.1 only.");
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}`) {
    return refuse(403, "This server does not answer to web pages.");
  }
  if (!isSame(headers.authorization ?? "", `Bearer ${token}`)) {
    return refuse(401, "The token is missing or is not the one of this start of the server.");
  }
  return undefined;
}

function refuse(status: Refusal["status"], sentence: string): Refusal {
  return { status, sentence };
}

/** Compares in a time that says nothing of where two texts differ. */
function isSame(left: string, right: string): boolean {
  return timingSafeEqual(hash(left), hash(right));
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
