import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type * as vscode from "vscode";
import manifest from "../../../../package.json" with { type: "json" };
import { agentTools } from "../../../../src/host/ai/agentTools.ts";
import { invokeTool, prepareTool } from "../../../../src/host/ai/languageModelTools.ts";
import { answering, openAiParts } from "../../../helpers/aiParts.ts";
import { CancellationError, editor, EventEmitter } from "../../../helpers/editor/vscode.ts";
import { knownAccount } from "../../../helpers/knownAccount.ts";
import { shownText } from "../../../helpers/shownText.ts";

const input = { chatbot: "bot", question: "Is `x`\n```\n*kept*?" };

let parts: Awaited<ReturnType<typeof openAiParts>>;

beforeEach(async () => {
  editor.reset();
  parts = await openAiParts();
});

afterEach(async () => parts.close());

/** Something that VS Code can cancel. */
function cancellation() {
  const cancelled = new EventEmitter<void>();
  const token = { isCancellationRequested: false, onCancellationRequested: cancelled.event };
  return { token: token as unknown as vscode.CancellationToken, cancel: () => cancelled.fire() };
}

async function invoke(given: unknown, more: object = {}, { token } = cancellation()) {
  const options = { input: given, toolInvocationToken: undefined, ...more };
  const { content } = await invokeTool(parts.deps, "parley_ask", options, token);
  return (content as readonly { readonly value: string }[]).map(({ value }) => value).join("");
}

const confirmed = async (given: unknown): Promise<string> => {
  const { confirmationMessages } = await prepareTool(parts.deps, "parley_ask", given);
  const { title, message } = confirmationMessages ?? { title: "", message: "" };
  return `${title}\n${typeof message === "string" ? message : message.value}`;
};

test("package.json declares each tool, with a description and a schema for a model", () => {
  const tools = manifest.contributes.languageModelTools;
  expect(tools.map(({ name }) => name)).toEqual(Object.keys(agentTools));
  for (const { modelDescription, inputSchema } of tools) {
    expect(modelDescription.length).toBeLessThan(400);
    expect(inputSchema.type).toBe("object");
  }
});

describe("before anything is sent", () => {
  test("the chatbot, the account and the exact question are shown, and nobody is asked anything else", async () => {
    const shown = await confirmed(input);
    expect(shownText(shown)).toBe(`Ask Bot\nAccount: Mine (AI Chatbot Hub)\n${input.question}`);
    expect(editor.settings.size).toBe(0);
    expect(parts.provider.sent).toEqual([]);
  });

  test("each account that may be meant is named where chatbots have the same name", async () => {
    await parts.close();
    parts = await openAiParts([knownAccount(), knownAccount({ id: "b", label: "Theirs" })]);
    expect(shownText(await confirmed(input))).toContain(
      "Several accounts have a chatbot of this name: Mine (AI Chatbot Hub), Theirs (AI Chatbot Hub).",
    );
    expect(shownText(await confirmed({ ...input, chatbot: "Bot (Theirs)" }))).toMatch(
      /^Ask Bot \(Theirs\)\nAccount: Theirs \(AI Chatbot Hub\)\n/,
    );
  });

  test("a chatbot that agents may not ask is said to be none of theirs", async () => {
    editor.settings.set("parley.ai.chatbots", []);
    expect(await confirmed(input)).toMatch(/^Ask bot\nParley knows no such chatbot/);
  });

  test("a search is confirmed too, a list is not, and what is no question sends none", async () => {
    const search = await prepareTool(parts.deps, "parley_search_sessions", { query: "x" });
    expect(search.confirmationMessages?.title).toBe("Search Sessions in Parley");
    const list = await prepareTool(parts.deps, "parley_list_chatbots", {});
    expect(list.confirmationMessages).toBeUndefined();
    expect(await prepareTool(parts.deps, "parley_ask", undefined)).toEqual({});
  });
});

describe("a call", () => {
  beforeEach(() => {
    editor.settings.set("parley.ai.chatbots", [{ account: "a", chatbot: "bot" }]);
  });

  test("gives the model a text that fits its budget, counted as it counts", async () => {
    parts.provider.answer = answering("word ".repeat(2000));
    const countTokens = async (text: string): Promise<number> => Math.ceil(text.length / 4);
    const tokenizationOptions = { tokenBudget: 300, countTokens };
    const text = await invoke(input, { tokenizationOptions });
    expect(await countTokens(text)).toBeLessThanOrEqual(300);
    expect(text).toContain("The answer was shortened to");
    expect((await invoke(input)).length).toBeGreaterThan(9000);
  });

  test("that fails throws a sentence for the model", async () => {
    await expect(invoke({ chatbot: "nobody", question: "?" })).rejects.toThrow(
      "You may not ask “nobody”; you may ask: “Bot”.",
    );
  });

  test("that is cancelled is no failure", async () => {
    const cancelling = cancellation();
    parts.provider.answer = async function* (signal) {
      yield { type: "reply-start" };
      cancelling.cancel();
      await new Promise((resolve) => {
        if (signal.aborted) resolve(undefined);
        signal.addEventListener("abort", resolve);
      });
    };
    await expect(invoke(input, {}, cancelling)).rejects.toThrow(CancellationError);
    expect(parts.log.lines.filter((line) => line.startsWith("error"))).toEqual([]);
  });
});
