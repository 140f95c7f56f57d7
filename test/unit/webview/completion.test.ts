import { render } from "lit";
import { beforeEach, describe, expect, test } from "vitest";
import { parseCommand } from "../../../src/protocol/commands.ts";
import { posted } from "../../helpers/panelPage.ts";

const { Completion } = await import("../../../webview/view/completion.ts");

const explain = {
  id: "built-in:explain",
  name: "explain",
  description: "Explain the selection",
  origin: "built-in",
} as const;

let field: HTMLTextAreaElement;
let completion: InstanceType<typeof Completion>;

beforeEach(() => {
  posted.length = 0;
  field = document.createElement("textarea");
  completion = new Completion(() => undefined);
});

function type(text: string): void {
  field.value = text;
  field.setSelectionRange(text.length, text.length);
  completion.follow(field);
}

/** The rows as they are read. */
function rows(): readonly string[] {
  const root = document.createElement("div");
  render(
    completion.view(() => undefined),
    root,
  );
  return [...root.querySelectorAll('[role="option"]')].map((row) =>
    (row.textContent ?? "").replaceAll(/\s+/g, " ").trim(),
  );
}

describe("# names a file", () => {
  test("which is attached, and whose name stays in the sentence", () => {
    type("Explain #pri");
    expect(posted).toEqual([{ type: "find-files", request: 1, query: "pri" }]);
    completion.receive({ type: "files", request: 1, paths: ["src/prices.ts"] });
    expect(rows()).toEqual(["src/prices.ts"]);
    completion.choose(field);
    expect(field.value).toBe("Explain prices.ts ");
    expect(posted.slice(1)).toEqual([
      { type: "change-draft", text: "Explain prices.ts " },
      { type: "attach-path", path: "src/prices.ts" },
    ]);
    expect(completion.isOpen).toBe(false);
  });
});

test("what is longer than any name asks for no list, and closes the one that is open", () => {
  type("#pri");
  completion.receive({ type: "files", request: 1, paths: ["src/prices.ts"] });
  type(`#pri${"x".repeat(2000)}`);
  expect(completion.isOpen).toBe(false);
  expect(posted.map((command) => parseCommand(command)?.type)).toEqual(["find-files"]);
});

test("of a file outside of the workspace only the name stays in the sentence, on Windows too", () => {
  type("Explain #pri");
  completion.receive({ type: "files", request: 1, paths: [String.raw`c:\Users\me\prices.ts`] });
  completion.choose(field);
  expect(field.value).toBe("Explain prices.ts ");
});

describe("/ names a prompt", () => {
  test("whose text comes from the host, in the place of its name", () => {
    type("/exp");
    expect(posted).toEqual([{ type: "find-prompts", request: 1, query: "exp" }]);
    const own = { ...explain, id: "1", origin: "user" } as const;
    completion.receive({ type: "prompts", request: 1, prompts: [explain, own] });
    expect(rows()).toEqual([
      "/explain Explain the selection",
      "/explain Explain the selection yours",
    ]);
    completion.choose(field, 0);
    expect(field.value).toBe("");
    expect(posted.slice(1)).toEqual([
      { type: "change-draft", text: "" },
      { type: "use-prompt", id: "built-in:explain" },
    ]);
  });

  test("at the beginning only: a path or a fraction is none", () => {
    for (const text of ["a /exp", "/usr/bin", "1/2", "/exp lain"]) type(text);
    expect(posted).toEqual([]);
  });

  test("and a list that comes late is not shown for something else", () => {
    type("/exp");
    type("#exp");
    completion.receive({ type: "prompts", request: 1, prompts: [explain] });
    expect(completion.isOpen).toBe(false);
    completion.receive({ type: "files", request: 2, paths: ["exp.ts"] });
    type("exp");
    expect(completion.isOpen).toBe(false);
  });
});
