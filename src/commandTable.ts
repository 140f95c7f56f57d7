import type { Container } from "./container.ts";
import type { CommandTarget } from "./host/refs/commandTarget.ts";

/** What a command does. @param argument what it was called with, e.g. the row of the tree */
export type Command = (
  container: Container,
  argument: unknown,
  target: CommandTarget,
) => Promise<unknown>;

const accounts = async () => import("./host/accounts/accountCommands.ts");
const sessions = async () => import("./host/sessions/sessionCommands.ts");
const marks = async () => import("./host/sessions/markCommands.ts");
const exports = async () => import("./host/sessions/exportCommands.ts");
const chats = async () => import("./host/panel/chatCommands.ts");
const messages = async () => import("./host/panel/messageCommands.ts");
const panelSettings = async () => import("./host/panel/panelSettings.ts");
const resources = async () => import("./host/resources/resourceCommands.ts");
const demo = async () => import("./host/demo/demoCommands.ts");
const filter = async () => import("./host/tree/filterCommands.ts");

/** Every command of `package.json`, without its `parley.`; what it needs loads when it is called. */
export const commands: Readonly<Record<string, Command>> = {
  addAccount: async (container, argument) =>
    (await import("./host/accounts/addAccount.ts")).addAccount(container, argument),
  startTrial: async (container) =>
    (await import("./host/trial/startTrial.ts")).startTrial(container),
  openTrial: async (container, argument) =>
    (await import("./host/trial/openTrial.ts")).openTrial(container, argument),
  chooseAiChatbots: async (container) =>
    (await import("./host/ai/aiChatbots.ts")).chooseAiChatbots(container),
  renameAccount: async (container, argument) =>
    (await accounts()).renameAccount(container, argument),
  changeAddress: async (container, argument) =>
    (await accounts()).changeAddress(container, argument),
  removeAccount: async (container, argument) =>
    (await accounts()).removeAccount(container, argument),
  setApiKey: async (container, argument) => (await accounts()).setApiKey(container, argument),
  testConnection: async (container, argument) =>
    (await accounts()).testAccount(container, argument),
  diagnoseConnection: async (container, argument) =>
    (await import("./host/diagnose/diagnoseConnection.ts")).diagnoseConnection(container, argument),
  compareWithDocumentation: async (container, argument) =>
    (await import("./host/diagnose/compareWithDocumentation.ts")).compareWithDocumentation(
      container,
      argument,
    ),
  newSession: async (container, argument) => (await sessions()).newSession(container, argument),
  newSessionAnywhere: async (container) => (await sessions()).newSession(container, undefined),
  openSession: async (container, argument) => (await sessions()).openSession(container, argument),
  openChatbot: async (container, argument) =>
    (await import("./host/sessions/openChatbot.ts")).openChatbot(container, argument),
  searchSessions: async (container) =>
    (await import("./host/search/searchSessions.ts")).searchSessions(container),
  deleteSession: async (container, _argument, target) =>
    (await import("./host/tree/deleteRows.ts")).deleteRows(container, target),
  renameSession: async (container, _argument, target) =>
    (await marks()).renameSession(container, target),
  pinSession: async (container, _argument, target) =>
    (await marks()).pinSession(container, target, true),
  unpinSession: async (container, _argument, target) =>
    (await marks()).pinSession(container, target, false),
  markSessionUnread: async (container, _argument, target) =>
    (await marks()).markSession(container, target, true),
  markSessionRead: async (container, _argument, target) =>
    (await marks()).markSession(container, target, false),
  copySessionId: async (container, argument) =>
    (await sessions()).copySessionId(container, argument),
  copySessionLink: async (container, _argument, target) =>
    (await import("./host/links/copySessionLink.ts")).copySessionLink(container, target),
  exportSession: async (container, _argument, target) =>
    (await exports()).exportSession(container, target),
  copySession: async (container, _argument, target) =>
    (await exports()).copySession(container, target),
  openSessionAsDocument: async (container, _argument, target) =>
    (await exports()).openSessionAsDocument(container, target),
  importSession: async (container, argument) =>
    (await import("./host/sessions/importSession.ts")).importSession(container, argument),
  replyAsHuman: async (container, _argument, target) =>
    (await import("./host/sessions/replyAsHuman.ts")).replyAsHuman(container, target),
  stopReply: async (container, argument) => (await sessions()).stopReply(container, argument),
  askAboutSelection: async (container) =>
    (await import("./host/context/askAboutSelection.ts")).askAboutSelection(container),
  keepChange: async ({ changes }, argument) => (await changes.get()).keep(argument),
  undoChange: async ({ changes }, argument) => (await changes.get()).undo(argument),
  askAboutProblem: async (container, argument) =>
    (await import("./host/context/askAboutProblem.ts")).askAboutProblem(container, argument),
  askAboutTerminal: async (container) =>
    (await import("./host/context/askAboutTerminal.ts")).askAboutTerminal(container),
  askAboutTest: async (container, argument) =>
    (await import("./host/context/askAboutTest.ts")).askAboutTest(container, argument),
  askAboutChanges: async (container, argument) =>
    (await import("./host/context/askAboutChanges.ts")).askAboutChanges(container, argument),
  moveChatToEditor: async (container, _argument, target) =>
    (await chats()).moveChat(container, "editor", target),
  moveChatToSideBar: async (container, _argument, target) =>
    (await chats()).moveChat(container, "view", target),
  moveChatToNewWindow: async (container, _argument, target) =>
    (await chats()).moveChat(container, "window", target),
  increaseChatFontSize: async () => (await panelSettings()).changeFontSize(1),
  decreaseChatFontSize: async () => (await panelSettings()).changeFontSize(-1),
  resetChatFontSize: async () => (await panelSettings()).changeFontSize(0),
  copyMcpConfiguration: async (container) =>
    (await import("./host/ai/mcp/copyMcpConfiguration.ts")).copyMcpConfiguration(container),
  copyMessage: async (container, argument) =>
    (await messages()).runOnMessage(container, argument, "copy"),
  sendMessageToChat: async (container, argument) =>
    (await messages()).runOnMessage(container, argument, "send-to-chat"),
  continueMessage: async (container, argument) =>
    (await messages()).runOnMessage(container, argument, "continue-with-model"),
  askMessageAgain: async (container, argument) =>
    (await messages()).runOnMessage(container, argument, "ask-again"),
  deleteMessage: async (container, argument) =>
    (await messages()).runOnMessage(container, argument, "delete-messages"),
  openMessageSource: async (container, argument) =>
    (await messages()).runOnMessage(container, argument, "open-source"),
  attachToChat: async (container, _argument, target) =>
    (await import("./host/context/attachToChat.ts")).attachToChat(container, target),
  openResource: async (container, argument) =>
    (await resources()).openResource(container, argument),
  compareResource: async (container) => (await resources()).compareResource(container),
  retrainResource: async (container, _argument, target) =>
    (await resources()).retrainResource(container, target),
  newResource: async (container, argument) =>
    (await import("./host/resources/newResource.ts")).newResource(container, argument),
  deleteResource: async (container, _argument, target) =>
    (await import("./host/tree/deleteRows.ts")).deleteRows(container, target),
  newChatbot: async (container, argument) =>
    (await import("./host/resources/newResource.ts")).newResource(container, argument),
  deleteChatbot: async (container, _argument, target) =>
    (await import("./host/tree/deleteRows.ts")).deleteRows(container, target),
  newSessionWithDetails: async (container, argument) =>
    (await import("./host/resources/newResource.ts")).newResource(container, argument),
  openSessionDetails: async (container, argument) =>
    (await resources()).openSessionDetails(container, argument),
  actOnResource: async (container, argument) =>
    (await import("./host/resources/actOnResource.ts")).actOnResource(container, argument),
  editResourceText: async (container, argument) =>
    (await import("./host/resources/resourceTexts.ts")).editResourceText(container, argument),
  compareWithOther: async (container, argument) =>
    (await import("./host/resources/otherChatbot.ts")).compareWithOther(container, argument),
  copyToOther: async (container, argument) =>
    (await import("./host/resources/otherChatbot.ts")).copyToOther(container, argument),
  addToKnowledge: async (container, argument, target) =>
    (await import("./host/knowledge/addToKnowledge.ts")).addToKnowledge(
      container,
      argument,
      target,
    ),
  addPagesToKnowledge: async (container, argument) =>
    (await import("./host/knowledge/addPages.ts")).addPages(container, argument),
  teachChatbot: async ({ corrections }) => (await corrections.get()).openLastAnswer(),
  sendLesson: async ({ corrections }, argument) => (await corrections.get()).send(argument),
  refresh: async (container, argument) => (await sessions()).refresh(container, argument),
  refreshAll: async (container) => (await sessions()).refresh(container, undefined),
  filterChatbots: async (container) => (await filter()).filterChatbots(container),
  filterSessionsByState: async (container) => (await filter()).filterByState(container),
  clearFilter: async (container) => (await filter()).clearFilter(container),
  showOnlyThisWorkspace: async (container) => (await filter()).filterWorkspace(container, true),
  showAllWorkspaces: async (container) => (await filter()).filterWorkspace(container, false),
  startDemo: async (container) => (await demo()).startDemo(container),
  stopDemo: async (container) => (await demo()).stopDemo(container),
  chooseDemoFault: async (container) => (await demo()).chooseDemoFault(container),
  showLog: async (container) => container.log.show(),
  openKnowledgeMap: async ({ sync }) => (await sync.get()).openMap(),
  compareKnowledge: async ({ sync }) => (await sync.get()).compare(),
  pushKnowledge: async ({ sync }) => (await sync.get()).push(),
  showKnowledgeChange: async ({ sync }, argument) => (await sync.get()).showChange(argument),
};
