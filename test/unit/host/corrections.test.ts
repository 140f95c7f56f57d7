import { beforeEach, expect, test } from "vitest";
import { emptyChat } from "../../../src/core/chat/state.ts";
import { ChatError } from "../../../src/core/errors.ts";
import type { Correction } from "../../../src/core/knowledge/correction.ts";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import { Corrections, type CorrectionsDeps } from "../../../src/host/knowledge/corrections.ts";
import { editor, Memento, UntitledDocument } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

beforeEach(() => editor.reset());

const closing = "workbench.action.revertAndCloseActiveEditor";
/** The addresses of the documents that the menus take for corrections. */
const shown = (): unknown =>
  editor.executed.findLast(
    ([name, what]) => name === "setContext" && what === "parley.corrections",
  )?.[2];
const isClosing = ([name]: readonly unknown[]): boolean => name === closing;

/** Opens a correction at a service that learns it so. @param teach is told the document that it comes from */
async function open(teach: (document: UntitledDocument, lesson: Correction) => Promise<void>) {
  const info = { id: "answers", title: "Answers", group: "knowledge", can: ["teach"] };
  const provider = {
    ...knownAccount().provider,
    loadResourceKinds: async () => ({ resourceKinds: [info] }),
  } as unknown as ProviderDescriptor;
  const account = knownAccount({ provider });
  const kind = {
    id: "answers",
    teach: async (_scope: unknown, lesson: Correction) => {
      for (const document of editor.untitled) await teach(document, lesson);
    },
  };
  const refreshed: unknown[] = [];
  const chatbots = [{ id: "bot", name: "Bot" }];
  let loadChatbots = async () => chatbots;
  const removeChatbot = (): void => void chatbots.pop();
  const goOffline = (): void => {
    loadChatbots = async () => Promise.reject(new ChatError("offline", "no network"));
  };
  const subscriptions: { dispose(): void }[] = [];
  const deps = {
    workspaceState: new Memento(),
    subscriptions,
    accounts: { list: async () => [account], find: async () => account },
    catalog: { chatbots: async () => loadChatbots() },
    connections: { connect: async () => ({ resources: [kind] }) },
    resources: { refresh: (place: unknown) => refreshed.push(place) },
    closing: new AbortController().signal,
    log: new MemoryLog(),
  };
  const corrections = new Corrections(deps as unknown as CorrectionsDeps);
  const messages = [
    { key: "q", role: "user", text: "When is high water?" },
    { key: "a", role: "assistant", text: "I do not know." },
  ] as const;
  const learner = { accountId: "a", chatbotId: "bot" };
  await corrections.open(learner, { ...emptyChat, messages }, "a");
  const [document] = editor.untitled;
  if (!document) throw new Error("no document was opened");
  editor.seen = [{ viewColumn: 1, document }];
  /** The window is loaded again. @param back the document that VS Code brings back then, at once or later */
  const reload = (back: "at once" | "later", content = document.content): Corrections => {
    for (const one of subscriptions.splice(0)) one.dispose();
    editor.untitled = [];
    editor.executed = [];
    if (back === "at once") UntitledDocument.openAmong(editor.untitled, content);
    const again = new Corrections(deps as unknown as CorrectionsDeps);
    if (back === "later") UntitledDocument.openAmong(editor.untitled, content);
    editor.seen = editor.untitled.map((one) => ({ viewColumn: 1, document: one }));
    return again;
  };
  return { corrections, document, goOffline, refreshed, removeChatbot, reload };
}

test("a correction for a chatbot that is gone says so, and stays", async () => {
  const { corrections, document, removeChatbot } = await open(async () => undefined);
  removeChatbot();
  await corrections.send(undefined);
  expect(editor.messages.at(-1)).toMatch(/^The chatbot of this correction was not found\./);
  expect(document.isClosed).toBe(false);
});

test("a correction that cannot be sent says why, and not that its chatbot was not found", async () => {
  const { corrections, document, goOffline } = await open(async () => undefined);
  goOffline();
  await corrections.send(undefined);
  expect(editor.errors).toHaveLength(1);
  expect(editor.messages.join()).not.toMatch("was not found");
  expect(document.isClosed).toBe(false);
  expect(shown()).toEqual([document.uri.toString()]);
});

test("a correction that may have arrived all the same is in the list that is loaded again", async () => {
  const { corrections, refreshed } = await open(async () => {
    throw new ChatError("timeout", "no answer");
  });
  await corrections.send(undefined);
  expect(refreshed).toEqual([{ accountId: "a", chatbotId: "bot", kindId: "answers" }]);
});

test("what is typed while a correction is sent is not closed, and can be sent too", async () => {
  const lessons: string[] = [];
  const { corrections, document } = await open(async (from, { answer }) => {
    lessons.push(answer);
    if (lessons.length === 1) from.content += "At six.";
  });
  await corrections.send(undefined);
  expect(editor.executed.filter(isClosing)).toEqual([]);
  await corrections.send(undefined);
  expect(lessons).toEqual(["I do not know.", "I do not know.\nAt six."]);
  expect(editor.executed.filter(isClosing)).toHaveLength(1);
  expect(document.content).toContain("At six.");
});

test.each([undefined, "server"] as const)(
  "a correction that is closed while it is sent closes no other document (%s)",
  async (failure) => {
    const { corrections, document } = await open(async (from) => {
      from.close();
      if (failure) throw new ChatError(failure, "no");
    });
    await corrections.send(undefined);
    expect(editor.executed.filter(isClosing)).toEqual([]);
    // The next new document gets the same address.
    document.isClosed = false;
    await corrections.send(undefined);
    expect(shown()).toEqual([]);
  },
);

test.each(["at once", "later"] as const)(
  "a correction is sent after a reload of the window, too, whatever was typed into it (back %s)",
  async (back) => {
    const lessons: Correction[] = [];
    const { document, reload } = await open(async (_from, lesson) => void lessons.push(lesson));
    document.type("# When is high water today?\n\nAt six.");
    const corrections = reload(back);
    expect(shown()).toEqual([document.uri.toString()]);
    await corrections.send(undefined);
    expect(lessons).toEqual([{ question: "When is high water today?", answer: "At six." }]);
    expect(shown()).toEqual([]);
  },
);

test("after a reload another document at the address of a correction is none", async () => {
  const lessons: Correction[] = [];
  const { reload } = await open(async (_from, lesson) => void lessons.push(lesson));
  const corrections = reload("later", "# Notes\n\nPrivate.");
  await corrections.send(undefined);
  expect(lessons).toEqual([]);
  expect(shown()).toBeUndefined();
});

test("a correction that was sent or closed is forgotten by the next window", async () => {
  const lessons: Correction[] = [];
  const { corrections, document, reload } = await open(
    async (_from, lesson) => void lessons.push(lesson),
  );
  await corrections.send(undefined);
  await reload("at once").send(undefined);
  expect(lessons).toHaveLength(1);
  const other = await open(async (_from, lesson) => void lessons.push(lesson));
  other.document.close();
  await other.reload("at once", document.content).send(undefined);
  expect(lessons).toHaveLength(1);
});
