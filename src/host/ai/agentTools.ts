import { l10n } from "vscode";
import {
  type InferOutput,
  maxLength,
  minLength,
  object,
  optional,
  pipe,
  safeParse,
  string,
  trim,
} from "valibot";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import { newSessionRef, type SessionRef } from "../refs/sessionRef.ts";
import type { Catalog } from "../sessions/catalog.ts";
import { toUnsent } from "../sessions/listedSession.ts";
import type { OpenChats } from "../sessions/openChats.ts";
import type { SessionFiles } from "../sessions/sessionFiles.ts";
import {
  type AiChatbot,
  type AiChatbotsDeps,
  allowedChatbots,
  chatbotsMeant,
  type ListedChatbots,
} from "./aiChatbots.ts";
import { answerText } from "./answerText.ts";
import { askInSession } from "./askInSession.ts";
import { findSessions, type FindSessionsDeps } from "./findSessions.ts";
import { inOneLine, quoted } from "./quoted.ts";
import {
  failure,
  failureOf,
  runTool,
  success,
  type ToolAnswer,
  type ToolCall,
} from "./toolCall.ts";

/** What the tools for agents work with. */
export interface AgentToolsDeps extends AiChatbotsDeps, FindSessionsDeps {
  readonly catalog: Pick<Catalog, "chatbots" | "sessions" | "put" | "patch">;
  readonly chats: Pick<OpenChats, "hold" | "find" | "show">;
  readonly files: Pick<SessionFiles, "read" | "update">;
  readonly clock: Clock;
  readonly log: Log;
}

/** The tools, by the names under which `package.json` declares them. */
export const agentTools = {
  parley_ask: askTool,
  parley_list_chatbots: listChatbotsTool,
  parley_search_sessions: searchSessionsTool,
} as const;

/** The name of a tool. */
export type AgentToolName = keyof typeof agentTools;

/** Of so many questions of a session it is remembered that an agent has asked them. */
const maxAiQuestions = 100;

const line = (length: number) => pipe(string(), trim(), minLength(1), maxLength(length));

/** The input of `parley_ask`, as far as it is to be confirmed. */
export const askInputSchema = object({
  chatbot: line(500),
  question: line(20_000),
  session: optional(line(200)),
});

const searchInputSchema = object({ query: line(500), chatbot: optional(line(500)) });

/** Asks a chatbot; gives its answer with its sources. Throws `ChatError` `cancelled` only. */
async function askTool(deps: AgentToolsDeps, input: unknown, call: ToolCall): Promise<ToolAnswer> {
  return await runTool("parley_ask", deps.log, async () => {
    const parsed = safeParse(askInputSchema, input);
    if (!parsed.success)
      return failure(l10n.t("Pass a chatbot and a question of at most 20,000 characters."));
    const from = await chosenChatbot(deps, parsed.output.chatbot);
    return "text" in from ? from : await ask(deps, from, parsed.output, call);
  });
}

/** Lists the chatbots that may be asked, with what each is for. */
async function listChatbotsTool(
  deps: AgentToolsDeps,
  _input: unknown,
  _call: ToolCall,
): Promise<ToolAnswer> {
  return await runTool("parley_list_chatbots", deps.log, async () => {
    const { chatbots, failed } = await allowedChatbots(deps);
    if (chatbots.length === 0 && failed.length === 0) return noneAllowed();
    const rows = chatbots.map(({ handle, chatbot, account }) => {
      const about =
        chatbot.description === undefined ? "" : `\n${quoted(inOneLine(chatbot.description, 300))}`;
      return `- ${l10n.t("“{0}”, account “{1}”", handle, inOneLine(account.label))}${about}`;
    });
    const missing = failed.map(({ account }) =>
      l10n.t("The chatbots of the account “{0}” could not be listed.", inOneLine(account.label)),
    );
    return success(
      [
        l10n.t(
          "Chatbots that you may ask by their names; what is quoted is their own description:",
        ),
        ...rows,
        ...missing,
      ].join("\n"),
    );
  });
}

/** Finds what was asked and answered before, in the sessions of the chatbots that may be asked. */
async function searchSessionsTool(
  deps: AgentToolsDeps,
  input: unknown,
  call: ToolCall,
): Promise<ToolAnswer> {
  return await runTool("parley_search_sessions", deps.log, async () => {
    const parsed = safeParse(searchInputSchema, input);
    if (!parsed.success) return failure(l10n.t("Pass the words to search for."));
    const { query, chatbot } = parsed.output;
    const chosen = chatbot === undefined ? undefined : await chosenChatbot(deps, chatbot);
    if (chosen && "text" in chosen) return chosen;
    const { chatbots, failed } = chosen
      ? { chatbots: [chosen], failed: [] }
      : await allowedChatbots(deps);
    if (chatbots.length === 0) return notListed(failed) ?? noneAllowed();
    return await findSessions(deps, chatbots, query, call);
  });
}

async function chosenChatbot(deps: AgentToolsDeps, asked: string): Promise<AiChatbot | ToolAnswer> {
  const { chatbots, failed } = await allowedChatbots(deps, asked);
  const [found, ...others] = chatbotsMeant(chatbots, asked);
  if (found && others.length === 0) return found;
  const unlisted = found ? undefined : notListed(failed);
  if (unlisted) return unlisted;
  if (chatbots.length === 0) return noneAllowed();
  const names = chatbots.map(({ handle }) => `“${handle}”`).join(", ");
  return failure(l10n.t("You may not ask “{0}”; you may ask: {1}.", inOneLine(asked), names));
}

/** Nobody knows what an account allows that cannot be reached. Undefined where all were listed. */
function notListed([first]: ListedChatbots["failed"]): ToolAnswer | undefined {
  return first && failureOf(first.error, first.account);
}

function noneAllowed(): ToolAnswer {
  return failure(
    l10n.t(
      "The user has not allowed agents to ask any chatbot; the command “Parley: Choose Chatbots for AI Agents” changes that.",
    ),
  );
}

async function ask(
  deps: AgentToolsDeps,
  from: AiChatbot,
  { question, session }: InferOutput<typeof askInputSchema>,
  { signal, budget }: ToolCall,
): Promise<ToolAnswer> {
  const ref = await sessionFor(deps, from, session);
  if (!ref)
    return failure(l10n.t("No agent has begun this session: leave it out to begin a new one."));
  await noteAiQuestion(deps, ref, question);
  const answer = await askInSession(deps, ref, question, { signal });
  switch (answer.state?.kind) {
    case undefined:
    case "cut-off":
      return success(await answerText({ from, answer, session: ref.id }, budget));
    case "for-humans":
      return failure(l10n.t("A human will answer in this session later; tell the user."));
    case "failed":
      return failureOf(answer.state.error, from.account);
    default:
      return failure(l10n.t("The user stopped this answer; do not ask again."));
  }
}

/** Marks the question as an agent's, for the list and for whoever reads the chat. */
async function noteAiQuestion(
  { catalog, files, chats }: AgentToolsDeps,
  ref: SessionRef,
  question: string,
): Promise<void> {
  catalog.patch(ref, { isAskedByAi: true });
  const { aiQuestions } = await files.update(ref, ({ aiQuestions: before = [] }) => ({
    aiQuestions: [...before, question].slice(-maxAiQuestions),
  }));
  if (aiQuestions) chats.find(ref)?.setAiQuestions(aiQuestions);
}

/** A session of the agent's own. Undefined when it is to go on in one that no agent has begun: that is the user's. */
async function sessionFor(
  { files, catalog }: AgentToolsDeps,
  { account, chatbot }: AiChatbot,
  session: string | undefined,
): Promise<SessionRef | undefined> {
  if (session === undefined) {
    const ref = newSessionRef(account.id, chatbot.id);
    catalog.put(account.id, toUnsent(ref, undefined));
    return ref;
  }
  const ref = { accountId: account.id, chatbotId: chatbot.id, id: session };
  const file = await files.read(ref);
  return file?.aiQuestions ? ref : undefined;
}
