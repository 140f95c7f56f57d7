import * as vscode from "vscode";
import { Container } from "./container.ts";
import { registerAi } from "./host/ai/registerAi.ts";
import { forgetContexts } from "./host/forgetContexts.ts";
import { registerChats } from "./host/panel/registerChats.ts";
import { registerTree } from "./host/tree/registerTree.ts";

/** What `deactivate` ends; VS Code gives it nothing. */
let running: Container | undefined;

/** Starts Parley: what people see and call is registered here; what it needs loads when it is used. */
export function activate(context: vscode.ExtensionContext) {
  forgetContexts();
  const container = new Container(context);
  running = container;
  const treeView = registerTree(container);
  context.subscriptions.push(
    container,
    treeView,
    registerChats(container),
    vscode.window.registerUriHandler({
      handleUri: async (uri) =>
        (await import("./host/links/followLink.ts")).followLink(container, uri),
    }),
    ...commandNames(context).map((name) =>
      vscode.commands.registerCommand(`parley.${name}`, async (...given: readonly unknown[]) =>
        (await import("./runCommand.ts")).runCommand(name, container, treeView, given),
      ),
    ),
  );

  const participant = registerAi(container);
  context.subscriptions.push(participant);

  // Nothing that is seen at first waits for it.
  import("./host/registerLater.ts").then(
    ({ registerLater }) => context.subscriptions.push(registerLater(container, participant)),
    (error: unknown) => container.log.error(`later: ${String(error)}`),
  );

  // What host tests look at; nothing else may rely on it.
  return context.extensionMode === vscode.ExtensionMode.Test ? { container, context } : undefined;
}

/** Ends Parley: what is being answered is written down as interrupted, and what was typed is kept. */
export async function deactivate(): Promise<void> {
  await running?.close();
}

/** The commands that `package.json` declares, without `parley.`; what they do stands in `commandTable.ts`. */
function commandNames({ extension }: vscode.ExtensionContext): readonly string[] {
  const { contributes } = extension.packageJSON as {
    readonly contributes: { readonly commands: readonly { readonly command: string }[] };
  };
  return contributes.commands.map(({ command }) => command.slice("parley.".length));
}
