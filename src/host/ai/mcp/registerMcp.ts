import * as vscode from "vscode";
import type { Lazy } from "../../../core/async/lazy.ts";
import type { Log } from "../../../core/log.ts";
import type { AccountStore } from "../../accounts/accountStore.ts";
import { freeLabel } from "../../accounts/freeLabel.ts";
import type { KeyStore } from "../../accounts/keyStore.ts";
import type { KnownAccount } from "../../refs/knownAccount.ts";
import type { McpAccess } from "./mcpAccess.ts";
import type { McpServer } from "./mcpServer.ts";

/** What registerMcp works with. */
export interface RegisterMcpDeps {
  readonly accounts: Pick<AccountStore, "list" | "onDidChange">;
  readonly keys: Pick<KeyStore, "read">;
  readonly log: Log;
  readonly mcp: Pick<Lazy<Pick<McpAccess, "open" | "close">>, "get" | "ifMade">;
}

/** True when the user wants clients of MCP to reach the chatbots. */
export function isMcpOn(): boolean {
  return vscode.workspace.getConfiguration("parley").get("ai.mcpServer") === true;
}

/** The server, running; undefined, and no server, where the user has turned it off before it had started. */
export async function openIfOn(
  mcp: Pick<Lazy<Pick<McpAccess, "open">>, "get">,
): Promise<McpServer | undefined> {
  const server = await (await mcp.get()).open();
  if (isMcpOn()) return server;
  await server.close();
  return undefined;
}

/**
 * Offers servers of MCP to the editor: Parley's own, and those of the services that have one. Nothing starts and no key
 * is read before the editor starts one of them.
 */
export function registerMcp(deps: RegisterMcpDeps): vscode.Disposable {
  const servers = new OfferedServers(deps);
  return vscode.Disposable.from(
    servers,
    vscode.lm.registerMcpServerDefinitionProvider("parley.mcp", servers),
  );
}

class OfferedServers implements vscode.McpServerDefinitionProvider, vscode.Disposable {
  readonly #deps: RegisterMcpDeps;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #watchers: vscode.Disposable;
  /** Whose server a definition names; of Parley's own there is none. */
  readonly #owners = new WeakMap<vscode.McpServerDefinition, KnownAccount>();
  readonly onDidChangeMcpServerDefinitions = this.#changed.event;

  constructor(deps: RegisterMcpDeps) {
    this.#deps = deps;
    this.#watchers = vscode.Disposable.from(
      deps.accounts.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration("parley.ai.mcpServer")) return;
        this.#changed.fire();
        if (!isMcpOn()) this.#close();
      }),
    );
  }

  async provideMcpServerDefinitions(): Promise<vscode.McpHttpServerDefinition[]> {
    if (!isMcpOn()) return [];
    const accounts = await this.#deps.accounts.list();
    const offered: { readonly label: string }[] = [];
    return [
      // The address is that of the start, and not known before.
      new vscode.McpHttpServerDefinition("Parley", vscode.Uri.parse("http://127.0.0.1/mcp")),
      ...accounts.flatMap((account) => {
        const address = mcpAddress(account);
        if (!address) return [];
        const label = freeLabel(`${account.provider.name}: ${account.label}`, offered);
        offered.push({ label });
        const definition = new vscode.McpHttpServerDefinition(label, vscode.Uri.parse(address));
        this.#owners.set(definition, account);
        return [definition];
      }),
    ];
  }

  async resolveMcpServerDefinition(
    offered: vscode.McpHttpServerDefinition,
  ): Promise<vscode.McpHttpServerDefinition | undefined> {
    if (!isMcpOn()) return undefined;
    const { mcp, keys } = this.#deps;
    const account = this.#owners.get(offered);
    if (account) {
      const key = await keys.read(account);
      // Where the service does not take the key, or there is none, the editor signs in with a browser.
      const headers = key === undefined ? {} : { Authorization: `Bearer ${key}` };
      return new vscode.McpHttpServerDefinition(offered.label, offered.uri, headers);
    }
    const server = await openIfOn(mcp);
    if (!server) return undefined;
    const uri = vscode.Uri.parse(server.url);
    return new vscode.McpHttpServerDefinition(offered.label, uri, { ...server.headers });
  }

  dispose(): void {
    this.#watchers.dispose();
    this.#changed.dispose();
  }

  #close(): void {
    this.#deps.mcp.ifMade((access) => {
      access
        .close()
        .catch((error: unknown) => this.#deps.log.error(`MCP server: ${String(error)}`));
    });
  }
}

/** Where an account's service has a server of its own. The demo, which is plain HTTP, has none. */
function mcpAddress({ baseUrl, provider }: KnownAccount): string | undefined {
  if (provider.mcpPath === undefined || !baseUrl.startsWith("https://")) return undefined;
  // What stands in the settings may be no address.
  return URL.parse(provider.mcpPath, baseUrl)?.href;
}
