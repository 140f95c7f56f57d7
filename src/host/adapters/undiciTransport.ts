import { Readable } from "node:stream";
import { getCACertificates } from "node:tls";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Dispatcher } from "undici";
import connect from "undici/lib/api/api-connect.js";
import request from "undici/lib/api/api-request.js";
import DispatcherBase from "undici/lib/dispatcher/dispatcher.js";
import EnvHttpProxyAgent from "undici/lib/dispatcher/env-http-proxy-agent.js";
import type { ConnectedTransport } from "../../core/http/renewableTransport.ts";
import {
  type HttpBody,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from "../../core/http/transport.ts";
import { proxyAddress } from "./proxyAddress.ts";
import { toTransportError } from "./transportErrors.ts";

// Undici's index does this too; without it no proxy can be asked for a tunnel.
Object.assign(DispatcherBase.prototype, { connect });

/** How connections are made. Empty members leave it to the environment (`HTTPS_PROXY`, `NO_PROXY`). */
export interface TransportOptions {
  /** `http.proxy` */
  readonly proxy?: string;
  /** `http.noProxy` */
  readonly noProxy?: readonly string[];
  /** `http.proxyAuthorization`; a name and a password in the proxy's address do without it. */
  readonly proxyAuthorization?: string;
  /** `http.proxyStrictSSL`: false accepts any certificate, as it does in the rest of VS Code. */
  readonly strictCertificates: boolean;
  /** How long a connection may take to come about, TLS included, in milliseconds; 15 seconds by default. */
  readonly connectTimeout?: number;
}

/** A service on this machine (the demo) is never asked for through a proxy. */
const loopback = ["127.0.0.1", "localhost", "[::1]", "::1"];
const usualConnectTimeout = 15_000;
const pieceLength = 64 * 1024;

/** HTTP over undici: streams bodies, closes the connection on abort, follows nothing, repeats nothing. */
export class UndiciTransport implements ConnectedTransport {
  readonly #dispatcher: Dispatcher;
  readonly #closing = new AbortController();

  constructor(options: TransportOptions) {
    const { proxy, noProxy, proxyAuthorization, strictCertificates } = options;
    const { connectTimeout = usualConnectTimeout } = options;
    const tls = {
      rejectUnauthorized: strictCertificates,
      ca: trustedCertificates(),
      // undici copies its options as JSON for each agent and each host, and reads these from the original only.
      toJSON: () => undefined,
    };
    const fromEnvironment = process.env["NO_PROXY"] ?? process.env["no_proxy"] ?? "";
    this.#dispatcher = new EnvHttpProxyAgent({
      ...readProxies(proxy),
      ...(proxyAuthorization !== undefined && { token: proxyAuthorization }),
      noProxy: [...loopback, ...(noProxy?.length ? noProxy : [fromEnvironment])]
        .filter(Boolean)
        .join(","),
      connect: { ...tls, timeout: connectTimeout },
      requestTls: tls,
      proxyTls: tls,
    });
  }

  async send(
    { method, url, headers, body, timeouts }: TransportRequest,
    signal: AbortSignal,
  ): Promise<TransportResponse> {
    try {
      await oneTurn();
      const response = await request.call(this.#dispatcher, {
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        // No `accept-encoding`: a compressing proxy would hold an answer back that is meant to stream.
        ...(typeof body === "object"
          ? {
              headers: { ...headers, "content-length": `${body.content.byteLength}` },
              body: streamOf(body),
            }
          : { headers, ...(body !== undefined && { body }) }),
        headersTimeout: timeouts.headers,
        bodyTimeout: timeouts.idle,
        signal: AbortSignal.any([signal, this.#closing.signal]),
      });
      const flat = flatten(response.headers);
      return {
        status: response.statusCode,
        headers: flat,
        body: read(response.body, flat["content-encoding"]),
      };
    } catch (error) {
      throw toTransportError(error, "before-headers");
    }
  }

  /** Closes each connection when the answers on it have arrived. Nothing may be sent any more. */
  async finish(): Promise<void> {
    await this.#dispatcher.close();
  }

  /** Closes all connections at once. */
  async close(): Promise<void> {
    // undici's agent forgets its connections once it is told to finish; they would not be destroyed then.
    this.#closing.abort(new TransportError("cancelled", "all connections were closed", true));
    await this.#dispatcher.destroy();
  }
}

/**
 * The proxies of the settings or the environment; undici takes only whole addresses. Throws `config` for one that is
 * none, without showing it: it may hold a password.
 */
function readProxies(proxy: string | undefined) {
  const addressIn = (name: string): string =>
    proxyAddress(proxy || process.env[name.toLowerCase()] || process.env[name] || "");
  const [httpProxy, httpsProxy] = [addressIn("HTTP_PROXY"), addressIn("HTTPS_PROXY")];
  for (const address of [httpProxy, httpsProxy])
    if (address !== "" && !URL.canParse(address))
      throw new TransportError("config", "the address of the proxy is not valid", false);
  return { ...(httpProxy && { httpProxy }), ...(httpsProxy && { httpsProxy }) };
}

/**
 * Lets everything be read that has come on open connections by now. Where the server has closed one, or has sent
 * what nobody asked for, it must not take the next request. undici looks for that too, but less than a whole turn.
 */
async function oneTurn(): Promise<void> {
  // The first call may come in the turn of the event loop that is running.
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Node's own certificates and those of the system, where companies put theirs. */
function trustedCertificates(): string[] {
  return [...new Set([...getCACertificates("default"), ...getCACertificates("system")])];
}

/** The connection takes a piece when it has taken the one before. */
function streamOf(body: HttpBody): Readable {
  return Readable.from(piecesOf(body), { objectMode: false, highWaterMark: pieceLength });
}

async function* piecesOf({ content, onSent }: HttpBody): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < content.byteLength; start += pieceLength) {
    yield content.subarray(start, start + pieceLength);
    onSent?.(Math.min(start + pieceLength, content.byteLength));
  }
}

function flatten(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return last === undefined ? [] : [[name.toLowerCase(), last]];
    }),
  );
}

async function* read(body: Readable, encoding: string | undefined): AsyncGenerator<Uint8Array> {
  // Its reader is told; where nobody reads, letting go of the body must not become an uncaught exception.
  body.on("error", () => undefined);
  try {
    const decoded = decompress(body, encoding);
    for await (const chunk of decoded) yield chunk as Uint8Array;
  } catch (error) {
    throw toTransportError(error, "in-body");
  } finally {
    body.destroy();
  }
}

/** Throws for a compression that nobody asked for and nobody knows: its bytes are no answer. */
function decompress(body: Readable, encoding: string | undefined): Readable {
  const decoder = createDecoder(encoding?.trim().toLowerCase());
  if (!decoder) return body;
  body.on("error", (error) => decoder.destroy(error));
  return body.pipe(decoder);
}

function createDecoder(encoding: string | undefined) {
  switch (encoding) {
    case undefined:
    case "":
    case "identity":
      return undefined;
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      throw new TransportError("bad-reply", `unknown compression "${encoding}"`, true);
  }
}
