import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from "@modelcontextprotocol/sdk/types.js";
import type { Clock } from "../../../core/clock.ts";
import type { McpTool } from "./mcpTool.ts";

/** In bytes; a question and the code with it are far smaller. */
const maxRequestSize = 1_000_000;
/** A client that sends nothing and listens to nothing for so long is gone. In milliseconds. */
const idleTime = 30 * 60_000;

/** What a session is made with. */
export interface McpSessionOptions {
  readonly tools: readonly McpTool[];
  /** Of Parley. */
  readonly version: string;
  readonly clock: Clock;
  /** Called when a client has begun the session. */
  readonly onBegin: (id: string) => void;
  /** Called when a session that has begun is over. */
  readonly onEnd: (id: string) => void;
}

/** One client's session of MCP (Streamable HTTP, 2025-06-18 and what the SDK speaks besides). */
export class McpSession {
  readonly #options: McpSessionOptions;
  readonly #transport: StreamableHTTPServerTransport;
  #open = 0;
  #isOver = false;
  #cancelIdle: (() => void) | undefined;

  constructor(options: McpSessionOptions) {
    this.#options = options;
    this.#transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: options.onBegin,
      maxRequestBodySize: maxRequestSize,
    });
  }

  /** Handles one of the client's requests; the first one begins the session, or it never begins. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#note(1);
    response.once("close", () => this.#note(-1));
    await this.#transport.handleRequest(request, response);
  }

  /** True while the client asks for nothing and listens to nothing. */
  get isIdle(): boolean {
    return this.#open === 0;
  }

  /** Gets ready to be talked to. */
  async connect(): Promise<void> {
    const { tools, version, onEnd } = this.#options;
    const server = new Server({ name: "parley", version }, { capabilities: { tools: {} } });
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the SDK has nothing else
    server.onclose = () => {
      this.#isOver = true;
      this.#cancelIdle?.();
      const { sessionId } = this.#transport;
      if (sessionId !== undefined) onEnd(sessionId);
    };
    server.setRequestHandler(ListToolsRequestSchema, () => ({
      tools: tools.map(({ name, description, inputSchema }) => ({
        name,
        description,
        inputSchema,
      })),
    }));
    server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
      const tool = tools.find(({ name }) => name === params.name);
      if (!tool) throw new McpError(ErrorCode.InvalidParams, `There is no tool ${params.name}.`);
      const { text, isError = false } = await tool.run(params.arguments ?? {}, signal);
      return { content: [{ type: "text", text }], isError };
    });
    await server.connect(this.#transport);
  }

  /** Ends it, with the calls that are not answered yet. */
  async close(): Promise<void> {
    await this.#transport.close();
  }

  #note(change: 1 | -1): void {
    this.#open += change;
    this.#cancelIdle?.();
    this.#cancelIdle = undefined;
    if (this.#open > 0 || this.#isOver) return;
    this.#cancelIdle = this.#options.clock.after(idleTime, () => void this.#transport.close());
  }
}
