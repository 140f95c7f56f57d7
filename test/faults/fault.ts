import type { Socket } from "node:net";
import type { TlsOptions } from "node:tls";
import type { Timeouts } from "../../src/core/http/transport.ts";
import type { ErrorKind } from "../../src/core/model.ts";
import type { ProviderDescriptor } from "../../src/core/provider.ts";
import type { TransportOptions } from "../../src/host/adapters/undiciTransport.ts";
import type { Format as DocumentedFormat } from "../contract/endpoints/endpoint.ts";
import type { Method } from "./calls.ts";
import type { Exchange } from "./faultServer.ts";

/** What a body is read as; an answer in one document is read more leniently than other JSON. */
export type Format = DocumentedFormat | "document";

/**
 * How a call ends: exactly as without the fault, well but with another result because anything is taken, or in an
 * error of this kind.
 */
export type End = "same" | "done" | ErrorKind;

/** How a fault ends; where it makes a difference, for reading and changing calls or for each format of the body. */
export type Expectation =
  | End
  | { readonly read: End; readonly write: End }
  | (Readonly<Record<DocumentedFormat, End>> & { readonly document?: End });

/** What a fault can use besides the exchange. */
export interface FaultTools {
  readonly format: Format;
  /** The account's key, for a service that repeats it. */
  readonly key: string;
  /** An origin of somebody else, where nobody may ever ask. */
  readonly elsewhere: string;
  /** Settles when the client has read so many bytes of the body. */
  readonly untilRead: (bytes: number) => Promise<void>;
  /** Tells the cell that the answer hangs now. */
  readonly hangs: () => void;
}

/** One row of the matrix: what goes wrong with one request, and how the call has to end. */
export interface Fault {
  readonly name: string;
  readonly expect: Expectation;
  /** Answers the request under test instead of the fault server; absent where the harm is done elsewhere. */
  readonly act?: (exchange: Exchange, tools: FaultTools) => Promise<void>;
  /** How many times the request is harmed, repeats included; always by default. */
  readonly times?: number;
  /** How often the request leaves; once by default. */
  readonly tries?: { readonly read: number; readonly write: number };
  readonly timeouts?: Partial<Timeouts>;
  /** Where the request goes instead of the fault server. */
  readonly origin?: string;
  /** Speaks TLS with this certificate. */
  readonly tls?: TlsOptions;
  /** Is asked by HTTPS, even without TLS of its own. */
  readonly isHttps?: boolean;
  /** Does harm as soon as somebody connects. */
  readonly meet?: (socket: Socket) => void;
  readonly transport?: Partial<TransportOptions>;
  /** The user gives up as soon as the answer hangs. */
  readonly isGivenUp?: boolean;
  /** Has the connection open and idle before the call, and closes it in the moment in which the request leaves. */
  readonly closesIdle?: boolean;
  /** The server may have sent this much when the client gives up, in bytes. */
  readonly maxBytes?: number;
  /** More than an answer may have, and less than a file may. */
  readonly isHuge?: true;
  /** A redirect that leads to itself. */
  readonly isCircle?: true;
  /** Of an answer that streams, the part that has arrived is kept. */
  readonly keepsText?: boolean;
  /** The client waits at least this long before it asks again, in milliseconds. */
  readonly waits?: number;
}

/** A request that failed unanswered is repeated where that changes nothing. */
export const repeatedReads = { read: 3, write: 1 } as const;
/** A request that was certainly not carried out is repeated. */
export const repeated = { read: 3, write: 3 } as const;

/** Where one service's call rightly ends in another way than the rules of the faults say. */
export const exceptions: readonly {
  readonly provider: string;
  readonly call: string;
  /** Which request of the call, counted from 0. */
  readonly request: number;
  readonly because: string;
}[] = [
  {
    provider: "sitegpt",
    call: "send",
    request: 1,
    because: "the follow-up prompts only tell which button calls a human",
  },
  {
    provider: "sitegpt",
    call: "listMessages",
    request: 1,
    because: "the follow-up prompts only tell which button calls a human",
  },
];

const onlySucceed: ReadonlySet<Method> = new Set([
  "deleteSession",
  "deleteMessages",
  "react",
  "escalate",
  "replyAsHuman",
]);

/** What one of a call's requests reads of its answer. */
export function formatOf(
  { capabilities }: ProviderDescriptor,
  method: Method | undefined,
  request: number,
): Format {
  if (method && onlySucceed.has(method)) return "success";
  if (method !== "send" || request !== 0) return "json";
  if (capabilities.replies === "text-stream") return "text";
  return capabilities.replies === "event-stream" ? "json-sequence" : "document";
}

/** The end of a fault for one kind of call. */
export function endOf({ expect }: Fault, isWrite: boolean, format: Format): End {
  if (typeof expect === "string") return expect;
  if ("json" in expect) return expect[format] ?? expect.json;
  return isWrite ? expect.write : expect.read;
}
