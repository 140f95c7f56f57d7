import * as vscode from "vscode";
import { ChatError, toChatError } from "../../core/errors.ts";
import type { HeldBackReason } from "../../core/knowledge/judgeFile.ts";
import { type FileOutcome, uploadAll } from "../../core/knowledge/uploadAll.ts";
import { withCancel } from "../adapters/withCancel.ts";
import { errorText, subjectOf } from "../text/errorText.ts";
import { mimeType } from "../../core/knowledge/mimeType.ts";
import type { KnowledgePlace } from "./chooseKnowledge.ts";
import type { ReadonlyDocuments } from "../adapters/readonlyDocuments.ts";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import type { ResourceLists } from "../resources/resourceLists.ts";
import { reasonLabel } from "./reasonLabel.ts";

/** What sendFiles works with. */
export interface SendFilesDeps {
  readonly documents: ReadonlyDocuments;
  readonly clock: Clock;
  readonly resources: ResourceLists;
  readonly closing: AbortSignal;
  readonly log: Log;
}

/** A file that the user has agreed to send. */
export interface FileToSend {
  readonly uri: vscode.Uri;
  readonly path: string;
  /** What the service is told it is called. */
  readonly name: string;
}

/** A file and what became of it. */
export interface SentFile {
  readonly file: FileToSend;
  readonly outcome: FileOutcome;
}

/** Sends files with progress that can be cancelled, and says what became of them; what failed can be tried again. */
export async function sendFiles(
  deps: SendFilesDeps,
  place: KnowledgePlace,
  files: readonly FileToSend[],
): Promise<void> {
  const sent = await uploadWithProgress(deps, place, files);
  await report(deps, place, sent);
}

/** Who looks on while files are sent. */
interface Onlooker {
  /** Looks at what was read of a file before it is sent, and says why it must not be. */
  readonly inspect?: (file: FileToSend, content: Uint8Array) => Promise<HeldBackReason | undefined>;
  /** Told what became of a file as soon as that is known. Does not reject. */
  readonly onOutcome?: (file: FileToSend, outcome: FileOutcome) => Promise<void>;
}

/** Sends files with a notification that shows how far it is. */
export async function uploadWithProgress(
  deps: SendFilesDeps,
  { account, kind, info, chatbotId, chatbotName }: KnowledgePlace,
  files: readonly FileToSend[],
  { inspect, onOutcome }: Onlooker = {},
): Promise<readonly SentFile[]> {
  const { clock, resources } = deps;
  const title = vscode.l10n.t("Adding to {0}", chatbotName);
  const outcomes = await withCancel(deps, title, async (signal, progress) => {
    const shares = new Map<FileToSend, number>();
    return await uploadAll({
      items: files,
      read: async (file) => {
        const content = await readContent(deps, file);
        if (!content) return "unreadable";
        const reason = await inspect?.(file, content);
        return reason ?? { name: file.name, type: mimeType(file.name), content };
      },
      upload: async (file, how) => {
        if (!kind.upload) throw new ChatError("bug", `${info.id} takes no files`);
        return kind.upload({ chatbotId }, file, how);
      },
      clock,
      signal,
      ...(onOutcome && { onOutcome }),
      onProgress: (file, share) => {
        const increment = ((share - (shares.get(file) ?? 0)) * 100) / files.length;
        shares.set(file, share);
        progress.report({ increment, message: file.path });
      },
    });
  });
  resources.refresh({ accountId: account.id, chatbotId, kindId: info.id });
  return files.flatMap((file, index) => {
    const outcome = outcomes[index];
    return outcome ? [{ file, outcome }] : [];
  });
}

async function report(
  deps: SendFilesDeps,
  place: KnowledgePlace,
  sent: readonly SentFile[],
): Promise<void> {
  const open = sent.filter(({ outcome }) => isOpen(outcome));
  const { l10n } = vscode;
  const count = sent.length - open.length;
  const added =
    count === 1
      ? l10n.t("1 file was added to {0}.", place.chatbotName)
      : l10n.t("{0} files were added to {1}.", count, place.chatbotName);
  const known = sent.filter(({ outcome }) => outcome.kind === "duplicate").length;
  const sentence = known === 0 ? added : l10n.t("{0} Already there: {1}.", added, known);
  if (open.length === 0) {
    void vscode.window.showInformationMessage(sentence);
    return;
  }
  const again = l10n.t("Retry");
  const details = l10n.t("Show Details");
  const answer = await vscode.window.showWarningMessage(
    l10n.t("{0} Could not be added: {1}.", sentence, open.length),
    again,
    details,
  );
  if (answer === again) {
    await sendFiles(
      deps,
      place,
      open.map(({ file }) => file),
    );
  }
  if (answer === details) {
    const lines = sent.map(({ file, outcome }) => `- ${file.path}: ${describe(outcome, place)}`);
    await deps.documents.show(place.chatbotName, lines.join("\n"), "markdown");
  }
}

function isOpen({ kind }: FileOutcome): boolean {
  return kind === "failed" || kind === "held-back" || kind === "not-sent";
}

/** Undefined for a file that is locked, or gone since it was chosen. */
async function readContent({ log }: SendFilesDeps, { uri }: FileToSend) {
  try {
    return Uint8Array.from(await vscode.workspace.fs.readFile(uri));
  } catch (thrown) {
    log.warn(`reading a file to send: ${toChatError(thrown).message}`);
    return undefined;
  }
}

/** What became of a file, in words. */
export function describe(outcome: FileOutcome, { account }: KnowledgePlace): string {
  switch (outcome.kind) {
    case "uploaded":
      return vscode.l10n.t("added");
    case "duplicate":
      return vscode.l10n.t("already there");
    case "failed":
      return errorText(outcome.error.toData(), subjectOf(account)).sentence;
    case "held-back":
      return reasonLabel(outcome.reason);
    case "not-sent":
      return vscode.l10n.t("not sent");
  }
}
