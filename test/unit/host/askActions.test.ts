import type * as vscode from "vscode";
import { beforeEach, expect, test } from "vitest";
import { AskActions } from "../../../src/host/context/askActions.ts";
import { CodeActionKind, EventEmitter, Memento } from "../../helpers/editor/vscode.ts";

const problem = {};
let globalState: Memento;
let accounts: string[];

beforeEach(() => {
  globalState = new Memento();
  accounts = ["a"];
});

interface Offer {
  readonly problems?: readonly unknown[];
  readonly isEmpty?: boolean;
  readonly only?: CodeActionKind;
  readonly scheme?: string;
}

/** What the light bulb offers. */
async function offered(offer: Offer): Promise<readonly string[]> {
  const { problems = [], isEmpty = true, only, scheme = "file" } = offer;
  const deps = { list: async () => accounts, onDidChange: new EventEmitter<void>().event };
  const actions = new AskActions({ accounts: deps as never, globalState });
  await actions.lookForAccounts();
  const document = { uri: { scheme } } as vscode.TextDocument;
  const context = { diagnostics: problems, only } as unknown as vscode.CodeActionContext;
  const found = actions.provideCodeActions(document, { isEmpty } as vscode.Range, context);
  return found.map(({ title, command }) => `${title} → ${command?.command}`);
}

test("a problem has a fix that asks the chatbot that was used last", async () => {
  expect(await offered({ problems: [problem] })).toEqual([
    "Ask Chatbot about this problem → parley.askAboutProblem",
  ]);
  await globalState.update("lastUsed", { chatbotName: "Code Mentor" });
  expect(await offered({ problems: [problem, problem] })).toEqual([
    "Ask Code Mentor about these problems → parley.askAboutProblem",
  ]);
});

test("a selection has an action, which no menu of fixes shows", async () => {
  const selection = "Ask Chatbot about the selection → parley.askAboutSelection";
  expect(await offered({ isEmpty: false })).toEqual([selection]);
  expect(await offered({ isEmpty: false, only: CodeActionKind.QuickFix })).toEqual([]);
  expect(await offered({ isEmpty: false, only: new CodeActionKind("source") })).toEqual([]);
});

test("nothing is offered without an account, and in what nobody writes", async () => {
  expect(await offered({ problems: [problem], isEmpty: false, scheme: "output" })).toEqual([]);
  accounts = [];
  expect(await offered({ problems: [problem], isEmpty: false })).toEqual([]);
});
