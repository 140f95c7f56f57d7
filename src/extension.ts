import * as vscode from "vscode";
import { Container } from "./container.ts";
import { watchAccounts } from "./host/accounts/watchAccounts.ts";
import { registerChats } from "./host/panel/registerChats.ts";
import type { CommandTarget } from "./host/sessions/chosenSessions.ts";
import { registerTree } from "./host/tree/registerTree.ts";

/** Starts Parley: what people see and call is registered here; what it needs loads when it is used. */
export function activate(context: vscode.ExtensionContext) {
  const container = new Container(context);
  const treeView = registerTree(container);
  const command = (
    name: string,
    run: (argument: unknown, target: CommandTarget) => Promise<unknown>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(`parley.${name}`, async (given: unknown, rows: unknown) => {
      try {
        // A key that is pressed in the tree brings no row along.
        const selection = given === "selected" ? treeView.selected() : rows;
        const argument = given === "selected" ? treeView.selected()[0] : given;
        return await run(argument, { argument, selection });
      } catch (error) {
        const { tellError } = await import("./host/text/tellError.ts");
        tellError(error, `parley.${name}`, { service: "Parley", account: "Parley" }, container.log);
        return undefined;
      }
    });
  const accounts = async () => import("./host/accounts/accountCommands.ts");
  const sessions = async () => import("./host/sessions/sessionCommands.ts");
  const marks = async () => import("./host/sessions/markCommands.ts");
  const exports = async () => import("./host/sessions/exportCommands.ts");
  const chats = async () => import("./host/panel/chatCommands.ts");
  const resources = async () => import("./host/resources/resourceCommands.ts");
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

    command("diagnoseConnection", async (argument) =>
      (await import("./host/diagnose/diagnoseConnection.ts")).diagnoseConnection(
        container,
        argument,
      ),
    ),

    command("newSession", async (argument) => (await sessions()).newSession(container, argument)),
    command("openSession", async (argument) => (await sessions()).openSession(container, argument)),
    command("searchSessions", async () =>
      (await import("./host/search/searchSessions.ts")).searchSessions(container),
    ),
    command("deleteSession", async (_argument, target) =>
      (await import("./host/tree/deleteRows.ts")).deleteRows(container, target),
    ),
    command("renameSession", async (_argument, target) =>
      (await marks()).renameSession(container, target),
    ),
    command("pinSession", async (_argument, target) =>
      (await marks()).pinSession(container, target, true),
    ),
    command("unpinSession", async (_argument, target) =>
      (await marks()).pinSession(container, target, false),
    ),
    command("markSessionUnread", async (_argument, target) =>
      (await marks()).markSession(container, target, true),
    ),
    command("markSessionRead", async (_argument, target) =>
      (await marks()).markSession(container, target, false),
    ),
    command("copySessionId", async (argument) =>
      (await sessions()).copySessionId(container, argument),
    ),
    command("exportSession", async (_argument, target) =>
      (await exports()).exportSession(container, target),
    ),
    command("copySession", async (_argument, target) =>
      (await exports()).copySession(container, target),
    ),
    command("openSessionAsDocument", async (_argument, target) =>
      (await exports()).openSessionAsDocument(container, target),
    ),
    command("importSession", async (argument) =>
      (await import("./host/sessions/importSession.ts")).importSession(container, argument),
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

    command("openResource", async (argument) => (await resources()).openResource(argument)),
    command("compareResource", async () => (await resources()).compareResource(container)),
    command("retrainResource", async (_argument, target) =>
      (await resources()).retrainResource(container, target),
    ),
    command("newResource", async (argument) =>
      (await import("./host/resources/newResource.ts")).newResource(container, argument),
    ),
    command("deleteResource", async (_argument, target) =>
      (await import("./host/tree/deleteRows.ts")).deleteRows(container, target),
    ),
    command("newChatbot", async (argument) =>
      (await import("./host/resources/newResource.ts")).newResource(container, argument),
    ),
    command("deleteChatbot", async (_argument, target) =>
      (await import("./host/tree/deleteRows.ts")).deleteRows(container, target),
    ),
    command("newSessionWithDetails", async (argument) =>
      (await import("./host/resources/newResource.ts")).newResource(container, argument),
    ),
    command("openSessionDetails", async (argument) =>
      (await resources()).openSessionDetails(argument),
    ),
    command("actOnResource", async (argument) =>
      (await import("./host/resources/actOnResource.ts")).actOnResource(container, argument),
    ),
    command("editResourceText", async (argument) =>
      (await import("./host/resources/resourceTexts.ts")).editResourceText(container, argument),
    ),
    command("compareWithOther", async (argument) =>
      (await import("./host/resources/otherChatbot.ts")).compareWithOther(container, argument),
    ),
    command("copyToOther", async (argument) =>
      (await import("./host/resources/otherChatbot.ts")).copyToOther(container, argument),
    ),

    command("addToKnowledge", async (argument, target) =>
      (await import("./host/knowledge/addToKnowledge.ts")).addToKnowledge(
        container,
        argument,
        target,
      ),
    ),
    command("addPagesToKnowledge", async (argument) =>
      (await import("./host/knowledge/addPages.ts")).addPages(container, argument),
    ),
    command("teachChatbot", async () =>
      (await import("./host/knowledge/teach.ts")).teachLastAnswer(container),
    ),
    command("sendLesson", async (argument) =>
      (await import("./host/knowledge/teach.ts")).sendLesson(container, argument),
    ),

    command("refresh", async (argument) => (await sessions()).refresh(container, argument)),
    command("filterChatbots", async () => (await filter()).filterChatbots(container)),
    command("clearFilter", async () => (await filter()).clearFilter(container)),
    command("showOnlyThisWorkspace", async () => (await filter()).filterWorkspace(container, true)),
    command("showAllWorkspaces", async () => (await filter()).filterWorkspace(container, false)),

    command("startDemo", async () => (await demo()).startDemo(container)),
    command("stopDemo", async () => (await demo()).stopDemo(container)),
    command("chooseDemoFault", async () => (await demo()).chooseDemoFault(container)),
    command("showLog", async () => container.log.show()),
  );

  // What host tests look at; nothing else may rely on it.
  return context.extensionMode === vscode.ExtensionMode.Test ? { container } : undefined;
}
