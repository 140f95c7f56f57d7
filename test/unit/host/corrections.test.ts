import { beforeEach, expect, test } from "vitest";
import { emptyChat } from "../../../src/core/chat/state.ts";
import { ChatError } from "../../../src/core/errors.ts";
import type { Correction } from "../../../src/core/knowledge/correction.ts";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import { Corrections, type CorrectionsDeps } from "../../../src/host/knowledge/corrections.ts";
import { editor, type UntitledDocument } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

beforeEach(() => editor.reset());

const closing = "workbench.action.revertAndCloseActiveEditor";
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
  const removeChatbot = (): void => void chatbots.pop();
  const deps = {
    accounts: { list: async () => [account], find: async () => account },
    catalog: { chatbots: async () => chatbots },
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
  return { corrections, document, refreshed, removeChatbot };
}

test("a correction for a chatbot that is gone says so, and stays", async () => {
  const { corrections, document, removeChatbot } = await open(async () => undefined);
  removeChatbot();
  await corrections.send(undefined);
  expect(editor.messages.at(-1)).toMatch(/^The chatbot of this correction was not found\./);
  expect(document.isClosed).toBe(false);
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
    const [, , shown] = editor.executed.findLast(([name]) => name === "setContext") ?? [];
    expect(shown).toEqual([]);
  },
);
