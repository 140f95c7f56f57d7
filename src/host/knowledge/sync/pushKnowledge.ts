import * as vscode from "vscode";
import { wait } from "../../../core/clock.ts";
import { toChatError } from "../../../core/errors.ts";
import { planPush, type SyncEntry } from "../../../core/knowledge/compareKnowledge.ts";
import {
  pushKnowledge,
  type PushReport,
  type PushState,
  type UploadedFile,
} from "../../../core/knowledge/pushKnowledge.ts";
import { type HeldBackReason, judgeFile } from "../../../core/knowledge/judgeFile.ts";
import type { FileOutcome } from "../../../core/knowledge/uploadAll.ts";
import type { Resource } from "../../../core/resources.ts";
import { withCancel } from "../../adapters/withCancel.ts";
import { removeAll } from "../../resources/removeAll.ts";
import { errorText, subjectOf } from "../../text/errorText.ts";
import { namedList } from "../../text/namedList.ts";
import type { KnowledgePlace } from "../chooseKnowledge.ts";
import { describe, type FileToSend, uploadWithProgress, type SendFilesDeps } from "../sendFiles.ts";
import { isReallyInside } from "../realFile.ts";
import { contentHash } from "./contentHash.ts";
import type { Comparison, KnowledgeSync } from "./knowledgeSync.ts";
import { describeComparison } from "./describeComparison.ts";

/** What pushKnowledge works with. */
export type PushKnowledgeDeps = SendFilesDeps;

const nothingPushed: PushState = { files: new Map(), leftovers: [] };
const firstPause = 1_000;
const maxPause = 15_000;
/** Longer than that nobody waits for a chatbot to learn, in milliseconds. */
const maxTraining = 10 * 60_000;

/**
 * Sends what has changed, after the user has seen what that is: the first time nothing is sent at all, but shown.
 */
export async function pushAll(deps: PushKnowledgeDeps, sync: KnowledgeSync): Promise<void> {
  const comparisons = await sync.compare();
  const open = comparisons.filter(({ entries }) => {
    const { send, remove } = planPush(entries);
    return send.length + remove.length > 0;
  });
  if (open.length === 0) {
    const [problem] = sync.problems;
    const failed = sync.comparisons.find((one) => "problem" in one);
    void vscode.window.showInformationMessage(
      problem ?? failed?.problem ?? vscode.l10n.t("The knowledge of your chatbots is up to date."),
    );
    return;
  }
  for (const comparison of open) {
    if (await isAgreed(deps, sync, comparison)) await pushOne(deps, sync, comparison);
  }
}

/** Shows what would happen. The first time that is all there is: the user pushes again when it is right. */
async function isAgreed(
  deps: PushKnowledgeDeps,
  sync: KnowledgeSync,
  comparison: Comparison,
): Promise<boolean> {
  const { place, entries, isFirst } = comparison;
  const { send, remove } = planPush(entries);
  const { l10n } = vscode;
  if (isFirst) {
    await deps.documents.show(
      l10n.t("Changes to Push to {0}", place.chatbotName),
      describeComparison(comparison),
      "markdown",
    );
    // From now on it is no longer the first time.
    await sync.pushed.write(comparison.id, nothingPushed);
    void vscode.window.showInformationMessage(
      l10n.t("Nothing was sent. Review the changes, then push again."),
    );
    return false;
  }
  const push = l10n.t("Push");
  const details = l10n.t("Show Details");
  const detail = [
    ...namedList(send.map(({ path }) => path)),
    ...(remove.length > 0
      ? [l10n.t("Deleted at the service:"), ...namedList(remove.map(({ path }) => path))]
      : []),
  ].join("\n");
  const answer = await vscode.window.showWarningMessage(
    l10n.t(
      "Push to {0}? To send: {1}. To delete: {2}.",
      place.chatbotName,
      send.length,
      remove.length,
    ),
    { modal: true, detail },
    push,
    details,
  );
  if (answer === details) {
    const title = l10n.t("Changes to Push to {0}", place.chatbotName);
    await deps.documents.show(title, describeComparison(comparison), "markdown");
  }
  return answer === push;
}

/** Sends and deletes without asking, waits until it is learned, and has it said what became of it. */
export async function pushOne(
  deps: PushKnowledgeDeps,
  sync: KnowledgeSync,
  comparison: Comparison,
): Promise<void> {
  const { place, entries, folder, id } = comparison;
  const { chatbotId } = place;
  const before = sync.pushed.read(id) ?? nothingPushed;
  const done = await pushKnowledge(entries, before, {
    upload: async (all, onUploaded) => {
      const hashes = new Map<string, string>();
      const entryOf = new Map(all.map((entry) => [toFile(folder, entry), entry]));
      const withHash = ({ path }: FileToSend, outcome: FileOutcome): UploadedFile => {
        const hash = hashes.get(path);
        return hash === undefined ? { outcome } : { outcome, hash };
      };
      const sent = await uploadWithProgress(deps, place, [...entryOf.keys()], {
        inspect: async (file, content) => {
          const reason = await whyHeldBack(comparison, file, content);
          if (reason !== undefined) return reason;
          const hash = contentHash(content);
          hashes.set(file.path, hash);
          await sync.pushed.keep(hash, content).catch((error: unknown) => {
            // Without it the file can be pushed, and later be shown without what has changed.
            deps.log.warn(`keeping what is pushed: ${toChatError(error).message}`);
          });
          return undefined;
        },
        onOutcome: async (file, outcome) => {
          const entry = entryOf.get(file);
          if (entry) await onUploaded(entry, withHash(file, outcome));
        },
      });
      return sent.map(({ file, outcome }) => withHash(file, outcome));
    },
    remove: async (ids) => removeThere(place, ids, deps.closing),
    waitUntilLearned: async (ids) => waitUntilLearned(deps, place, ids),
    save: async (state) => sync.pushed.write(id, state),
  });
  deps.resources.refresh({ accountId: place.account.id, chatbotId, kindId: place.info.id });
  await sync.compare();
  // The message may stay for long; the push is over.
  report(deps, place, done).catch((error: unknown) =>
    deps.log.error(`push report: ${String(error)}`),
  );
}

/** Why a file must not be sent as it is now: it may have changed since it was compared and agreed to. */
async function whyHeldBack(
  { folder, place }: Comparison,
  { uri, path }: FileToSend,
  content: Uint8Array,
): Promise<HeldBackReason | undefined> {
  if (!(await isReallyInside(folder.uri, uri))) return "outside";
  const { uploads } = place.info;
  const verdict = uploads && judgeFile(path, content, uploads);
  return verdict && verdict.kind !== "fits" ? verdict.kind : undefined;
}

/** What is gone already needs no deleting. */
async function removeThere(
  { kind, chatbotId }: KnowledgePlace,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  try {
    await removeAll(ids, async (some) => kind.remove?.({ chatbotId }, some, signal));
  } catch (thrown) {
    if (toChatError(thrown).kind !== "not-found") throw thrown;
  }
}

function toFile(folder: vscode.WorkspaceFolder, { path, name }: SyncEntry): FileToSend {
  return { uri: vscode.Uri.joinPath(folder.uri, path), path, name };
}

/** Follows what was sent until the service has learned it, or the user has seen enough. */
async function waitUntilLearned(
  deps: PushKnowledgeDeps,
  { kind, chatbotId, chatbotName }: KnowledgePlace,
  wanted: readonly string[],
): Promise<readonly Resource[]> {
  const ids = new Set(wanted);
  const { clock, log } = deps;
  const title = vscode.l10n.t("{0} is learning", chatbotName);
  return await withCancel(deps, title, async (signal, progress) => {
    const until = clock.now() + maxTraining;
    let list: readonly Resource[] = [];
    try {
      for (let pause = firstPause; clock.now() < until; pause = Math.min(pause * 1.5, maxPause)) {
        list = await kind.list({ chatbotId }, signal);
        const left = list.filter(({ id, state }) => ids.has(id) && state === "working").length;
        if (left === 0) break;
        const message = vscode.l10n.t("{0} of {1} done", ids.size - left, ids.size);
        progress.report({ message });
        await wait(clock, pause, signal);
      }
    } catch (thrown) {
      // What was sent is there; the next comparison tells what has become of it.
      if (!signal.aborted) log.warn(`following training: ${toChatError(thrown).message}`);
    }
    return list;
  });
}

async function report(
  deps: PushKnowledgeDeps,
  place: KnowledgePlace,
  { results, removed, failure }: PushReport,
): Promise<void> {
  const { l10n } = vscode;
  const arrived = results.filter(({ outcome }) => "resource" in outcome).length;
  const missing = results.length - arrived;
  const sentence = [
    arrived === 1
      ? l10n.t("{0}: 1 file sent, {1} deleted.", place.chatbotName, removed)
      : l10n.t("{0}: {1} sent, {2} deleted.", place.chatbotName, arrived, removed),
    ...(missing > 0 ? [l10n.t("Could not be sent: {0}.", missing)] : []),
    ...(failure ? [errorText(failure.toData(), subjectOf(place.account)).sentence] : []),
  ].join(" ");
  const details = l10n.t("Show Details");
  const show =
    missing > 0 || failure
      ? vscode.window.showWarningMessage
      : vscode.window.showInformationMessage;
  if ((await show(sentence, details)) !== details) return;
  const lines = results.map(({ entry, outcome }) => `- ${entry.path}: ${describe(outcome, place)}`);
  await deps.documents.show(place.chatbotName, [sentence, "", ...lines].join("\n"), "markdown");
}
