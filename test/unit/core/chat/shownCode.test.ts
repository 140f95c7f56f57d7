import { expect, test } from "vitest";
import { composeQuestion } from "../../../../src/core/chat/draft.ts";
import { emptyChat } from "../../../../src/core/chat/state.ts";
import { shownCode } from "../../../../src/core/chat/shownCode.ts";

const answer =
  "See:\n\n- one\n\n  ```sh\n  ls\n  ```\n\n> ```\n> two\n> lines\n> ```\n\n    indented\n\n~~~js\nopen";
const question = composeQuestion({
  text: "Why?\n\n```\ntyped\n```",
  attachments: [{ id: "a", path: "a.ts", languageId: "typescript", text: "const a = 1;" }],
});
const state = {
  ...emptyChat,
  messages: [{ key: "q", role: "user", text: question }],
  reply: { key: "a", role: "assistant", text: answer },
} as const;

test("code is found by the place where it is shown, also in lists and quotes and while it arrives", () => {
  const shown = [0, 1, 2, 3, 4].map((block) => shownCode(state, "a", block)?.code);
  expect(shown).toEqual(["ls", "two\nlines", "indented", "open", undefined]);
});

test("what went along with a question stands below what was typed", () => {
  expect([0, 1, 2].map((block) => shownCode(state, "q", block)?.code)).toEqual([
    "typed",
    "const a = 1;",
    undefined,
  ]);
});

test("what went along with a question is found below a block that was not closed", () => {
  const text = composeQuestion({
    text: "Why?\n\n```\ntyped",
    attachments: [{ id: "a", path: "a.ts", languageId: "typescript", text: "const a = 1;" }],
  });
  const messages = [{ key: "q", role: "user", text }] as const;
  expect(shownCode({ ...emptyChat, messages }, "q", 1)?.code).toBe("const a = 1;");
});

test("what a model of the editor says stands below the answer", () => {
  const continuation = { model: "Model", text: "```\nmore\n```", state: "arriving" } as const;
  const text = "```\none\n```";
  const messages = [{ key: "a", role: "assistant", text, continuation }] as const;
  const shown = [0, 1, 2].map((block) => shownCode({ ...emptyChat, messages }, "a", block)?.code);
  expect(shown).toEqual(["one", "more", undefined]);
});

test("nothing is found in a message that is not there", () => {
  expect(shownCode(state, "other", 0)).toBeUndefined();
});
