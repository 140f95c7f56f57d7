import { reasonOf } from "../../core/errors.ts";
import { TransportError } from "../../core/http/transport.ts";
import type { ErrorKind } from "../../core/model.ts";

/** How far a request had come when it failed. */
export type Phase = "before-headers" | "in-body";

/** The codes that undici and Node give, with their meaning and whether the service may have got the request. */
const codes: Readonly<Record<string, readonly [ErrorKind, "not-sent" | "maybe-sent"]>> = {
  ECONNREFUSED: ["unreachable", "not-sent"],
  ENOTFOUND: ["unreachable", "not-sent"],
  EHOSTUNREACH: ["unreachable", "not-sent"],
  EAI_AGAIN: ["offline", "not-sent"],
  ENETUNREACH: ["offline", "not-sent"],
  ENETDOWN: ["offline", "not-sent"],
  UND_ERR_CONNECT_TIMEOUT: ["timeout", "not-sent"],
  UND_ERR_HEADERS_TIMEOUT: ["timeout", "maybe-sent"],
  UND_ERR_BODY_TIMEOUT: ["timeout", "maybe-sent"],
  ETIMEDOUT: ["timeout", "maybe-sent"],
  UND_ERR_INVALID_ARG: ["config", "not-sent"],
};

const certificateCode = /CERT|UNABLE_TO_|SELF_SIGNED|ALTNAME|ERR_TLS|ERR_SSL|EPROTO/;
/** The server speaks no HTTP, or breaks its rules. */
const protocolCode = /^HPE_|^UND_ERR_HEADERS_OVERFLOW$|^UND_ERR_RES_/;
const compressionCode = /^Z_|ERR__ERROR_FORMAT|^ERR_PADDING|BROTLI/;

/** Anything that a connection throws, with what it means for another try. */
export function toTransportError(error: unknown, phase: Phase): TransportError {
  if (error instanceof TransportError) return error;
  const code = codeOf(error);
  const detail = `${code ?? "network error"}: ${reasonOf(error)}`;
  if (code !== undefined) {
    const known = codes[code];
    if (known) {
      return new TransportError(
        known[0],
        detail,
        phase === "in-body" || known[1] === "maybe-sent",
        error,
      );
    }
    if (certificateCode.test(code) && phase === "before-headers") {
      return new TransportError("config", detail, false, error);
    }
    if (compressionCode.test(code) || protocolCode.test(code))
      return new TransportError("bad-reply", detail, true, error);
  }
  // One of undici's parsers gives it no code.
  if (error instanceof Error && error.name === "HTTPParserError")
    return new TransportError("bad-reply", detail, true, error);
  return new TransportError("unreachable", detail, true, error);
}

/** The error's code, or of several attempts (IPv6 and IPv4) the first one's. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  if (typeof code === "string") return code;
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner === undefined ? undefined : codeOf(inner);
}
