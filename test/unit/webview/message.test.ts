import { render } from "lit";
import { expect, test, vi } from "vitest";
import { isAskedByAi } from "../../../src/core/chat/state.ts";
import type { Message } from "../../../src/core/model.ts";
import { posted } from "../../helpers/panelPage.ts";
import { emptySnapshot } from "../../fixtures/snapshot.ts";

const { messageView, updateCountdowns } = await import("../../../webview/view/message.ts");

const contextOf = (root: HTMLElement, selector: string): unknown =>
  JSON.parse(root.querySelector(selector)?.getAttribute("data-vscode-context") ?? "null");

function show(
  message: Partial<Message>,
  isByAi = false,
  capabilities = emptySnapshot.about.capabilities,
): HTMLElement {
  const root = document.createElement("div");
  render(
    messageView(
      { key: "a", role: "assistant", text: "Yes.", ...message },
      {
        about: { ...emptySnapshot.about, canTeach: true, capabilities },
        isLast: true,
        isLastQuestion: false,
        isAskedByAi: isByAi,
        onEditPrompt: () => undefined,
      },
    ),
    root,
  );
  return root;
}

test("what can be done with an answer stands below it and its sources", () => {
  const root = show({ sources: [{ id: "s", title: "Source", passage: "text" }] });
  const places = [...(root.querySelector("article")?.children ?? [])].map(
    ({ localName, className }) => className || localName,
  );
  expect(places).toEqual(["header", "parley-markdown", "sources", "message-actions"]);
  const names = [...root.querySelectorAll(".message-actions button")].map(
    ({ ariaLabel }) => ariaLabel,
  );
  expect(names).toEqual(["Ask again", "Copy the answer", "Correct the answer"]);
});

test.each([
  ["", []],
  ["I am.", ["Good answer", "Poor answer", "Copy the answer"]],
])(
  "an answer %j that people are to give can be rated and copied once there is one",
  (said, names) => {
    const root = show({ recordId: "1", text: said, state: { kind: "for-humans" } }, false, {
      ...emptySnapshot.about.capabilities,
      react: true,
    });
    const shown = [...root.querySelectorAll(".message-actions button")].map(
      ({ ariaLabel }) => ariaLabel,
    );
    expect(shown).toEqual(names);
  },
);

test("what a model of the editor says stands below the answer and is not the chatbot's", () => {
  const continuation = { model: "Model", text: "**More.**", state: "complete" } as const;
  const section = show({ continuation }).querySelector(".continuation");
  expect(section?.querySelector("h3")?.textContent).toBe(
    "Model, a model of your editor; not the chatbot",
  );
  const states = (["arriving", "stopped", "failed"] as const).map((state) =>
    show({ continuation: { ...continuation, state } }).querySelector(".continuation .state"),
  );
  expect(states.every((state) => state?.textContent !== "")).toBe(true);
  expect(section?.querySelector(".state")).toBeNull();
  expect(show({}).querySelector(".continuation")).toBeNull();
});

test("VS Code's context menu learns what applies to a message and a source", () => {
  const sources = [
    { id: "s", title: "Source", passage: "text" },
    { id: "t", title: "Nowhere" },
  ];
  const root = show({ sources });
  expect(contextOf(root, "article")).toEqual({
    parleyMessage: "a",
    parleyIsAnswer: true,
    parleyCanAskAgain: true,
    parleyCanDelete: false,
  });
  expect(contextOf(root, ".source")).toEqual({ parleySource: "s" });
  expect(root.querySelectorAll(".source")).toHaveLength(1);
  expect(contextOf(show({ isLocal: true, state: { kind: "stopped" } }), "article")).toMatchObject({
    parleyCanAskAgain: false,
    parleyCanDelete: true,
  });
});

test("a question of an AI agent is not said to be the user's", () => {
  const speaker = (isByAi: boolean) =>
    show({ role: "user", text: "How?" }, isByAi).querySelector(".speaker")?.textContent;
  expect(speaker(false)).toBe("You");
  expect(speaker(true)).toBe("AI agent");
  const chat = { ...emptySnapshot.state, aiQuestions: ["How?"] };
  const message: Message = { key: "a", role: "user", text: "How?\n" };
  expect(isAskedByAi(message, chat)).toBe(true);
  expect(isAskedByAi({ ...message, text: "Why?" }, chat)).toBe(false);
  expect(isAskedByAi({ ...message, role: "assistant" }, chat)).toBe(false);
});

test("the second wait before a retry counts down, too, after the clock has changed the first", () => {
  vi.useFakeTimers();
  const root = document.createElement("div");
  document.body.append(root);
  const wait = (attempt: number, seconds: number): void => {
    const error = { kind: "server", detail: "" } as const;
    const state = { kind: "retrying", attempt, at: Date.now() + seconds * 1000, error } as const;
    const errors = { server: { sentence: "It failed." } } as never;
    const about = { ...emptySnapshot.about, errors };
    render(
      messageView(
        { key: "a", role: "assistant", text: "", state },
        {
          about,
          isLast: true,
          isLastQuestion: false,
          isAskedByAi: false,
          onEditPrompt: () => undefined,
        },
      ),
      root,
    );
  };
  const shown = (): string | null | undefined => root.querySelector(".countdown")?.textContent;
  try {
    wait(1, 3);
    expect(shown()).toBe("Retrying in 3 s…");
    vi.advanceTimersByTime(1000);
    updateCountdowns();
    expect(shown()).toBe("Retrying in 2 s…");
    wait(2, 30);
    expect(shown()).toBe("Retrying in 30 s…");
  } finally {
    root.remove();
    vi.useRealTimers();
  }
});

test("a double-click on a suggestion asks it once", () => {
  posted.length = 0;
  const prompts = [{ kind: "question", title: "Why?", text: "Why?" }] as const;
  const suggestion = show({ prompts }).querySelector(".prompts vscode-button");
  for (const detail of [1, 2])
    suggestion?.dispatchEvent(new MouseEvent("click", { detail, bubbles: true }));
  expect(posted).toEqual([{ type: "ask", text: "Why?" }]);
});
