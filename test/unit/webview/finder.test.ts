import { render } from "lit";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { composeQuestion } from "../../../src/core/chat/draft.ts";
import type { Message } from "../../../src/core/model.ts";
import { emptySnapshot } from "../../fixtures/snapshot.ts";
import { scrolledTo } from "../../helpers/panelPage.ts";
import { foldCase } from "../../../webview/find/matches.ts";

await import("../../../webview/markdown/markdownElement.ts");
const { Finder } = await import("../../../webview/find/finder.ts");
const { Store } = await import("../../../webview/store.ts");
const { messageView } = await import("../../../webview/view/message.ts");

/** Highlights only hold ranges here. */
class FakeHighlight extends Set<Range> {}

/** What waits for the next picture. */
let waiting: (() => void)[] = [];
let root: HTMLElement;

beforeAll(() => {
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => waiting.push(draw));
  vi.stubGlobal("Highlight", FakeHighlight);
  vi.stubGlobal("CSS", { highlights: new Map<string, FakeHighlight>() });
  // jsdom lays nothing out: nothing is in sight.
  Range.prototype.getBoundingClientRect = () => ({ top: -2, bottom: -1 }) as DOMRect;
});

afterAll(() => vi.unstubAllGlobals());

beforeEach(() => {
  waiting = [];
  scrolledTo.length = 0;
  root = document.createElement("div");
  document.body.append(root);
});

afterEach(() => root.remove());

/** A finder that is open in a chat with one message. */
function openFinder(message: Partial<Message>): InstanceType<typeof Finder> {
  const shown: Message = { key: "k", role: "assistant", text: "", ...message };
  const store = new Store(() => undefined);
  store.receive({ ...emptySnapshot, state: { ...emptySnapshot.state, messages: [shown] } });
  const { about } = emptySnapshot;
  const context = { about, isLast: true, isLastQuestion: false, isAskedByAi: false };
  render(messageView(shown, { ...context, onEditPrompt: () => undefined }), root);
  const finder = new Finder(store, () => undefined);
  finder.open();
  return finder;
}

/** Looks for a text, and lets the pictures come that this causes. */
async function search(finder: InstanceType<typeof Finder>, query: string): Promise<void> {
  await finder.search(query);
  finder.afterDraw(false);
  while (waiting.length > 0) waiting.splice(0).forEach((draw) => draw());
}

const marked = (): readonly string[] =>
  ["find-current", "find"].flatMap((name) => [...(CSS.highlights.get(name) ?? [])].map(String));

describe("finding in a chat", () => {
  test("marks nothing when nothing is looked for any more", async () => {
    const finder = openFinder({ text: "One answer." });
    await search(finder, "a");
    expect(marked()).toEqual(["a"]);
    await search(finder, "");
    expect(marked()).toEqual([]);
  });

  test("marks what was found behind a letter that is longer in lower case", async () => {
    const finder = openFinder({ text: "İİİ and İstanbul." });
    await search(finder, "istanbul");
    expect(marked()).toEqual(["İstanbul"]);
  });

  test("opens what is folded around a match", async () => {
    const attachment = { id: "a", path: "a.ts", languageId: "ts", text: "let hidden = 1;" };
    const text = composeQuestion({ text: "Why?", attachments: [attachment] });
    const finder = openFinder({ role: "user", text });
    await search(finder, "hidden");
    expect(marked()).toEqual(["hidden"]);
    expect(root.querySelector("details")?.open).toBe(true);
    expect(root.contains(scrolledTo.at(-1) ?? null)).toBe(true);
  });

  test("unfolds code that holds a match", async () => {
    const text = `\`\`\`\n${"line\n".repeat(60)}hidden\n\`\`\``;
    const finder = openFinder({ text });
    expect(root.querySelectorAll(".code.folded .code-fold")).toHaveLength(1);
    await search(finder, "hidden");
    expect(root.querySelectorAll(".folded, .code-fold")).toHaveLength(0);
  });

  test("counts what it marks, also in what a model of the editor says", async () => {
    const attachment = { id: "a", path: "word.ts", languageId: "ts", text: "let word = 1;" };
    const text = composeQuestion({ text: "A word?", attachments: [attachment] });
    const question = openFinder({ role: "user", text });
    await search(question, "word");
    expect(question.state.matches).toHaveLength(marked().length);
    const continuation = { model: "Model", text: "**word**", state: "complete" } as const;
    const answer = openFinder({ text: "A word.", continuation });
    await search(answer, "word");
    expect(answer.state.matches).toHaveLength(2);
  });
});

test("case is folded without changing the length of any character", () => {
  for (let code = 0; code <= 0x10_ff_ff; code += 1) {
    const character = String.fromCodePoint(code);
    if (foldCase(character).length !== character.length) throw new Error(`U+${code.toString(16)}`);
  }
});

describe("a match", () => {
  const find = async (text: string, query: string) => {
    const finder = openFinder({ text });
    await search(finder, query);
    return { counted: finder.state.matches.length, marked: marked() };
  };

  test.each([
    ["two paragraphs", "One ends\n\nbegins another."],
    ["a heading and its text", "# One ends\nbegins another."],
    ["two items of a list", "- One ends\n- begins another."],
    ["a text and code", "One ends\n```\nbegins another\n```"],
    ["two lines of a paragraph", "One ends  \nbegins another."],
    ["two cells of a table", "| One ends | begins another. |\n| --- | --- |"],
  ])("does not reach across %s", async (_what, text) => {
    expect(await find(text, "endsbegins")).toEqual({ counted: 0, marked: [] });
    expect(await find(text, "ends")).toEqual({ counted: 1, marked: ["ends"] });
    expect(await find(text, "begins")).toEqual({ counted: 1, marked: ["begins"] });
  });

  test("reaches across marks within a line, and across lines of source", async () => {
    expect(await find("One **en**ds here", "ends")).toEqual({ counted: 1, marked: ["ends"] });
    expect(await find("`one`two", "onetwo")).toEqual({ counted: 1, marked: ["onetwo"] });
    expect(await find("One ends\nhere", "ends here")).toEqual({
      counted: 1,
      marked: ["ends\nhere"],
    });
    expect(await find("| a | b |\n| --- | --- |", "a b")).toEqual({ counted: 1, marked: ["ab"] });
  });
});
