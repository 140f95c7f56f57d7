import * as vscode from "vscode";
import type { Lazy } from "../../../core/async/lazy.ts";
import type { McpAccess } from "./mcpAccess.ts";
import { mcpConfigurations } from "./mcpConfigurations.ts";
import { isMcpOn, openIfOn } from "./registerMcp.ts";
import { confirm } from "../../text/confirm.ts";

/** What copyMcpConfiguration works with. */
export interface CopyMcpConfigurationDeps {
  readonly mcp: Pick<Lazy<Pick<McpAccess, "open">>, "get">;
}

/**
 * Copies what another client of MCP needs to ask the chatbots, the token included. The server then runs until the window
 * closes or the setting is turned off.
 */
export async function copyMcpConfiguration({ mcp }: CopyMcpConfigurationDeps): Promise<void> {
  if (!isMcpOn() && !(await turnOn())) return;
  const items = mcpConfigurations.map(({ client, file, write }) => ({
    label: client,
    description: file,
    write,
  }));
  const title = vscode.l10n.t("Copy MCP Configuration");
  const placeHolder = vscode.l10n.t("Select the program that will ask your chatbots");
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder });
  if (!picked) return;
  const server = await openIfOn(mcp);
  if (!server) return;
  server.keep();
  await vscode.env.clipboard.writeText(picked.write(server));
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      "The configuration for {0} was copied. It contains a token and works until this window closes.",
      picked.label,
    ),
  );
}

async function turnOn(): Promise<boolean> {
  const isAgreed = await confirm({
    message: vscode.l10n.t("Turn on the MCP server of Parley?"),
    detail: vscode.l10n.t(
      "Programs on this computer that have its token can then ask the chatbots that you allow AI agents to ask, and search your sessions with them.",
    ),
    button: vscode.l10n.t("Turn On"),
  });
  if (!isAgreed) return false;
  const configuration = vscode.workspace.getConfiguration("parley");
  await configuration.update("ai.mcpServer", true, vscode.ConfigurationTarget.Global);
  return true;
}
