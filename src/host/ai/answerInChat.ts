import * as vscode from "vscode";
import { composeQuestion } from "../../core/chat/draft.ts";
import { toChatError } from "../../core/errors.ts";
import type { ErrorData, Message } from "../../core/model.ts";
import { abortOn } from "../adapters/abortOn.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import type { SessionRef } from "../refs/sessionRef.ts";
import { readLastUsed } from "../sessions/lastUsed.ts";
import {
  type Destination,
  pickDestination,
  type PickSessionDeps,
} from "../sessions/pickSession.ts";
import { readChat, type ReadChatDeps } from "../sessions/readChat.ts";
import { startSession } from "../sessions/sessionCommands.ts";
import { errorText, subjectOf } from "../text/errorText.ts";
import { plainMarkdown } from "../text/plainMarkdown.ts";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import { AnswerStream } from "./answerStream.ts";
import { askInSession } from "./askInSession.ts";
import { chatAttachments } from "./chatAttachments.ts";
import { placeOf, placeOfAnswer, type ThreadPlace } from "./chatThread.ts";
import { showSources, type ShowSourcesDeps, writeSources } from "./showSources.ts";

/** What answerInChat works with. */
export interface AnswerInChatDeps extends PickSessionDeps, ReadChatDeps, ShowSourcesDeps {
  readonly subscriptions: vscode.Disposable[];
  readonly clock: Clock;
  readonly log: Log;
  /** Aborts when the window closes. */
  readonly closing: AbortSignal;
}

interface Turn {
  readonly request: vscode.ChatRequest;
  readonly stream: vscode.ChatResponseStream;
  readonly signal: AbortSignal;
  /** Where the thread was before this turn. */
  readonly place: ThreadPlace | undefined;
}

/** Answers one turn with `@parley` in the Chat view. The turns of a thread are one session at the service. */
export async function answerInChat(
  deps: AnswerInChatDeps,
  request: vscode.ChatRequest,
  context: vscode.ChatContext,
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<vscode.ChatResult> {
  const { signal, dispose } = abortOn(token, deps.closing);
  const turn = { request, stream, signal, place: placeOf(context) };
  try {
    switch (request.command) {
      case "chatbot":
        return await chooseChatbot(deps, turn);
      case "new":
        return await beginSession(deps, turn);
      case "sources":
        return await listSources(deps, turn);
      default:
        return await answer(deps, turn, await destinationFor(deps, turn.place));
    }
  } catch (thrown) {
    const error = toChatError(thrown);
    if (error.kind !== "cancelled") deps.log.error(`@parley: ${error.kind} (${error.message})`);
    const account = turn.place && (await deps.accounts.find(turn.place.accountId));
    return failed(error.toData(), account, turn, turn.place);
  } finally {
    dispose();
  }
}

async function chooseChatbot(deps: AnswerInChatDeps, turn: Turn): Promise<vscode.ChatResult> {
  const title = vscode.l10n.t("Select the chatbot for this chat");
  const destination = await pickDestination(deps, title, { newSessions: true, sessions: false });
  if (!destination) return notAsked(turn);
  return await answer(deps, turn, destination);
}

async function beginSession(deps: AnswerInChatDeps, turn: Turn): Promise<vscode.ChatResult> {
  const before = await destinationFor(deps, turn.place);
  if (!before) return notAsked(turn);
  const { accountId, chatbotId } = before;
  return await answer(deps, turn, { accountId, chatbotId });
}

async function listSources(deps: AnswerInChatDeps, turn: Turn): Promise<vscode.ChatResult> {
  const { place, stream, signal } = turn;
  const ref = refOf(place);
  const chat = ref && (await readChat(deps, ref, signal));
  const last = chat?.messages.findLast(({ role }) => role === "assistant");
  if (!last?.sources || last.sources.length === 0) {
    stream.markdown(vscode.l10n.t("The last answer cites no sources."));
    return unchanged(turn);
  }
  stream.markdown(writeSources(last.sources));
  return unchanged(turn);
}

async function answer(
  deps: AnswerInChatDeps,
  turn: Turn,
  destination: Destination | undefined,
): Promise<vscode.ChatResult> {
  const { request, stream } = turn;
  if (!destination) return notAsked(turn);
  // Without its name it can be asked all the same; what is wrong, asking tells.
  const chatbots = await deps.catalog.chatbots(destination.accountId).catch(() => []);
  const name = chatbots.find(({ id }) => id === destination.chatbotId)?.name;
  if (request.prompt.trim() === "") {
    stream.markdown(asText(vscode.l10n.t("What do you want to ask {0}?", name ?? "")));
    return { metadata: { ...destination } };
  }
  const attachments = await chatAttachments(request.references);
  if (!attachments) {
    stream.markdown(vscode.l10n.t("Nothing was sent."));
    return { metadata: { ...destination } };
  }
  const question = composeQuestion({ text: request.prompt, attachments });
  if (attachments.length > 0) {
    const uri = await deps.documents.add(vscode.l10n.t("Question as sent"), question, "markdown");
    stream.reference(uri);
  }
  const ref = startSession(deps, destination);
  stream.progress(vscode.l10n.t("Asking {0}", name ?? ""));
  return await streamAnswer(deps, turn, { ref, name }, question);
}

async function streamAnswer(
  deps: AnswerInChatDeps,
  turn: Turn,
  { ref, name }: { readonly ref: SessionRef; readonly name: string | undefined },
  question: string,
): Promise<vscode.ChatResult> {
  const { stream, signal } = turn;
  const account = await deps.accounts.find(ref.accountId);
  const whose = [name, account?.label].filter((part) => part !== undefined).join(", ");
  const shown = new AnswerStream(stream, deps.log, whose);
  let result: Message;
  try {
    const onProgress = (reply: Message): void => shown.show(reply);
    result = await askInSession(deps, ref, question, { signal, onProgress });
  } catch (thrown) {
    // The session may be there already: the thread goes on in it.
    return failed(toChatError(thrown).toData(), account, turn, ref);
  }
  await showSources(deps, stream, shown.end(result));
  stream.button({
    command: "parley.openSession",
    title: vscode.l10n.t("Open in Parley"),
    arguments: [{ ...ref }],
  });
  const place = placeOfAnswer(ref, result);
  switch (result.state?.kind) {
    case undefined:
      return { metadata: place };
    case "failed":
      return failed(result.state.error, account, turn, place);
    case "cut-off":
      stream.markdown(`\n\n${vscode.l10n.t("The answer reached the service's length limit.")}`);
      return { metadata: place };
    case "for-humans":
      stream.markdown(
        vscode.l10n.t(
          "Your question was delivered. People answer in this session, not the chatbot.",
        ),
      );
      return { metadata: place };
    default:
      stream.markdown(`\n\n${vscode.l10n.t("Stopped.")}`);
      return { metadata: place };
  }
}

/** The session of the thread; for a new thread, the chatbot that was used last, or the one that the user picks. */
async function destinationFor(
  deps: AnswerInChatDeps,
  place: ThreadPlace | undefined,
): Promise<Destination | undefined> {
  if (place && (await isThere(deps, place))) {
    const { accountId, chatbotId, id } = place;
    return { accountId, chatbotId, ...(id !== undefined && { id }) };
  }
  const last = readLastUsed(deps.globalState);
  if (last && (await isThere(deps, last))) {
    const { accountId, chatbotId } = last;
    return { accountId, chatbotId };
  }
  const title = vscode.l10n.t("Select the chatbot for this chat");
  return await pickDestination(deps, title, { newSessions: true, sessions: false });
}

/** False when its account or its chatbot is gone; of an account that cannot be reached, asking tells. */
async function isThere(
  { accounts, catalog }: AnswerInChatDeps,
  { accountId, chatbotId }: Destination,
): Promise<boolean> {
  if (!(await accounts.find(accountId))) return false;
  const chatbots = await catalog.chatbots(accountId).catch(() => undefined);
  return chatbots?.some(({ id }) => id === chatbotId) ?? true;
}

function failed(
  error: ErrorData,
  account: KnownAccount | undefined,
  { stream }: Turn,
  place: ThreadPlace | undefined,
): vscode.ChatResult {
  const metadata = { ...place };
  if (error.kind === "cancelled") return { metadata };
  const { sentence, action } = errorText(error, subjectOf(account));
  if (error.kind === "not-found" && place?.id !== undefined) {
    // It was deleted elsewhere, and no question in it can be answered any more.
    const { accountId, chatbotId } = place;
    const next = vscode.l10n.t("Your next question begins a new session.");
    return {
      errorDetails: { message: `${sentence} ${next}` },
      metadata: { accountId, chatbotId },
    };
  }
  if (action?.id === "set-key" && account) {
    stream.button({ command: "parley.setApiKey", title: action.label, arguments: [account.id] });
  } else if (action) {
    stream.button({ command: "parley.showLog", title: vscode.l10n.t("Show Log") });
  }
  return { errorDetails: { message: sentence }, metadata };
}

/** The user has left the list of chatbots; without a word VS Code would show an empty answer. */
function notAsked(turn: Turn): vscode.ChatResult {
  turn.stream.markdown(vscode.l10n.t("No chatbot was chosen. Nothing was sent."));
  return unchanged(turn);
}

/** Nothing was asked: the thread goes on where it was. */
function unchanged({ place }: Turn): vscode.ChatResult {
  return { metadata: { ...place } };
}

function refOf(place: ThreadPlace | undefined): SessionRef | undefined {
  if (place?.id === undefined) return undefined;
  const { accountId, chatbotId, id } = place;
  return { accountId, chatbotId, id };
}

/** Names come from services: nothing in them is Markdown. */
function asText(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString(plainMarkdown(text));
}
