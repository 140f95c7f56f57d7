import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../../../core/clock.ts";
import type { Log } from "../../../core/log.ts";
import { type Admission, refusalOf } from "./admission.ts";
import { McpSession } from "./mcpSession.ts";
import type { McpTool } from "./mcpTool.ts";
import { Uses } from "./uses.ts";

const path = "/mcp";
/** More clients than anybody has, and few enough to keep one that has gone wrong from filling the memory. */
const maxSessions = 20;
/** A client that was given the address connects at once, or was not started after all. In milliseconds. */
const firstUseTime = 5 * 60_000;

/** What a server is made with. */
export interface McpServerOptions {
  readonly tools: readonly McpTool[];
  /** Of Parley. */
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * A server of MCP (Streamable HTTP) on 127.0.0.1, with a port and a token of its own for each start. It ends with its
 * last use: a session, a client that is expected, or a copied configuration.
 */
export class McpServer {
  readonly #options: McpServerOptions;
  readonly #http: Server;
  readonly #admission: Admission;
  /** The one that was used last is the last one. */
  readonly #sessions = new Map<string, McpSession>();
  readonly #uses = new Uses(() => void this.close());
  #stopExpecting: (() => void) | undefined;
  /** How many requests are being answered. */
  #answering = 0;
  #closing: Promise<void> | undefined;

  private constructor(http: Server, options: McpServerOptions) {
    const { port } = http.address() as AddressInfo;
    this.#http = http;
    this.#options = options;
    this.#admission = {
      host: `127.0.0.1:${String(port)}`,
      token: randomBytes(32).toString("base64url"),
    };
    http.on("request", (request, response) => {
      this.#answering += 1;
      response.once("close", () => {
        this.#answering -= 1;
        this.#dropConnections();
      });
      this.#serve(request, response).catch((error: unknown) => {
        options.log.error(`MCP server: ${String(error)}`);
        if (response.headersSent) response.destroy();
        else refuse(response, 500, "Parley failed; its log says more.");
      });
    });
  }

  /** Starts a server that expects its first client. Rejects where the machine gives no port. */
  static async start(options: McpServerOptions): Promise<McpServer> {
    const http = createServer();
    http.listen({ port: 0, host: "127.0.0.1" });
    await once(http, "listening");
    const server = new McpServer(http, options);
    server.expectClient();
    return server;
  }

  /** False once it has begun to end. */
  get isOpen(): boolean {
    return this.#closing === undefined;
  }

  /** E.g. `http://127.0.0.1:40123/mcp`. */
  get url(): string {
    return `http://${this.#admission.host}${path}`;
  }

  /** What clients send besides, which lets them in. A secret. */
  get headers(): Readonly<Record<string, string>> {
    return { Authorization: `Bearer ${this.#admission.token}` };
  }

  /** Somebody is about to connect: keeps the server until then, or for five minutes. */
  expectClient(): void {
    const end = this.#uses.begin();
    this.#stopExpecting?.();
    const cancel = this.#options.clock.after(firstUseTime, end);
    this.#stopExpecting = () => {
      cancel();
      end();
    };
  }

  /** Somebody may connect whenever they like: keeps the server until it is closed. */
  keep(): void {
    this.#uses.begin();
  }

  /** Ends all sessions and connections, and frees the port. */
  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
  }

  async #close(): Promise<void> {
    const end = once(this.#http, "close");
    this.#http.close();
    this.#stopExpecting?.();
    await Promise.all([...this.#sessions.values()].map(async (session) => session.close()));
    this.#dropConnections();
    await end;
  }

  /** Clients keep connections that they may use again; once the last answer has arrived, there is no again. */
  #dropConnections(): void {
    if (this.#closing && this.#answering === 0) this.#http.closeAllConnections();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request.headers, this.#admission);
    if (refusal) {
      this.#options.log.warn(`MCP server: refused (${String(refusal.status)})`);
      refuse(response, refusal.status, refusal.sentence);
      return;
    }
    if (request.url !== path) {
      refuse(response, 404, `The server is at ${path}.`);
      return;
    }
    const id = request.headers["mcp-session-id"];
    if (typeof id === "string") {
      const session = this.#sessions.get(id);
      if (session) {
        this.#sessions.delete(id);
        this.#sessions.set(id, session);
        await session.handle(request, response);
      } else {
        refuse(response, 404, "There is no such session; begin a new one.");
      }
    } else if (await this.#hasRoom()) {
      await this.#begin(request, response);
    } else {
      refuse(response, 503, "Too many sessions are open.");
    }
  }

  /** Many clients go without ending their session: the one that nobody has used for the longest time makes room. */
  async #hasRoom(): Promise<boolean> {
    if (this.#sessions.size >= maxSessions)
      await [...this.#sessions.values()].find(({ isIdle }) => isIdle)?.close();
    return this.#sessions.size < maxSessions;
  }

  async #begin(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { tools, version, clock } = this.#options;
    let endUse: (() => void) | undefined;
    const session: McpSession = new McpSession({
      tools,
      version,
      clock,
      onBegin: (id) => {
        this.#sessions.set(id, session);
        endUse = this.#uses.begin();
        this.#stopExpecting?.();
      },
      onEnd: (id) => {
        this.#sessions.delete(id);
        endUse?.();
      },
    });
    await session.connect();
    await session.handle(request, response);
    if (!endUse) await session.close();
  }
}

/** Says no in a sentence that clients show. */
function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, {
    "content-type": "application/json",
    // The body is not read, so the connection is of no further use.
    connection: "close",
    ...(status === 401 && { "www-authenticate": "Bearer" }),
  });
  response.end(
    JSON.stringify({ jsonrpc: "2.0", id: null, error: { code: -32_000, message: sentence } }),
  );
}
