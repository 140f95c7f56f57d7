import { describe, expect, test } from "vitest";
import { readReplyValue, ReplyText } from "../../../src/core/wire/replyValue.ts";

const delta = (text: string) => ({ kind: "delta", text }) as const;
const whole = (text: string) => ({ kind: "whole", text }) as const;
const error = (message?: string) => ({ kind: "error", message }) as const;

describe("one value of an answer", () => {
  test.each([
    ["text", { delta: "so" }],
    ["a number", { delta: 7 }, "7"],
    ["nothing yet", { delta: "" }, ""],
    ["one level deeper", { type: "anything", delta: { content: "so" } }],
    ["or there as text", { delta: { text: "so" } }],
    ["in pieces", { delta: ["s", { text: "o" }] }],
    ["in the form of language models", { choices: [{ delta: { content: "so" } }] }],
    ["by its type alone", { type: "token", text: "so" }],
    ["by its type, of a role", { type: "chunk", role: "assistant", content: "so" }],
  ])("is a piece: %s", (_case, value, text = "so") => {
    expect(readReplyValue(value)).toEqual(delta(text));
  });

  test.each([
    ["without a word about what it is", { text: "so" }],
    ["as a message", { type: "message", content: "so" }],
    ["of the assistant, whatever its type", { type: "turn", role: "assistant", content: "so" }],
    [
      "in parts",
      {
        content: [
          { type: "text", text: "s" },
          { type: "text", text: "o" },
        ],
      },
    ],
    ["without what cannot be told", { delta: [], content: "so" }],
    ["not in parts that are no text", { delta: ["s", { image: 1 }], content: "so" }],
    ["the answer and not what is said about it", { message: "Sent.", answer: "so" }],
    ["below choices", { choices: [{ message: { role: "assistant", content: "so" } }] }],
    ["below choices, as bare text", { choices: [{ text: "so" }] }],
    ["with an error that says that there is none", { error: null, text: "so" }],
    ["also as false", { error: false, text: "so" }],
    ["also as nothing", { error: "", text: "so" }],
  ])("is the whole: %s", (_case, value) => {
    expect(readReplyValue(value)).toEqual(whole("so"));
  });

  test.each([
    ["by its type", { type: "error", text: "so" }, undefined],
    ["with its words", { type: "error", message: "No." }, "No."],
    ["by a member", { error: "No." }, "No."],
    ["by a member with members", { error: { message: "No." }, message: "Sent." }, "No."],
    ["by a member that is a number", { error: 7, message: "No." }, "No."],
    ["by a success that is none", { success: false, message: "No." }, "No."],
  ])("is an error: %s", (_case, value, message) => {
    expect(readReplyValue(value)).toEqual(error(message));
  });

  test.each([
    ["no object", "so"],
    ["an object of another type", { type: "usage", text: "17 tokens" }],
    ["no text in it", { text: { tokens: 17 } }],
    ["a number where a text belongs", { text: { text: 7 } }],
    ["a message of the assistant without content", { role: "assistant", text: "so" }],
    ["no choice", { choices: [] }],
    ["a choice that is none", { choices: [null] }],
    ["nothing chosen", { choices: [{ index: 0 }] }],
  ])("is about something else: %s", (_case, value) => {
    expect(readReplyValue(value)).toBeUndefined();
  });
});

describe("an answer is put together", () => {
  /** What each part adds, and what stands there in the end. */
  const read = (...parts: readonly (ReturnType<typeof delta> | ReturnType<typeof whole>)[]) => {
    const reply = new ReplyText();
    expect(reply.text).toBe("");
    return [...parts.map((part) => reply.add(part)), `= ${reply.text}`];
  };

  test.each([
    ["of its pieces", [delta("so "), delta("it is")], ["so ", "it is", "= so it is"]],
    ["of pieces and the rest", [delta("so "), whole("so it is")], ["so ", "it is", "= so it is"]],
    ["of pieces, and not once more", [delta("so "), whole("so ")], ["so ", "", "= so "]],
    [
      "of pieces, whatever the whole says else",
      [delta("so "), whole("thus")],
      ["so ", "", "= so "],
    ],
    ["of wholes that grow", [whole("so "), whole("so it")], ["so ", "it", "= so it"]],
    ["of pieces that do not say so", [whole("so "), whole("it")], ["so ", "it", "= so it"]],
  ])("%s", (_case, parts, texts) => {
    expect(read(...parts)).toEqual(texts);
  });

  test("until the service reports a failure, in its words", () => {
    const reply = new ReplyText();
    reply.add(delta("so "));
    const thrown = { kind: "server", serviceMessage: "Overloaded." };
    expect(() => reply.add(error("Overloaded."))).toThrow(expect.objectContaining(thrown));
    expect(reply.text).toBe("so ");
  });
});
