import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCommand } from "../../../src/protocol/commands.ts";

describe("a message from the panel", () => {
  test("is a command only when everything in it is as it should be", () => {
    expect(parseCommand({ type: "ask", text: "why?" })).toEqual({ type: "ask", text: "why?" });
    expect(parseCommand({ type: "ask", text: 1 })).toBeUndefined();
    expect(parseCommand({ type: "ask" })).toBeUndefined();
    expect(parseCommand({ type: "eval", text: "1" })).toBeUndefined();
    expect(parseCommand({ type: "react", key: "k", reaction: "love" })).toBeUndefined();
    expect(parseCommand({ type: "error-action", action: "workbench.action.quit" })).toBeUndefined();
    expect(parseCommand({ type: "unqueue", id: 1 })).toBeUndefined();
    expect(parseCommand({ type: "run-in-terminal", text: "rm" })).toBeUndefined();
    expect(parseCommand({ type: "run-in-terminal", key: "k", block: -1 })).toBeUndefined();
    expect(parseCommand({ type: "change-font-size", by: 100 })).toBeUndefined();
  });

  test("is refused when it is too large", () => {
    expect(parseCommand({ type: "ask", text: "x".repeat(1_000_000) })).toBeDefined();
    expect(parseCommand({ type: "ask", text: "x".repeat(1_000_001) })).toBeUndefined();
    expect(parseCommand({ type: "open-link", url: "x".repeat(36_001) })).toBeUndefined();
    const keys = Array.from({ length: 1001 }, String);
    expect(parseCommand({ type: "delete-messages", keys })).toBeUndefined();
    const uris = Array.from({ length: 21 }, String);
    expect(parseCommand({ type: "attach-uris", uris, leftOut: 0 })).toBeUndefined();
  });

  test("brings along nothing that the command does not know", () => {
    const message: unknown = JSON.parse('{"type":"stop","__proto__":{"polluted":true},"more":1}');
    expect(parseCommand(message)).toEqual({ type: "stop" });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("may be anything at all", () => {
    const types = fc.constantFrom(
      "ask",
      "open-link",
      "copy",
      "delete-messages",
      "react",
      "error-action",
    );
    const nearly = fc.record(
      {
        type: types,
        text: fc.anything(),
        url: fc.anything(),
        key: fc.anything(),
        keys: fc.anything(),
      },
      { requiredKeys: ["type"] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything({ withNullPrototype: true }), nearly), (message) => {
        const command = parseCommand(message);
        if (command === undefined) return;
        for (const value of Object.values(command)) {
          expect(["string", "number", "object"]).toContain(typeof value);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
