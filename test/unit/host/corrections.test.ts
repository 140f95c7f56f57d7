import { beforeEach, expect, test, vi } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import { emptyChat } from "../../../src/core/chat/state.ts";
import { Corrections, type CorrectionsDeps } from "../../../src/host/knowledge/corrections.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const learner = { accountId: "a", chatbotId: "bot" };
const messages = [
  { key: "q", role: "user", text: "When is high water?" },
  { key: "a", role: "assistant", text: "I do not know." },
] as const;

let corrections: Corrections;
/** What the chatbot has learned. */
let learned: unknown[];
/** Resolves when the service has taken a correction. */
let mayLearn: PromiseWithResolvers<void>;
/** True once one is on its way. */
let isSending: boolean;

beforeEach(() => {
  editor.reset();
  learned = [];
  mayLearn = Promise.withResolvers();
  isSending = false;
  const kind = {
    id: "qa",
    teach: async (_place: unknown, correction: unknown) => {
      isSending = true;
      await mayLearn.promise;
      learned.push(correction);
    },
  };
  const { provider } = knownAccount();
  const account = knownAccount({
    provider: {
      ...provider,
      loadResourceKinds: async () => ({ resourceKinds: [{ id: "qa", can: ["teach"] } as never] }),
    },
  });
  const deps = {
    accounts: { list: async () => [account], find: async () => account },
    catalog: { chatbots: async () => [{ id: "bot", name: "Bot" }] },
    connections: { connect: async () => ({ resources: [kind] }) },
    resources: { refresh: () => undefined },
    log: new MemoryLog(),
  };
  corrections = new Corrections(deps as unknown as CorrectionsDeps);
});

/** Opens a correction and begins to send it. */
async function beginToSend() {
  await corrections.open(learner, { ...emptyChat, messages }, "a");
  const [document] = editor.untitled;
  if (!document) throw new Error("no document was opened");
  document.content = "# When is high water?\n\nAt six.\n";
  const sending = corrections.send(document.uri);
  await vi.waitUntil(() => isSending);
  return { document, sending };
}

/** Whether the editor with the correction was closed. */
const isClosed = (): boolean =>
  editor.executed.some(([command]) => command === "workbench.action.revertAndCloseActiveEditor");

/** The documents whose title bars have the button that sends. */
const withButton = (): unknown =>
  editor.executed.findLast(([, name]) => name === "parley.corrections")?.[2];

test("a correction that was sent is closed", async () => {
  const { sending } = await beginToSend();
  mayLearn.resolve();
  await sending;
  expect(learned).toEqual([{ question: "When is high water?", answer: "At six." }]);
  expect([isClosed(), withButton()]).toEqual([true, []]);
  expect(editor.messages.at(-1)).toBe("The correction was sent to Bot.");
});

test("what is typed while a correction is sent stays, and can be sent too", async () => {
  const { document, sending } = await beginToSend();
  document.content = "# When is high water?\n\nAt six and at half past six.\n";
  mayLearn.resolve();
  await sending;
  expect([isClosed(), withButton()]).toEqual([false, [document.uri.toString()]]);
  await corrections.send(document.uri);
  expect(learned.at(-1)).toMatchObject({ answer: "At six and at half past six." });
  expect(isClosed()).toBe(true);
});

test.each(["taken", "refused"] as const)(
  "a document that is closed before its correction is %s is not touched any more",
  async (how) => {
    const { document, sending } = await beginToSend();
    document.close();
    if (how === "taken") mayLearn.resolve();
    else mayLearn.reject(new ChatError("forbidden", "403"));
    await sending;
    // Another new document may get its address, and is no correction.
    expect([isClosed(), withButton(), editor.documents.length]).toEqual([false, [], 1]);
    expect(editor.errors).toHaveLength(how === "taken" ? 0 : 1);
  },
);
