import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type * as vscode from "vscode";
import manifest from "../../../../package.json" with { type: "json" };
import { ChatError } from "../../../../src/core/errors.ts";
import { completeParticipant } from "../../../../src/host/ai/completeParticipant.ts";
import { HarmlessStream } from "../../../../src/host/ai/harmlessStream.ts";
import { sendFeedback } from "../../../../src/host/ai/sendFeedback.ts";
import { readLastUsed, writeLastUsed } from "../../../../src/host/sessions/lastUsed.ts";
import { answering, openAiParts } from "../../../helpers/aiParts.ts";
import { ChatThread } from "../../../helpers/chatThread.ts";
import {
  ChatResultFeedbackKind,
  editor,
  EventEmitter,
  Location,
  Uri,
} from "../../../helpers/editor/vscode.ts";
import { knownAccount } from "../../../helpers/knownAccount.ts";

const service = knownAccount().provider;
const capabilities = { ...service.capabilities, react: true };
const account = knownAccount({ provider: { ...service, capabilities } });
const source = {
  id: "s",
  title: "Returns",
  passage: "Within 30 days.",
  url: "https://a.example/r",
};

let parts: Awaited<ReturnType<typeof openAiParts>>;
let thread: ChatThread;

beforeEach(async () => {
  editor.reset();
  parts = await openAiParts([account]);
  thread = new ChatThread(parts.deps);
  await writeLastUsed(parts.deps.globalState, { accountId: "a", chatbotId: "bot", id: "s" }, "Bot");
});

afterEach(async () => parts.close());

const turn = async (prompt: string, more?: Partial<vscode.ChatRequest>) =>
  thread.turn(prompt, more);

const sessionsAsked = (): readonly string[] =>
  parts.provider.sent.map(({ session }) => session.sessionId);

describe("a thread of @parley", () => {
  test("streams the answer, says whose it is, lists its sources and opens in Parley", async () => {
    parts.provider.answer = answering("Thirty days, or [1.2] more.", [
      { ...source, title: "Re*turns*", marker: "[1.2]", page: 3 },
      { id: "t", title: "Terms" },
    ]);
    const { shown, result } = await turn("How long?");
    expect(shown).toEqual([
      "progress: Asking Bot",
      "text: _Bot\\, Mine_\n\nThirty day",
      "text: s, or [1.2] more.",
      "text: **Sources**",
      "reference: document Re*turns*",
      "reference: https://a.example/r",
      String.raw`text: - \[1\.2\]`,
      String.raw`anchor: Re\*turns\* -> document Re*turns*`,
      "text: , page 3",
      "text: ,",
      String.raw`anchor: a\.example -> https://a.example/r`,
      "text: -",
      "text: Terms",
      expect.stringMatching(
        /^button: Open in Parley \{"accountId":"a","chatbotId":"bot","id":"par/,
      ),
    ]);
    expect(result.errorDetails).toBeUndefined();
    expect(parts.documents.get("Re*turns*")).toContain("> Within 30 days.");
  });

  test("is one session at the service, after a reload too; /new begins another", async () => {
    await turn("One?");
    await turn("Two?");
    expect(sessionsAsked()).toEqual(["session-1", "session-1"]);
    await turn("Three?", { command: "new" });
    await turn("Four?");
    expect(sessionsAsked().slice(2)).toEqual(["session-2", "session-2"]);
    const file = await parts.files.read(thread.results[0]?.metadata as never);
    expect(file?.aiQuestions).toBeUndefined();
  });

  test("asks what is to be asked where nothing is, and sends nothing", async () => {
    expect((await turn(" ", { command: "new" })).shown).toEqual([
      String.raw`text: What do you want to ask Bot\?`,
    ]);
    expect(parts.provider.sent).toEqual([]);
    await turn("One?");
    expect(sessionsAsked()).toHaveLength(1);
  });

  test("goes on in the session of a question that failed, which says what helps", async () => {
    parts.provider.answer = async function* () {
      yield* [];
      throw new ChatError("bad-key", "401");
    };
    const { shown, result } = await turn("One?");
    expect(result.errorDetails?.message).toMatch(/did not accept the API key/);
    expect(shown.at(-1)).toBe('button: Set API Key "a"');
    parts.provider.answer = answering("Yes, it does.");
    await turn("Two?");
    expect(sessionsAsked()).toEqual(["session-1", "session-1"]);
  });

  test("goes on in a new session where its session was deleted elsewhere", async () => {
    await turn("One?");
    parts.provider.answer = async function* () {
      yield* [];
      throw new ChatError("not-found", "404");
    };
    const { result } = await turn("Two?");
    expect(result.errorDetails?.message).toBe(
      "AI Chatbot Hub no longer has this item. Your next question begins a new session.",
    );
    parts.provider.answer = answering("Yes, it does.");
    expect((await turn("Three?")).result.errorDetails).toBeUndefined();
    expect(sessionsAsked()).toEqual(["session-1", "session-1", "session-2"]);
  });

  test("takes along what the user has attached, and shows it as it was sent", async () => {
    const document = {
      uri: Uri.file("/tax.ts"),
      languageId: "typescript",
      getText: () => "const rate = 1;",
    };
    const range = { start: { line: 2 }, end: { line: 2, character: 5 } };
    const references = [{ id: "f", value: new Location(document, range) }];
    const { shown } = await turn("Right?", { references });
    const [sent] = parts.provider.sent;
    expect(sent?.text).toContain("`/tax.ts`, line 3:\n\n```typescript\nconst rate = 1;\n```");
    expect(parts.documents.get("Question as sent")).toBe(sent?.text);
    expect(shown).toContain("reference: document Question as sent");
  });

  test.each([
    "vscode.customizations.index",
    "vscode.instructions.file.root__file:///home/me/.github/copilot-instructions.md",
    "vscode.instructions.file.reference__file:///a.md",
    "vscode.prompt.file__file:///a.prompt.md",
  ])("does not send what VS Code adds for its own models: %s", async (id) => {
    const value = id.startsWith("vscode.custom") ? "<skills>" : Uri.file("/a.md");
    const { shown } = await turn("Right?", { references: [{ id, value }] });
    expect(parts.provider.sent.map(({ text }) => text)).toEqual(["Right?"]);
    expect(shown.join()).not.toContain("Question as sent");
  });

  test("closes code that the answer leaves open, so that what follows is not code", async () => {
    parts.provider.answer = answering("```ts\nlet x = 1;", [source]);
    const { shown } = await turn("One?");
    expect(shown.join("\n")).toMatch(/x = 1;\ntext: ```\ntext: \*\*Sources/);
  });

  test("is read as it arrives: no session of it waits to be read", async () => {
    await parts.catalog.sessions("a", "bot");
    const { result } = await turn("One?");
    expect(parts.catalog.find(result.metadata as never)?.unread).toBe(false);
    expect((await parts.files.read(result.metadata as never))?.unread).toBeUndefined();
    expect(readLastUsed(parts.deps.globalState)?.id).toBe(result.metadata?.["id"]);
  });

  test("names the account that cannot be reached, also in its first turn", async () => {
    parts.provider.listChatbots = async () => {
      throw new ChatError("bad-key", "status 401");
    };
    parts.provider.createSession = async () => {
      throw new ChatError("bad-key", "status 401");
    };
    const { shown, result } = await turn("Right?");
    expect(result.errorDetails?.message).toBe(
      "AI Chatbot Hub did not accept the API key for Mine.",
    );
    expect(shown.at(-1)).toBe('button: Set API Key "a"');
  });

  test("asks which chatbot to ask when the one that was used last, or that of the thread, is gone", async () => {
    const pickBot = async (): Promise<void> => {
      await vi.waitUntil(() => editor.quickPick?.items.some(({ label }) => label === newSession));
      editor.quickPick?.choose(newSession);
      editor.quickPick?.accept();
      editor.quickPick = undefined;
    };
    const newSession = "$(add) Bot";
    const gone = { accountId: "a", chatbotId: "gone" };
    await writeLastUsed(parts.deps.globalState, { ...gone, id: "s" }, "Gone");
    await Promise.all([turn("One?"), pickBot()]);
    thread.results = [{ metadata: { ...gone, id: "parley-session" } }];
    await writeLastUsed(parts.deps.globalState, { ...gone, id: "s" }, "Gone");
    await Promise.all([turn("Two?"), pickBot()]);
    expect(parts.provider.sent.map(({ text }) => text)).toEqual(["One?", "Two?"]);
    expect(parts.provider.sent.map(({ session }) => session.chatbotId)).toEqual(["bot", "bot"]);
  });

  test.each(["chatbot", undefined])("says so where no chatbot is chosen: /%s", async (command) => {
    await parts.deps.globalState.update("lastUsed", undefined);
    const leave = async (): Promise<void> => {
      await vi.waitUntil(() => editor.quickPick?.isShown);
      editor.quickPick?.leave();
    };
    const [{ shown }] = await Promise.all([turn("One?", { command }), leave()]);
    expect(shown).toEqual(["text: No chatbot was chosen. Nothing was sent."]);
    expect(parts.provider.sent).toEqual([]);
  });

  test("goes without a selection of a file that is gone since, which is told", async () => {
    const value = new Location(Uri.file("/gone.ts"), { start: { line: 0 }, end: { line: 1 } });
    const { result } = await turn("Right?", { references: [{ id: "f", value }] as never });
    expect(result.errorDetails).toBeUndefined();
    expect(parts.provider.sent.map(({ text }) => text)).toEqual(["Right?"]);
    expect(editor.messages[0]).toMatch(/^Could not read \/gone\.ts: /);
  });

  test("goes without an attachment that is too large, which is told", async () => {
    const references = [{ id: "f", value: "a".repeat(500_001), modelDescription: "big.txt" }];
    await turn("Right?", { references });
    expect(parts.provider.sent.map(({ text }) => text)).toEqual(["Right?"]);
    expect(editor.messages).toEqual([
      "big.txt is too large to attach: 501 kB. The limit is 500 kB.",
    ]);
  });

  test("sends nothing when an attachment may hold a secret and the user does not agree", async () => {
    const references = [{ id: "f", value: "TOKEN=1", modelDescription: ".env" }];
    const { shown } = await turn("Right?", { references });
    expect(editor.messages.join()).toContain("may contain a secret");
    expect(shown).toEqual(["text: Nothing was sent."]);
    expect(parts.provider.sent).toEqual([]);
  });

  test("shows the sources of its last answer, and says when there are none", async () => {
    expect((await turn("", { command: "sources" })).shown).toEqual([
      "text: The last answer cites no sources.",
    ]);
    await turn("One?");
    parts.provider.listMessages = async () => [
      { key: "1", role: "assistant", text: "Yes", sources: [source] },
    ];
    const { shown } = await turn("", { command: "sources" });
    expect(shown.join("\n")).toMatch(/### Returns[^]*> Within 30 days\./);
    expect(parts.provider.sent).toHaveLength(1);
  });
});

test("what the chatbot suggests are follow-ups, and thumbs go to its service", async () => {
  const reactions: unknown[] = [];
  parts.provider.answer = async function* () {
    yield { type: "reply-start" };
    yield { type: "text-delta", text: "Yes" };
    const prompts = [{ kind: "question", title: "More", text: "Tell more" }] as const;
    yield { type: "prompts-offered", prompts };
    yield { type: "reply-end", outcome: "complete", recordId: "record" };
  };
  Object.assign(parts.provider, {
    react: async (_address: unknown, ...given: readonly unknown[]) =>
      void reactions.push(given.slice(0, 2)),
  });
  const { result } = await turn("One?");
  const rated = new EventEmitter<vscode.ChatResultFeedback>();
  const participant = { onDidReceiveFeedback: rated.event } as unknown as vscode.ChatParticipant;
  completeParticipant(parts.deps, participant);
  const provide = participant.followupProvider?.provideFollowups.bind(participant.followupProvider);
  expect(await provide?.(result, { history: [] }, {} as never)).toEqual([
    { prompt: "Tell more", label: "More" },
  ]);
  parts.provider.history = [{ key: "1", role: "assistant", text: "Yes", recordId: "record" }];
  const kind = ChatResultFeedbackKind.Unhelpful as vscode.ChatResultFeedbackKind;
  await sendFeedback(parts.deps, { result, kind });
  expect(reactions).toEqual([["record", "negative"]]);
});

test("feedback that cannot be given is said, whatever the reason", async () => {
  Object.assign(parts.provider, { react: async () => undefined });
  parts.provider.answer = answering("Yes", []);
  const { result } = await turn("right?");
  const kind = ChatResultFeedbackKind.Helpful as vscode.ChatResultFeedbackKind;
  // The answer was deleted meanwhile.
  parts.provider.history = [];
  await sendFeedback(parts.deps, { result, kind });
  expect(editor.errors).toEqual([`${service.name} no longer has this item.`]);
  parts.provider.listMessages = async () => {
    throw new ChatError("offline", "no network");
  };
  await sendFeedback(parts.deps, { result, kind });
  expect(editor.errors.slice(1)).toEqual(["Your computer appears to be offline."]);
});

test("an answer opens and loads nothing, wherever its pieces are cut", () => {
  const text = "![x](https://e.example) [y](command:z) [z](https://f.example) <img src=q> !";
  const whole = new HarmlessStream().next(text, true);
  expect(whole).toBe(
    "!\u2060[x](https://e.example) [y]\u2060(command:z) [z](https://f.example) <\u2060img src=q> !",
  );
  for (let first = 0; first <= text.length; first += 1) {
    for (let second = first; second <= text.length; second += 1) {
      const stream = new HarmlessStream();
      const pieces = [text.slice(0, first), text.slice(0, second)].map((one) =>
        stream.next(one, false),
      );
      expect([...pieces, stream.next(text, true)].join("")).toBe(whole);
    }
  }
});

test("the participant is offered only where there is an account", () => {
  const [participant] = manifest.contributes.chatParticipants;
  expect(participant).toMatchObject({ isSticky: true, disambiguation: [expect.anything()] });
  const tools = manifest.contributes.languageModelTools;
  for (const when of [participant?.when, ...tools.map((tool) => tool.when)])
    expect(when).toContain("parley.hasAccounts");
});
