import { render } from "lit";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { emptySnapshot } from "../../fixtures/snapshot.ts";
import { keepFieldHistory } from "../../helpers/fieldHistory.ts";
import { posted, scrolledTo } from "../../helpers/panelPage.ts";
import { parseCommand } from "../../../src/protocol/commands.ts";
import { Store } from "../../../webview/store.ts";

const { Composer } = await import("../../../webview/view/composer.ts");

let root: HTMLElement;
let composer: InstanceType<typeof Composer>;
let store: Store;

beforeEach(() => {
  posted.length = 0;
  scrolledTo.length = 0;
  root = document.createElement("div");
  document.body.append(root);
  store = new Store(() => undefined);
  store.receive(emptySnapshot);
  composer = new Composer(store);
  draw();
});

afterEach(() => root.remove());

function draw(): void {
  render(composer.view(), root);
}

function field(): HTMLTextAreaElement {
  const found = root.querySelector("textarea");
  if (!found) throw new Error("there is no field");
  return found;
}

function type(text: string): void {
  field().focus();
  field().value = text;
  field().dispatchEvent(new Event("input"));
}

function press(key: string): void {
  field().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  draw();
}

function answerFiles(...paths: readonly string[]): void {
  const request = posted.filter(({ type: kind }) => kind === "find-files").length;
  composer.receiveList({ type: "files", request, paths });
  draw();
}

const rows = (): readonly HTMLElement[] => [...root.querySelectorAll<HTMLElement>("[role=option]")];
const asked = () => posted.filter((command) => command.type === "ask");

describe("the list of files", () => {
  test("is left when the cursor leaves what is being named: Enter sends, and changes no text", () => {
    type("Explain #pri");
    answerFiles("src/prices.ts");
    field().setSelectionRange(0, 0);
    press("Enter");
    expect(asked()).toEqual([{ type: "ask", text: "Explain #pri" }]);
    expect(posted.filter(({ type: kind }) => kind === "attach-path")).toEqual([]);
  });

  test("changes no text where the cursor is by now, when a row is clicked", () => {
    type("Explain #pri");
    answerFiles("src/prices.ts");
    field().setSelectionRange(3, 3);
    rows()[0]?.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
    draw();
    expect(field().value).toBe("Explain #pri");
    expect(rows()).toEqual([]);
  });

  test("does not come back by itself after Escape", () => {
    type("#p");
    answerFiles("src/prices.ts");
    type("#pr");
    press("Escape");
    answerFiles("src/prices.ts");
    expect(rows()).toEqual([]);
  });

  test("does not open after the field has lost the focus", () => {
    type("#p");
    field().blur();
    answerFiles("src/prices.ts");
    expect(rows()).toEqual([]);
  });

  test.each([
    ["Tab", { shiftKey: true }],
    ["ArrowUp", { altKey: true }],
  ])("leaves %s with %j to what it does without a list", (key, modifier) => {
    type("#p");
    answerFiles("src/prices.ts", "src/pay.ts");
    const event = new KeyboardEvent("keydown", { key, ...modifier, cancelable: true });
    field().dispatchEvent(event);
    draw();
    expect(event.defaultPrevented).toBe(false);
    expect(field().value).toBe("#p");
    expect(rows()[0]?.getAttribute("aria-selected")).toBe("true");
  });

  test("keeps the row that keys have marked in sight", () => {
    type("#p");
    answerFiles("a.ts", "b.ts", "c.ts");
    press("ArrowDown");
    expect(scrolledTo.at(-1)).toBe(rows()[1]);
    press("ArrowUp");
    press("ArrowUp");
    expect(scrolledTo.at(-1)).toBe(rows()[2]);
    const count = scrolledTo.length;
    draw();
    expect(scrolledTo).toHaveLength(count);
  });
});

describe("what is put into the field", () => {
  let history: ReturnType<typeof keepFieldHistory>;
  beforeAll(() => {
    history = keepFieldHistory();
  });
  afterAll(() => history.dispose());
  const drafts = () =>
    posted.flatMap((command) => (command.type === "change-draft" ? command.text : []));

  test("by the list of files can be undone, and is told to the host once", () => {
    type("Explain #pri");
    answerFiles("src/prices.ts");
    press("Enter");
    expect(field().value).toBe("Explain prices.ts ");
    history.undo();
    expect(field().value).toBe("Explain #pri");
    expect(drafts()).toEqual(["Explain #pri", "Explain prices.ts ", "Explain #pri"]);
  });

  test("by the host can be undone, and is not told to it", () => {
    type("Why?");
    composer.setText("Review this.\n\nWhy?");
    expect(drafts()).toEqual(["Why?"]);
    history.undo();
    expect(field().value).toBe("Why?");
    composer.setText("");
    expect(field().value).toBe("");
  });

  test("is there at once where it is long, or where the keyboard is elsewhere", () => {
    const long = "line\n".repeat(200);
    type("Why?");
    composer.setText(long);
    expect(field().value).toBe(long);
    history.undo();
    expect(field().value).toBe(long);
    field().blur();
    composer.setText("other");
    expect(field().value).toBe("other");
    expect(field().selectionStart).toBe(5);
  });
});

describe("a text that is longer than the host takes", () => {
  const long = "x".repeat(1_000_001);
  const notice = (): string | null | undefined => root.querySelector("[role=alert]")?.textContent;

  test("is not sent, stays in the field, and the user is told", () => {
    type(long);
    press("Enter");
    expect(field().value).toBe(long);
    expect(notice()).toMatch(/too long/);
    expect(posted.filter((command) => parseCommand(command) === undefined)).toEqual([]);
  });

  test("is sent when it is shortened", () => {
    type(long);
    type(long.slice(1));
    press("Enter");
    expect(asked()).toEqual([{ type: "ask", text: long.slice(1) }]);
    expect(notice()).toBeUndefined();
  });
});

test("what is attached is measured once, and not with each picture of an answer that arrives", () => {
  let reads = 0;
  const attachment = {
    id: "a",
    path: "large.ts",
    languageId: "ts",
    get text(): string {
      reads += 1;
      return "let a;\n";
    },
  };
  const draft = { text: "", attachments: [attachment] };
  store.receive({ type: "draft", draft, focus: false, setsText: false });
  draw();
  expect(root.querySelector(".attachment-size")?.textContent).toBe("1 line, 7 bytes");
  const before = reads;
  draw();
  draw();
  expect(reads).toBe(before);
});

describe("the second click of a double-click, which finds the next row in the place of the first", () => {
  /** Clicks twice on the first button of that name; the host answers in between. */
  function doubleClick(name: string, answer: () => void): void {
    for (const detail of [1, 2]) {
      const button = root.querySelector(`[aria-label="${name}"]`);
      button?.dispatchEvent(new MouseEvent("click", { detail, bubbles: true }));
      answer();
      draw();
    }
  }
  const queue = (...ids: readonly string[]) =>
    store.receive({
      type: "events",
      sequence: store.panel.sequence + 1,
      events: [
        {
          type: "queue-changed",
          queue: { questions: ids.map((id) => ({ id, text: id })), isHeld: false },
        },
      ],
    });

  test("takes no second question out of the queue, and sends none", () => {
    queue("one", "two");
    draw();
    doubleClick("Remove from queue", () => queue("two"));
    expect(posted).toEqual([{ type: "unqueue", id: "one" }]);
    queue("one", "two");
    draw();
    doubleClick("Send now", () => queue("two"));
    expect(posted.slice(1)).toEqual([{ type: "send-next" }]);
  });

  test("removes no second attachment", () => {
    const attach = (...ids: readonly string[]) => {
      const attachments = ids.map((id) => ({ id, path: "a.ts", languageId: "ts", text: id }));
      const draft = { text: "", attachments };
      store.receive({ type: "draft", draft, focus: false, setsText: false });
    };
    attach("one", "two");
    draw();
    doubleClick("Remove a.ts", () => attach("two"));
    expect(posted).toEqual([{ type: "detach", id: "one" }]);
  });

  test("does not stop the answer that the first one has asked for", () => {
    type("Why?");
    const ask = root.querySelector("[aria-label=Send]");
    ask?.dispatchEvent(new MouseEvent("click", { detail: 1, bubbles: true }));
    const question = { key: "q", role: "user", text: "Why?" } as const;
    const reply = { key: "r", role: "assistant", text: "" } as const;
    store.receive({
      type: "events",
      sequence: 1,
      events: [{ type: "question-asked", question, reply }],
    });
    draw();
    const stop = [...root.querySelectorAll("vscode-button")].find(
      ({ textContent }) => textContent === "Stop",
    );
    stop?.dispatchEvent(new MouseEvent("click", { detail: 2, bubbles: true }));
    expect(posted.filter(({ type: kind }) => kind === "stop")).toEqual([]);
    stop?.dispatchEvent(new MouseEvent("click", { detail: 1, bubbles: true }));
    expect(posted.filter(({ type: kind }) => kind === "stop")).toHaveLength(1);
  });
});

describe("what the host says about the last step", () => {
  const notice = () => root.querySelector(".composer-notice span")?.textContent;
  const say = () => {
    store.receive({ type: "notice", text: "There are no changes." });
    draw();
  };

  test.each([
    ["it is dismissed", () => root.querySelector<HTMLElement>(".composer-notice button")?.click()],
    ["something is typed", () => type("a")],
    ["a question is sent", () => (type("why?"), say(), press("Enter"))],
  ])("stands above the field until %s", (_what, goOn) => {
    say();
    expect(notice()).toBe("There are no changes.");
    goOn();
    draw();
    expect(notice()).toBeUndefined();
  });
});
