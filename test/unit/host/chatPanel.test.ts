import type * as vscode from "vscode";
import { beforeEach, expect, test, vi } from "vitest";
import type { Clock } from "../../../src/core/clock.ts";
import type { Message } from "../../../src/core/model.ts";
import type { HostMessage } from "../../../src/protocol/frames.ts";
import { ChatPanel, type ChatPanelOptions } from "../../../src/host/panel/chatPanel.ts";
import { editorSurface } from "../../../src/host/panel/chatSurface.ts";
import type { FilledPrompt } from "../../../src/host/context/usePrompt.ts";
import type { ShownChatbot } from "../../../src/host/panel/restore.ts";
import { emptyPanel, fold, type PanelState } from "../../../webview/panelState.ts";
import { editor, EventEmitter, Uri, WebviewPanel } from "../../helpers/editor/vscode.ts";
import { FakeProvider } from "../../helpers/fakeProvider.ts";
import { FakeClock, ManualClock, MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";
import { openChat, type OpenedChat } from "../../helpers/openChat.ts";

const ref = { accountId: "a", chatbotId: "bot", id: "s1" };

let page: WebviewPanel;
let client: FakeProvider;
let opened: OpenedChat;
let listChanged: EventEmitter<void>;
/** The chatbot as far as its list has come. */
let known: ShownChatbot | undefined;
/** What a prompt fills the composer with. */
let filled: FilledPrompt;

beforeEach(async () => {
  editor.reset();
  page = new WebviewPanel();
  client = new FakeProvider();
  listChanged = new EventEmitter();
  known = undefined;
  const address = { chatbotId: ref.chatbotId, sessionId: ref.id };
  opened = await openChat({ connect: async () => client, address });
});

/** Only what a panel uses of each part. */
async function openPanel(clock: Clock = new FakeClock()): Promise<ChatPanel> {
  const parts = {
    extensionUri: Uri.file("/parley"),
    clock,
    log: new MemoryLog(),
    chats: { show: () => () => undefined },
    account: knownAccount(),
    chatbot: { name: "", canCite: false },
    findChatbot: () => known,
    kinds: [],
    introducer: {
      onDidChange: listChanged.event,
      introduce: () => ({ knowledge: [], sessions: [] }),
    },
    editor: { use: "none", onDidChange: () => ({ dispose: () => undefined }) },
    contexts: { usePrompt: async () => filled },
  };
  const held = { ref, chat: opened.chat, release: () => undefined };
  const surface = editorSurface(page as unknown as vscode.WebviewPanel);
  const panel = new ChatPanel(surface, held, parts as unknown as ChatPanelOptions);
  panel.open();
  await vi.waitUntil(() => panel.chat.state.history.kind === "ready");
  return panel;
}

/** What the page has made of everything that was posted to it. */
function shown(): PanelState {
  return (page.posted as readonly HostMessage[]).reduce(fold, emptyPanel);
}

function messages(first: number, end: number): Message[] {
  return Array.from({ length: end - first }, (_, at) => ({
    key: `m${first + at}`,
    role: "user",
    text: `question ${first + at}`,
  }));
}

test("a chat that opens before the list of chatbots has come is called after its chatbot as soon as it is there", async () => {
  const panel = await openPanel();
  page.say({ type: "ready" });
  expect([page.title, shown().about?.chatbotName]).toEqual(["Parley", ""]);
  known = { name: "Support", canCite: true };
  listChanged.fire();
  expect(page.title).toBe("Support");
  expect(shown().about).toMatchObject({ chatbotName: "Support", canCite: true });
  expect(panel.restore.chatbot).toEqual(known);
  // A list that is being loaded again takes no name away.
  known = undefined;
  listChanged.fire();
  expect(page.title).toBe("Support");
  known = { name: "Help desk", canCite: true };
  listChanged.fire();
  expect([page.title, shown().about?.chatbotName]).toEqual(["Help desk", "Help desk"]);
});

test("a long name is cut in the tab, and whole in the chat", async () => {
  await openPanel();
  page.say({ type: "ready" });
  const name = `${"long ".repeat(20)}name`;
  known = { name, canCite: true };
  listChanged.fire();
  expect(page.title).toMatch(/^long .*…$/);
  expect(page.title).toHaveLength(60);
  expect(shown().about?.chatbotName).toBe(name);
});

test("a list of messages that is short by now is not followed by what it held before", async () => {
  client.history = messages(0, 600);
  await openPanel();
  page.say({ type: "ready" });
  client.history = messages(0, 50);
  await opened.chat.load();
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(shown().chat.messages.map(({ key }) => key)).toEqual(client.history.map(({ key }) => key));
});

test("a suggestion takes along neither what is typed for another question nor the code that is attached to it", async () => {
  const panel = await openPanel();
  const code = { id: "1", path: "tax.ts", languageId: "typescript", text: "rate" };
  const draft = { text: "Half a thought", attachments: [code] };
  panel.chat.draft.set(draft);
  page.say({ type: "ask", text: "Delivery times?" });
  await vi.waitUntil(() => client.sent.length === 1);
  expect(client.sent.map(({ text }) => text)).toEqual(["Delivery times?"]);
  expect(panel.chat.draft.value).toEqual(draft);
  // Where nothing is typed, the code is meant for it.
  panel.chat.draft.type("");
  page.say({ type: "ask", text: "Explain this." });
  await vi.waitUntil(() => client.sent.length === 2);
  expect(client.sent[1]?.text).toMatch(/^Explain this\.\n\n`tax\.ts`/);
  expect(panel.chat.draft.value.attachments).toEqual([]);
});

test("the end of an answer is told also where a long history is read anew just then", async () => {
  client.history = messages(0, 600);
  const panel = await openPanel(new ManualClock());
  page.say({ type: "ready" });
  panel.chat.ask("why?");
  await vi.waitUntil(() => panel.chat.state.messages.length === 602);
  await panel.chat.load();
  // A screen reader says how it ended.
  const told = (page.posted as readonly HostMessage[]).flatMap((message) =>
    "events" in message ? message.events.map(({ type }) => type) : [],
  );
  expect(told).toContain("reply-end");
});

test("what a chosen prompt lacks is said in the chat, not over it, and the field has the focus", async () => {
  await openPanel();
  page.say({ type: "ready" });
  const notice = "There are no changes.";
  filled = { draft: { text: "Review", attachments: [] }, notice };
  page.say({ type: "use-prompt", id: "review" });
  await vi.waitUntil(() => shown().notice !== undefined);
  expect([shown().notice, shown().draft.text]).toEqual([notice, "Review"]);
  expect(page.posted.at(-1)).toMatchObject({ type: "draft", focus: true });
  expect(editor.messages).toEqual([]);
  filled = { notice: "This prompt is gone." };
  page.say({ type: "use-prompt", id: "gone" });
  await vi.waitUntil(() => shown().notice === filled.notice);
});
