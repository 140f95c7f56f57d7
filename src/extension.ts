import * as vscode from "vscode";
import { Container } from "./container.ts";
import { watchAccounts } from "./host/accounts/watchAccounts.ts";
import { registerChats } from "./host/panel/registerChats.ts";
import { tellError } from "./host/text/tellError.ts";
import { registerTree } from "./host/tree/registerTree.ts";

/** Starts Parley: what people see and call is registered here; what it needs loads when it is used. */
export function activate(context: vscode.ExtensionContext) {
  const container = new Container(context);
  const treeView = registerTree(container);
  const command = (name: string, run: (argument: unknown) => Promise<unknown>): vscode.Disposable =>
    vscode.commands.registerCommand(`parley.${name}`, async (argument: unknown) => {
      try {
        // A key that is pressed in the tree brings no row along.
        return await run(argument === "selected" ? treeView.selected() : argument);
      } catch (error) {
        tellError(error, `parley.${name}`, { service: "Parley", account: "Parley" }, container.log);
        return undefined;
      }
    });
  const accounts = async () => import("./host/accounts/accountCommands.ts");
  const sessions = async () => import("./host/sessions/sessionCommands.ts");
  const chats = async () => import("./host/panel/chatCommands.ts");
  const demo = async () => import("./host/demo/demo.ts");
  const filter = async () => import("./host/tree/filterCommands.ts");

  context.subscriptions.push(
    container,
    treeView,
    watchAccounts(container),
    registerChats(container),

    command("addAccount", async (argument) =>
      (await import("./host/accounts/addAccount.ts")).addAccount(container, argument),
    ),
    command("renameAccount", async (argument) =>
      (await accounts()).renameAccount(container, argument),
    ),
    command("removeAccount", async (argument) =>
      (await accounts()).removeAccount(container, argument),
    ),
    command("setApiKey", async (argument) => (await accounts()).setApiKey(container, argument)),
    command("testConnection", async (argument) =>
      (await accounts()).testAccount(container, argument),
    ),

    command("newSession", async (argument) => (await sessions()).newSession(container, argument)),
    command("openSession", async (argument) => (await sessions()).openSession(container, argument)),
    command("deleteSession", async (argument) =>
      (await sessions()).deleteSession(container, argument),
    ),
    command("copySessionId", async (argument) =>
      (await sessions()).copySessionId(container, argument),
    ),
    command("exportSession", async (argument) =>
      (await sessions()).exportSession(container, argument),
    ),
    command("stopReply", async (argument) => (await sessions()).stopReply(container, argument)),
    command("askAboutSelection", async () =>
      (await import("./host/commands/askAboutSelection.ts")).askAboutSelection(container),
    ),

    command("moveChatToEditor", async () => (await chats()).moveChat(container, "editor")),
    command("moveChatToSideBar", async () => (await chats()).moveChat(container, "view")),
    command("moveChatToNewWindow", async () => (await chats()).moveChat(container, "window")),
    command("increaseChatFontSize", async () => (await chats()).changeChatFontSize(1)),
    command("decreaseChatFontSize", async () => (await chats()).changeChatFontSize(-1)),
    command("resetChatFontSize", async () => (await chats()).changeChatFontSize(0)),
    command("attachToChat", async (argument) => (await chats()).attachToChat(container, argument)),

    command("refresh", async (argument) => (await sessions()).refresh(container, argument)),
    command("filterChatbots", async () => (await filter()).filterChatbots(container)),
    command("clearFilter", async () => (await filter()).clearFilter(container)),

    command("startDemo", async () => (await demo()).startDemo(container)),
    command("stopDemo", async () => (await demo()).stopDemo(container)),
    command("chooseDemoFault", async () => (await demo()).chooseDemoFault(container)),
    command("showLog", async () => container.log.show()),
  );

  // What host tests look at; nothing else may rely on it.
  return context.extensionMode === vscode.ExtensionMode.Test ? { container } : undefined;
}
