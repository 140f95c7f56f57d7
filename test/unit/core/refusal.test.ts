import { describe, expect, test } from "vitest";
import { isOnlyRefusal, isRefusal } from "../../../src/core/wire/refusal.ts";

describe("JSON under a status that says yes", () => {
  test.each([
    false,
    { success: false },
    { success: "false" },
    { success: 0 },
    { ok: false },
    { ok: 0, text: "an answer" },
    { success: true, ok: false },
    { error: "no" },
    { error: {} },
  ])("%j says no", (body) => {
    expect(isRefusal(body)).toBe(true);
  });

  test.each([
    true,
    null,
    0,
    "",
    "false",
    [],
    [false],
    {},
    { success: true },
    { success: null },
    { ok: 1 },
    { error: "" },
    { error: null },
    { error: false },
    { error: ["no"] },
    { message: "no" },
  ])("%j does not", (body) => {
    expect(isRefusal(body)).toBe(false);
    expect(isOnlyRefusal(body)).toBe(false);
  });

  test("in the place of a text it is one only where it holds nothing but that", () => {
    const members = ["code", "data", "detail", "details", "message", "meta", "msg", "path"];
    const more = ["requestId", "status", "statusCode", "success", "timestamp", "type", "ok"];
    for (const name of [...members, ...more])
      expect(isOnlyRefusal({ error: "no", [name]: 1 })).toBe(true);
    expect(isOnlyRefusal({ error: "no", answer: "So." })).toBe(false);
    expect(isOnlyRefusal({ message: "no" })).toBe(false);
    expect(isOnlyRefusal(false)).toBe(false);
  });
});
