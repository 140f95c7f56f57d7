import type * as vscode from "vscode";
import type { AgentToolsDeps } from "../agentTools.ts";
import type { McpServer } from "./mcpServer.ts";
import { mcpTools } from "./mcpTools.ts";

/** What a window's server of MCP works with. */
export interface McpAccessDeps extends AgentToolsDeps {
  readonly extension: vscode.Extension<unknown>;
}

/** The one server of MCP of a window, which runs while something uses it. Its code loads with the first start. */
export class McpAccess implements vscode.Disposable {
  readonly #deps: McpAccessDeps;
  #server: Promise<McpServer> | undefined;

  constructor(deps: McpAccessDeps) {
    this.#deps = deps;
  }

  /** The server, running, and expecting a client. Rejects where the machine gives no port. */
  async open(): Promise<McpServer> {
    // One after another, so that no two are started.
    this.#server = this.#openAfter(this.#server);
    return await this.#server;
  }

  /** Ends the server with everything that goes on in it. */
  async close(): Promise<void> {
    await (await this.#server)?.close();
  }

  dispose(): void {
    this.close().catch((error: unknown) => this.#deps.log.error(`MCP server: ${String(error)}`));
  }

  async #openAfter(before: Promise<McpServer> | undefined): Promise<McpServer> {
    const [known] = await Promise.allSettled([before]);
    const server = known.status === "fulfilled" ? known.value : undefined;
    if (!server?.isOpen) return await this.#start();
    server.expectClient();
    return server;
  }

  async #start(): Promise<McpServer> {
    const { extension, clock, log } = this.#deps;
    const { version, contributes } = extension.packageJSON as {
      readonly version: string;
      readonly contributes: { readonly languageModelTools?: unknown };
    };
    const { McpServer: Server } = await import("./mcpServer.ts");
    const tools = mcpTools(this.#deps, contributes.languageModelTools);
    return await Server.start({ tools, version, clock, log });
  }
}
