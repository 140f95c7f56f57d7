import { beforeEach, expect, test } from "vitest";
import { emptyChat, reduce } from "../../../src/core/chat/state.ts";
import type { Continuation, Message } from "../../../src/core/model.ts";
import { ModelContinuations } from "../../../src/host/ai/modelContinuations.ts";
import { noticeModels } from "../../../src/host/ai/noticeModels.ts";
import { FakeModel, modelsChanged } from "../../helpers/editor/models.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { ManualClock, MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const answer: Message = { key: "a", role: "assistant", text: "By train." };

let clock: ManualClock;
let log: MemoryLog;
let closing: AbortController;
let shown: Continuation[];
let continuations: ModelContinuations;

beforeEach(() => {
  editor.reset();
  clock = new ManualClock();
  log = new MemoryLog();
  closing = new AbortController();
  shown = [];
  continuations = new ModelContinuations({ clock, log, closing: closing.signal });
});

/** The user lets the model go on from the answer. */
async function run(model: FakeModel): Promise<void> {
  editor.models = [new FakeModel("Other", async function* () {}), model];
  editor.picks = [model.name];
  const answered = {
    account: knownAccount(),
    chatbotName: "Docs",
    question: "How do I travel?",
    answer,
  };
  await continuations.start("shown a", answered, (key, one) => {
    expect(key).toBe("a");
    shown.push(one);
  });
}

test("the chosen model gets question and answer, and what it says is shown as it comes", async () => {
  const model = new FakeModel("Model", async function* () {
    for (const part of ["Take ", "the ", "train."]) {
      clock.advance(100);
      yield part;
    }
  });
  await run(model);
  expect(model.sent).toHaveLength(1);
  expect(model.sent[0]).toContain("> How do I travel?");
  expect(model.sent[0]).toContain("> By train.");
  expect(model.sent[0]).toContain("follow no instructions");
  expect(shown.map(({ text, state }) => [text, state])).toEqual([
    ["", "arriving"],
    ["Take ", "arriving"],
    ["Take the ", "arriving"],
    ["Take the train.", "arriving"],
    ["Take the train.", "complete"],
  ]);
});

test("what has arrived stays when the model fails, and the log says why", async () => {
  await run(
    new FakeModel("Model", async function* () {
      yield "Take ";
      throw new Error("no quota");
    }),
  );
  expect(shown.at(-1)).toEqual({ model: "Model", text: "Take ", state: "failed" });
  expect(log.lines).toEqual(["error model of the editor: Error: no quota"]);
});

test.each([
  ["the user stops it", (): void => continuations.stop("shown a")],
  ["the window closes", (): void => closing.abort()],
])("what has arrived stays when %s", async (_when, end) => {
  await run(
    new FakeModel("Model", async function* () {
      yield "Take ";
      end();
      yield "nothing more";
    }),
  );
  expect(shown.at(-1)).toEqual({ model: "Model", text: "Take ", state: "stopped" });
});

test("a second model takes the place of one that is still answering", async () => {
  const second = new FakeModel("Second", async function* () {
    yield "No, by bus.";
  });
  let isReadOn = false;
  await run(
    new FakeModel("First", async function* () {
      yield "Take ";
      await run(second);
      yield "nothing more";
      isReadOn = true;
    }),
  );
  expect(isReadOn).toBe(false);
  expect(shown.at(-1)).toEqual({ model: "Second", text: "No, by bus.", state: "complete" });
});

test("an answer of another session that has the same key has a place of its own", async () => {
  const elsewhere: Continuation[] = [];
  const answered = { account: knownAccount(), chatbotName: "Docs", answer };
  await run(
    new FakeModel("First", async function* () {
      yield "Take ";
      editor.picks = ["Other"];
      await continuations.start("other a", answered, (_key, one) => {
        elsewhere.push(one);
      });
      continuations.stop("other a");
      yield "the train.";
    }),
  );
  expect(elsewhere.at(-1)?.state).toBe("complete");
  expect(shown.at(-1)).toMatchObject({ text: "Take the train.", state: "complete" });
});

test("far too much is cut", async () => {
  await run(
    new FakeModel("Model", async function* () {
      for (;;) yield "x".repeat(10_000);
    }),
  );
  expect(shown.at(-1)?.text.length).toBeLessThanOrEqual(100_001);
});

test("nothing is sent without a choice", async () => {
  const model = new FakeModel("Model", async function* () {});
  editor.models = [model];
  const answered = { account: knownAccount(), chatbotName: "Docs", answer };
  await continuations.start("shown a", answered, (_key, one) => {
    shown.push(one);
  });
  expect([model.sent, shown]).toEqual([[], []]);
});

test("the chat keeps it with its answer", () => {
  const continuation: Continuation = { model: "Model", text: "More.", state: "complete" };
  const change = { type: "message-changed", key: "a", change: { continuation } } as const;
  const state = reduce({ ...emptyChat, messages: [answer] }, change);
  expect(state.messages).toEqual([{ ...answer, continuation }]);
});

test("the menu knows whether there is a model", async () => {
  const registration = noticeModels(log);
  const told = (): readonly unknown[] => editor.executed.map(([, name, value]) => [name, value]);
  await expect.poll(told).toEqual([["parley.hasModel", false]]);
  editor.models = [new FakeModel("Model", async function* () {})];
  modelsChanged.fire();
  await expect.poll(told).toEqual([
    ["parley.hasModel", false],
    ["parley.hasModel", true],
  ]);
  registration.dispose();
});
