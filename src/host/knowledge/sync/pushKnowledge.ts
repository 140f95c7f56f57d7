import * as vscode from "vscode";
import type { Container } from "../../../container.ts";
import { wait } from "../../../core/clock.ts";
import { toChatError } from "../../../core/errors.ts";
import {
  planPush,
  type PushedFile,
  type SyncEntry,
} from "../../../core/knowledge/compareKnowledge.ts";
import { errorText, subjectOf } from "../../text/errorText.ts";
import { namedList } from "../../text/namedList.ts";
import { describe, type SentFile, uploadWithProgress } from "../sendFiles.ts";
import type { Comparison, KnowledgeSync } from "./knowledgeSync.ts";
import { describeComparison } from "./describeComparison.ts";

const firstPause = 1_000;
const longestPause = 15_000;
/** Longer than that nobody waits for a chatbot to learn, in milliseconds. */
const longestTraining = 10 * 60_000;

/**
 * Sends what has changed, after the person has seen what that is: the first time nothing is sent at all, but shown.
 */
export async function pushKnowledge(container: Container, sync: KnowledgeSync): Promise<void> {
  const comparisons = await sync.compare();
  const open = comparisons.filter(({ entries }) => {
    const { send, remove } = planPush(entries);
    return send.length + remove.length > 0;
  });
  if (open.length === 0) {
    const [problem] = sync.problems;
    const failed = sync.comparisons.find((one) => "problem" in one);
    void vscode.window.showInformationMessage(
      problem ?? failed?.problem ?? vscode.l10n.t("The chatbots know all files as they are."),
    );
    return;
  }
  for (const comparison of open) {
    if (await isAgreed(container, sync, comparison)) await pushOne(container, sync, comparison);
  }
}

/** Shows what would happen. The first time that is all there is: the person pushes again when it is right. */
async function isAgreed(
  container: Container,
  sync: KnowledgeSync,
  comparison: Comparison,
): Promise<boolean> {
  const { place, entries, isFirst } = comparison;
  const { send, remove } = planPush(entries);
  const { l10n } = vscode;
  if (isFirst) {
    await container.documents.show(
      l10n.t("Would be pushed to {0}", place.chatbotName),
      describeComparison(comparison),
      "markdown",
    );
    // From now on it is no longer the first time.
    await sync.remember(comparison, new Map());
    void vscode.window.showInformationMessage(
      l10n.t("Nothing was sent. This is what would be; push again when it is right."),
    );
    return false;
  }
  const push = l10n.t("Push");
  const details = l10n.t("Show Details");
  const detail = [
    ...namedList(send.map(({ path }) => path)),
    ...(remove.length > 0
      ? [l10n.t("Deleted there:"), ...namedList(remove.map(({ path }) => path))]
      : []),
  ].join("\n");
  const answer = await vscode.window.showWarningMessage(
    l10n.t("Push to {0}: send {1}, delete {2}?", place.chatbotName, send.length, remove.length),
    { modal: true, detail },
    push,
    details,
  );
  if (answer === details) {
    const title = l10n.t("Would be pushed to {0}", place.chatbotName);
    await container.documents.show(title, describeComparison(comparison), "markdown");
  }
  return answer === push;
}

/** Sends and deletes without asking, waits until it is learned, and says what became of it. */
export async function pushOne(
  container: Container,
  sync: KnowledgeSync,
  comparison: Comparison,
): Promise<void> {
  const { place, entries, folder, id } = comparison;
  const { send, remove } = planPush(entries);
  const files = send.map(({ path, name }) => ({
    uri: vscode.Uri.joinPath(folder.uri, path),
    path,
    name,
  }));
  const sent = await uploadWithProgress(container, place, files);
  const known = new Map(sync.pushed.read(id) ?? []);
  const outdated = await note(sync, send, sent, known);
  const gone = [...outdated, ...remove].flatMap(({ resource }) => resource?.id ?? []);
  const failure = await removeAll(container, comparison, gone);
  if (failure === undefined) for (const { path } of remove) known.delete(path);
  await sync.remember(comparison, known);
  await waitUntilTrained(container, comparison, sent);
  await sync.compare();
  await report(container, comparison, sent, { removed: remove.length, failure });
}

/** Writes down what has arrived. Gives the entries whose older version the service still has. */
async function note(
  sync: KnowledgeSync,
  send: readonly SyncEntry[],
  sent: readonly SentFile[],
  known: Map<string, PushedFile>,
): Promise<readonly SyncEntry[]> {
  const outdated: SyncEntry[] = [];
  for (const { file, outcome } of sent) {
    const entry = send.find(({ path }) => path === file.path);
    if (!("resource" in outcome) || entry?.hash === undefined) continue;
    const { id } = outcome.resource;
    known.set(file.path, { id, hash: entry.hash });
    await sync.pushed.keep(entry.hash, await vscode.workspace.fs.readFile(file.uri));
    if (entry.resource && entry.resource.id !== id) outdated.push(entry);
  }
  return outdated;
}

async function removeAll(
  { log }: Container,
  { place }: Comparison,
  ids: readonly string[],
): Promise<string | undefined> {
  if (ids.length === 0) return undefined;
  try {
    const { kind, chatbotId } = place;
    await kind.remove?.({ chatbotId }, ids, new AbortController().signal);
    return undefined;
  } catch (thrown) {
    const error = toChatError(thrown);
    log.warn(`removing old knowledge: ${error.message}`);
    return errorText(error.toData(), subjectOf(place.account)).sentence;
  }
}

/** Follows what was sent until the service has learned it, or the person has seen enough. */
async function waitUntilTrained(
  { clock, log }: Container,
  { place }: Comparison,
  sent: readonly SentFile[],
): Promise<void> {
  const ids = new Set(
    sent.flatMap(({ outcome }) => ("resource" in outcome ? [outcome.resource.id] : [])),
  );
  if (ids.size === 0) return;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("{0} is learning", place.chatbotName),
    cancellable: true,
  };
  await vscode.window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    const until = clock.now() + longestTraining;
    try {
      for (
        let pause = firstPause;
        clock.now() < until;
        pause = Math.min(pause * 1.5, longestPause)
      ) {
        const list = await place.kind.list({ chatbotId: place.chatbotId }, stop.signal);
        const left = list.filter(({ id, state }) => ids.has(id) && state === "working").length;
        if (left === 0) return;
        progress.report({
          message: vscode.l10n.t("{0} of {1} done", ids.size - left, ids.size),
        });
        await wait(clock, pause, stop.signal);
      }
    } catch (thrown) {
      // What was sent is there; the next comparison tells what has become of it.
      if (!stop.signal.aborted) log.warn(`following training: ${toChatError(thrown).message}`);
    }
  });
}

async function report(
  container: Container,
  { place }: Comparison,
  sent: readonly SentFile[],
  { removed, failure }: { readonly removed: number; readonly failure: string | undefined },
): Promise<void> {
  const { l10n } = vscode;
  const arrived = sent.filter(({ outcome }) => "resource" in outcome).length;
  const missing = sent.length - arrived;
  const sentence = [
    l10n.t(
      "{0}: {1} files sent, {2} deleted.",
      place.chatbotName,
      arrived,
      failure === undefined ? removed : 0,
    ),
    ...(missing > 0 ? [l10n.t("{0} could not be sent.", missing)] : []),
    ...(failure === undefined ? [] : [failure]),
  ].join(" ");
  const details = l10n.t("Show Details");
  const show =
    missing > 0 || failure !== undefined
      ? vscode.window.showWarningMessage
      : vscode.window.showInformationMessage;
  if ((await show(sentence, details)) !== details) return;
  const lines = sent.map(({ file, outcome }) => `- ${file.path}: ${describe(outcome, place)}`);
  await container.documents.show(
    place.chatbotName,
    [sentence, "", ...lines].join("\n"),
    "markdown",
  );
}
