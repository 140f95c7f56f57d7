import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { onRequests, type WireRequest } from "./wireRequests.ts";

/** What the simulated service really answered. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One request under a fault, with everything that the fault needs. */
export interface Exchange {
  readonly request: WireRequest;
  /** The client's connection; a fault writes on it what it likes. */
  readonly socket: Socket;
  /** Counted from 1: which time this request came. */
  readonly attempt: number;
  /** Hands the request to the service, which then has it, and gives its answer. */
  readonly askService: () => Promise<WireAnswer>;
}

/** How to start a fault server. */
export interface FaultServerOptions {
  /** Origin of the simulator behind it. */
  readonly service: string;
  /** Stands in the header `x-cell` of every request that reaches the simulator. */
  readonly mark: string;
  /** Answers a request, or leaves it to the service by giving nothing. */
  readonly handle?: (request: WireRequest) => ((exchange: Exchange) => Promise<void>) | undefined;
  readonly tls?: TlsOptions;
  /** Says that it is asked by HTTPS, even without `tls`. */
  readonly isHttps?: boolean;
  /** Does something with a connection as soon as it is there. */
  readonly meet?: (socket: Socket) => void;
}

/** A server that stands before the simulator and does harm on one request. */
export interface FaultServer {
  readonly origin: string;
  readonly requests: readonly WireRequest[];
  /** Bytes that went out on all connections. */
  readonly bytesSent: () => number;
  readonly connectionCount: () => number;
  /** Closes every connection at this very moment. */
  readonly closeConnections: () => void;
  /** Settles when no answer is under way any more; rejects when one goes on and on. */
  readonly allAnswered: () => Promise<void>;
  /** Settles as soon as no connection is open; rejects when one stays. */
  readonly allClosed: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a fault server on a free port of 127.0.0.1. */
export async function startFaultServer(options: FaultServerOptions): Promise<FaultServer> {
  const { service, mark, handle, tls, isHttps = tls !== undefined, meet } = options;
  const requests: WireRequest[] = [];
  const sockets = new Set<Socket>();
  const answering = new Set<Promise<void>>();
  let finishedBytes = 0;
  let connections = 0;
  let nobodyLeft = Promise.withResolvers<void>();

  async function serve(socket: Socket, request: WireRequest): Promise<void> {
    requests.push(request);
    const attempt = requests.filter(({ line }) => line === request.line).length;
    const askService = async (): Promise<WireAnswer> => {
      const answer = await ask(service, request, mark);
      // An upload address that the service gives leads here too.
      const body = answer.body.toString("latin1").replaceAll(service, origin());
      return { ...answer, body: Buffer.from(body, "latin1") };
    };
    const fault = handle?.(request);
    if (fault) await fault({ request, socket, attempt, askService });
    else await writeAnswer(socket, await askService());
  }

  function origin(): string {
    const { port } = server.address() as AddressInfo;
    return `${isHttps ? "https" : "http"}://127.0.0.1:${port}`;
  }

  /** Counts a connection; with TLS that is the one below it, so that a failed handshake counts too. */
  function watch(socket: Socket): void {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined);
    meet?.(socket);
    socket.once("close", () => {
      finishedBytes += socket.bytesWritten;
      sockets.delete(socket);
      if (sockets.size === 0) nobodyLeft.resolve();
    });
  }

  const listen = (socket: Socket): void => {
    socket.on("error", () => undefined);
    onRequests(socket, async (request) => {
      const answer = serve(socket, request);
      answering.add(answer);
      await answer.finally(() => answering.delete(answer));
    });
  };
  const server: Server = tls
    ? createTlsServer(tls, listen).on("connection", watch)
    : createServer((socket) => {
        watch(socket);
        listen(socket);
      });
  server.on("tlsClientError", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    origin: origin(),
    requests,
    bytesSent: () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, finishedBytes),
    connectionCount: () => connections,
    closeConnections: () => {
      for (const socket of sockets) socket.destroy();
    },
    allAnswered: async () => within(Promise.all(answering), "an answer is still being sent"),
    allClosed: async () => {
      nobodyLeft = Promise.withResolvers();
      if (sockets.size === 0) nobodyLeft.resolve();
      await within(nobodyLeft.promise, "a connection stays open");
    },
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Milliseconds; an idle connection that nobody closes would go by itself a little later. */
const patience = 3000;

async function within(done: Promise<unknown>, otherwise: string): Promise<void> {
  const deadline = Promise.withResolvers<never>();
  const timer = setTimeout(() => deadline.reject(new Error(otherwise)), patience);
  await Promise.race([done, deadline.promise]).finally(() => clearTimeout(timer));
}

async function ask(service: string, request: WireRequest, mark: string): Promise<WireAnswer> {
  const { host } = new URL(service);
  const outgoing = httpRequest(service + request.target, {
    method: request.method,
    headers: { ...request.headers, host, connection: "close", "x-cell": mark },
    agent: false,
  });
  outgoing.end(request.body);
  const [response] = (await once(outgoing, "response")) as [
    AsyncIterable<Buffer> & { statusCode: number; headers: Record<string, string> },
  ];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const { connection: _hop, "transfer-encoding": _framing, ...headers } = response.headers;
  return { status: response.statusCode, headers, body: Buffer.concat(chunks) };
}

/** The head of an answer, with the framing that the caller chose. */
export function headOf(
  { status, headers }: Pick<WireAnswer, "status" | "headers">,
  more: Readonly<Record<string, string | number>> = {},
): string {
  const { "content-length": _length, ...kept } = headers;
  const lines = Object.entries({ ...kept, ...more }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `HTTP/1.1 ${status} Status\r\n${lines.join("")}\r\n`;
}

/** A whole answer, with its length announced. */
export function wholeAnswer(answer: WireAnswer): Buffer {
  const head = headOf(answer, { "content-length": answer.body.length });
  return Buffer.concat([Buffer.from(head, "latin1"), answer.body]);
}

/** Writes a whole answer. */
export async function writeAnswer(socket: Socket, answer: WireAnswer): Promise<void> {
  await write(socket, wholeAnswer(answer));
}

/** Writes bytes and settles when they have left or the connection is gone. */
export async function write(socket: Socket, bytes: Uint8Array | string): Promise<void> {
  if (socket.destroyed) return;
  await new Promise<void>((resolve) => {
    socket.once("close", resolve);
    socket.write(bytes, () => {
      socket.off("close", resolve);
      resolve();
    });
  });
}
