import type { ErrorData, ErrorKind, Timestamp } from "./model.ts";
import { redactStart, shorten } from "./redact.ts";

const brand = Symbol.for("parley.ChatError");
/** More of a text than this, in UTF-16 units, is not kept. */
const maxDetailLength = 1000;
const maxMessageLength = 300;

/** What else is known about a failure. */
export interface ChatErrorOptions {
  /** The service's own name for the failure, e.g. `TOKEN_SCOPE_NOT_ALLOWED`. */
  readonly code?: string | undefined;
  readonly serviceMessage?: string | undefined;
  readonly status?: number | undefined;
  readonly retryAt?: Timestamp | undefined;
  readonly cause?: unknown;
}

/** The only error that leaves a provider. Its texts are redacted when it is made. */
export class ChatError extends Error {
  readonly kind: ErrorKind;
  readonly code: string | undefined;
  readonly serviceMessage: string | undefined;
  readonly status: number | undefined;
  readonly retryAt: Timestamp | undefined;
  // A brand, because two bundles may each hold this class and `instanceof` would then say no.
  readonly [brand] = true;

  /** @param detail for the log: what was tried and what came instead */
  constructor(kind: ErrorKind, detail: string, options: ChatErrorOptions = {}) {
    super(
      redactStart(detail, maxDetailLength),
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = "ChatError";
    this.kind = kind;
    this.code = options.code;
    this.status = options.status;
    this.retryAt = options.retryAt;
    this.serviceMessage =
      options.serviceMessage === undefined
        ? undefined
        : shorten(redactStart(options.serviceMessage, maxDetailLength), maxMessageLength);
  }

  /** The error that `toData` has given. */
  static fromData({ kind, detail, ...more }: ErrorData): ChatError {
    return new ChatError(kind, detail, more);
  }

  /** The error as data for frames and files. */
  toData(): ErrorData {
    return {
      kind: this.kind,
      detail: this.message,
      ...(this.serviceMessage && { serviceMessage: this.serviceMessage }),
      ...(this.status !== undefined && { status: this.status }),
      ...(this.retryAt !== undefined && { retryAt: this.retryAt }),
    };
  }
}

/** True for a `ChatError`, also one of another bundle. */
function isChatError(error: unknown): error is ChatError {
  return error instanceof Error && brand in error;
}

/** Any thrown value as a `ChatError`; what is not one yet is a bug of ours. */
export function toChatError(error: unknown): ChatError {
  if (isChatError(error)) return error;
  if (error instanceof Error && error.name === "AbortError") {
    return new ChatError("cancelled", "aborted", { cause: error });
  }
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new ChatError("bug", detail, { cause: error });
}

/** What was thrown says of itself, for a sentence that goes on with it. Not redacted. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
