import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHostMessage } from "../../../webview/hostMessage.ts";
import { emptySnapshot } from "../../fixtures/snapshot.ts";

describe("what comes in as a message", () => {
  test("is taken over when it is the host's", () => {
    const messages = [
      emptySnapshot,
      [3, "text"],
      { type: "events", sequence: 1, events: [{ type: "reply-start" }] },
      { type: "older", messages: [] },
      { type: "draft", draft: { text: "", attachments: [] }, focus: true, setsText: false },
      { type: "settings", settings: emptySnapshot.settings },
      { type: "editor", use: "cursor" },
      { type: "copied" },
      { type: "notice", text: "There are no changes." },
      { type: "files", request: 1, paths: [] },
      { type: "about", about: emptySnapshot.about },
      { type: "introduction", introduction: { knowledge: [], sessions: [] } },
      { type: "prompts", request: 1, prompts: [] },
    ];
    for (const message of messages) expect(parseHostMessage(message)).toEqual(message);
  });

  test.each([
    undefined,
    null,
    "text",
    {},
    { type: "theme-changed" },
    { type: "events", sequence: 1 },
    { type: "events", sequence: 1, events: [null] },
    { type: "snapshot" },
    { type: "prompts", request: 1, prompts: [null] },
    { ...emptySnapshot, state: {} },
    { ...emptySnapshot, about: undefined },
    { ...emptySnapshot, introduction: {} },
    { type: "introduction", introduction: { knowledge: [], sessions: [null] } },
    { type: "about", about: "Bot" },
    ["text", 3],
  ])("%j is left alone", (message) => {
    expect(parseHostMessage(message)).toBeUndefined();
  });

  test("may be anything at all", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (message) => {
        parseHostMessage(message);
      }),
    );
  });
});
