import { beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../../../src/core/model.ts";
import { Recall } from "../../../webview/view/recall.ts";

const messages: readonly Message[] = [
  { key: "1", role: "user", text: "first" },
  { key: "2", role: "assistant", text: "answer" },
  { key: "3", role: "user", text: "second\n\n`a.ts`, line 1:\n\n```ts\nx\n```" },
];
let recall: Recall;

beforeEach(() => {
  recall = new Recall();
});

describe("recalling questions", () => {
  test("goes back and forth through what was typed, without the code that went along", () => {
    expect(recall.go(1, "", messages)).toBe("second");
    expect(recall.go(1, "second", messages)).toBe("first");
    expect(recall.go(1, "first", messages)).toBeUndefined();
    expect(recall.go(-1, "first", messages)).toBe("second");
    expect(recall.go(-1, "second", messages)).toBe("");
    expect(recall.go(-1, "", messages)).toBeUndefined();
  });

  test("leaves alone what the user types", () => {
    expect(recall.go(1, "typed", messages)).toBeUndefined();
    expect(recall.go(1, "", messages)).toBe("second");
    expect(recall.go(1, "second, changed", messages)).toBeUndefined();
  });

  test("goes past a question that was nothing but attached code", () => {
    const code = { key: "4", role: "user", text: "`a.ts`, line 1:\n\n```ts\nx\n```" } as const;
    expect(recall.go(1, "", [...messages, code])).toBe("second");
    expect(recall.go(1, "", [code])).toBeUndefined();
  });

  test("goes past a question whose line breaks the field writes in another way", () => {
    const asked = { key: "4", role: "user", text: "one\r\ntwo" } as const;
    expect(recall.go(1, "", [...messages, asked])).toBe("one\ntwo");
    expect(recall.go(1, "one\ntwo", [...messages, asked])).toBe("second");
  });

  test("of nothing gives nothing", () => {
    expect(recall.go(1, "", [])).toBeUndefined();
  });
});
