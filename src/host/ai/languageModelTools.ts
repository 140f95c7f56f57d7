import * as vscode from "vscode";
import { safeParse } from "valibot";
import { toChatError } from "../../core/errors.ts";
import { abortOn } from "../adapters/abortOn.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { harmless } from "../panel/sourceMarkdown.ts";
import { plainMarkdown, quotedMarkdown } from "../text/plainMarkdown.ts";
import {
  type AgentToolName,
  agentTools,
  type AgentToolsDeps,
  askInputSchema,
} from "./agentTools.ts";
import { type AiChatbot, chatbotsMeant, chatbotsToConfirm } from "./aiChatbots.ts";
import { cut, inOneLine } from "./quoted.ts";
import { defaultBudget, type TextBudget } from "./textBudget.ts";

/** What the tools work with. */
export interface LanguageModelToolsDeps extends AgentToolsDeps {
  /** Aborts when the window closes. */
  readonly closing: AbortSignal;
}

/** What VS Code shows before a tool runs: for a question, the chatbot, its account and the whole question. */
export async function prepareTool(
  deps: LanguageModelToolsDeps,
  name: AgentToolName,
  input: unknown,
): Promise<vscode.PreparedToolInvocation> {
  switch (name) {
    case "parley_ask":
      return await prepareAsk(deps, input);
    case "parley_list_chatbots":
      return { invocationMessage: vscode.l10n.t("Listing chatbots") };
    case "parley_search_sessions": {
      const { query } = Object(input) as Record<string, unknown>;
      const words = inOneLine(String(query));
      return {
        invocationMessage: vscode.l10n.t("Searching sessions"),
        confirmationMessages: {
          title: vscode.l10n.t("Search Sessions in Parley"),
          message: asPlainText(
            vscode.l10n.t(
              "What was said in sessions with the chatbots that agents may ask, your own included, goes to the agent where it holds “{0}”.",
              words,
            ),
          ),
        },
      };
    }
  }
}

/** Runs a tool. Throws `CancellationError`, or an error whose message is for the model. */
export async function invokeTool(
  deps: LanguageModelToolsDeps,
  name: AgentToolName,
  { input, tokenizationOptions }: vscode.LanguageModelToolInvocationOptions<unknown>,
  token: vscode.CancellationToken,
): Promise<vscode.LanguageModelToolResult> {
  const { signal, dispose } = abortOn(token, deps.closing);
  try {
    const budget = toBudget(tokenizationOptions, token);
    const { text, isError } = await agentTools[name](deps, input, { signal, budget });
    if (isError) throw new Error(text);
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
  } catch (thrown) {
    if (toChatError(thrown).kind === "cancelled") throw new vscode.CancellationError();
    throw thrown;
  } finally {
    dispose();
  }
}

async function prepareAsk(
  deps: LanguageModelToolsDeps,
  input: unknown,
): Promise<vscode.PreparedToolInvocation> {
  const parsed = safeParse(askInputSchema, input);
  // Nothing will be sent.
  if (!parsed.success) return {};
  const { chatbot: asked, question } = parsed.output;
  const meant = chatbotsMeant((await chatbotsToConfirm(deps)).chatbots, asked);
  const name = cut(meant.length === 1 && meant[0] ? meant[0].handle : inOneLine(asked), 60);
  return {
    invocationMessage: asPlainText(vscode.l10n.t("Asking {0}", name)),
    confirmationMessages: {
      title: harmless(vscode.l10n.t("Ask {0}", name)),
      message: asPlainText(whereFrom(meant)).appendMarkdown(`\n\n${quotedMarkdown(question)}\n`),
    },
  };
}

/** Where a question goes, or why it goes nowhere. */
function whereFrom(meant: readonly AiChatbot[]): string {
  const [only, ...others] = meant.map(({ account }) => nameOf(account));
  if (only === undefined) return vscode.l10n.t("Parley knows no such chatbot that agents may ask.");
  if (others.length === 0) return vscode.l10n.t("Account: {0}", only);
  return vscode.l10n.t(
    "Several accounts have a chatbot of this name: {0}. The question is sent only if agents may ask exactly one of them.",
    [only, ...others].join(", "),
  );
}

/** With its service, unless the user has called it so. */
function nameOf({ label, provider }: KnownAccount): string {
  return label.includes(provider.name) ? label : `${label} (${provider.name})`;
}

/** Names come from services and models: nothing in them is Markdown. */
function asPlainText(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString(plainMarkdown(text));
}

function toBudget(
  options: vscode.LanguageModelToolTokenizationOptions | undefined,
  token: vscode.CancellationToken,
): TextBudget {
  if (!options) return defaultBudget;
  return {
    limit: options.tokenBudget,
    count: async (text) => options.countTokens(text, token),
  };
}
