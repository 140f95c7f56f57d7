import * as vscode from "vscode";
import { safeFileName } from "../../core/fileName.ts";
import { exportMarkdown } from "../../core/chat/exportMarkdown.ts";
import { toChatError } from "../../core/errors.ts";
import { exportText } from "../../core/chat/exportText.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import { withCancel } from "../adapters/withCancel.ts";
import {
  chosenSession,
  chosenSessions,
  tellFailure,
  type ChosenSessionsDeps,
} from "./chosenSessions.ts";
import type { CommandTarget } from "../refs/commandTarget.ts";
import {
  type ExportFormat,
  exportFormats,
  proposedUri,
  saveFile,
  saveNewFile,
} from "./exportFiles.ts";
import { type ReadChat, readChat, type ReadChatDeps } from "./readChat.ts";
import type { SessionRef } from "../refs/sessionRef.ts";
import type { ReadonlyDocuments } from "../adapters/readonlyDocuments.ts";

/** What exportCommands works with. */
export interface ExportCommandsDeps extends ChosenSessionsDeps, ReadChatDeps {
  readonly documents: ReadonlyDocuments;
  readonly closing: AbortSignal;
}

/** Saves sessions as files, in a format that the user chooses. */
export async function exportSession(
  deps: ExportCommandsDeps,
  target: CommandTarget,
): Promise<void> {
  const title = vscode.l10n.t("Export Session");
  const refs = await chosenSessions(deps, target, title);
  if (refs.length === 0) return;
  const format = await vscode.window.showQuickPick(exportFormats(), { title });
  const [only] = refs;
  if (!format || !only) return;
  if (refs.length === 1) await exportOne(deps, only, format);
  else await exportMany(deps, refs, format);
}

/** Copies a whole chat as Markdown. */
export async function copySession(deps: ExportCommandsDeps, target: CommandTarget): Promise<void> {
  await withChat(deps, target, vscode.l10n.t("Copy Session as Markdown"), async (chat) => {
    await vscode.env.clipboard.writeText(exportMarkdown(chat));
    vscode.window.setStatusBarMessage(vscode.l10n.t("The session was copied."), 3000);
  });
}

/** Opens a whole chat as a plain document, to be read with the keyboard or aloud. */
export async function openSessionAsDocument(
  deps: ExportCommandsDeps,
  target: CommandTarget,
): Promise<void> {
  await withChat(deps, target, vscode.l10n.t("Open Session as Document"), async (chat) => {
    const words = {
      sources: vscode.l10n.t("Sources"),
      time: (time: number) => new Date(time).toLocaleString(vscode.env.language),
    };
    await deps.documents.show(`${chat.title}.txt`, exportText(chat, words), "plaintext");
  });
}

async function withChat(
  deps: ExportCommandsDeps,
  target: CommandTarget,
  title: string,
  action: (chat: ReadChat) => Promise<void>,
): Promise<void> {
  const ref = await chosenSession(deps, target, title);
  if (ref) await withChatOf(deps, ref, action);
}

async function withChatOf(
  deps: ExportCommandsDeps,
  ref: SessionRef,
  action: (chat: ReadChat) => Promise<void>,
): Promise<void> {
  const account = await deps.accounts.find(ref.accountId);
  if (!account) return;
  await tellFailure(deps, account, async () => action(await readChat(deps, ref, deps.closing)));
}

async function exportOne(
  deps: ExportCommandsDeps,
  ref: SessionRef,
  { extension, label, write }: ExportFormat,
): Promise<void> {
  await withChatOf(deps, ref, async (chat) => {
    const name = `${safeFileName(chat.title, "session")}.${extension}`;
    const uri = await vscode.window.showSaveDialog({
      defaultUri: proposedUri(name),
      filters: { [label]: [extension] },
      title: vscode.l10n.t("Export Session"),
    });
    if (!uri) return;
    if (await saveFile(uri, write(chat))) await vscode.window.showTextDocument(uri);
  });
}

async function exportMany(
  deps: ExportCommandsDeps,
  refs: readonly SessionRef[],
  { extension, write }: ExportFormat,
): Promise<void> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      title: vscode.l10n.t("Export {0} Sessions", refs.length),
      openLabel: vscode.l10n.t("Export Here"),
    })) ?? [];
  if (!folder) return;
  let written = 0;
  /** Why a file could not be written: that of the others is seldom another. */
  let unwritten: string | undefined;
  /** What was wrong, once for all sessions of an account. */
  const failures = new Map<string, () => void>();
  await withCancel(
    deps,
    vscode.l10n.t("Exporting {0} sessions", refs.length),
    async (signal, progress) => {
      for (const ref of refs) {
        if (signal.aborted) return;
        try {
          const chat = await readChat(deps, ref, signal);
          const name = safeFileName(chat.title, "session");
          const fault = await saveNewFile(folder, name, extension, write(chat));
          if (fault === undefined) written += 1;
          else unwritten ??= fault;
        } catch (thrown) {
          const subject = subjectOf(await deps.accounts.find(ref.accountId));
          const { kind } = toChatError(thrown);
          failures.set(JSON.stringify([ref.accountId, kind]), () =>
            tellError(thrown, "exporting sessions", subject, deps.log),
          );
        }
        progress.report({ increment: 100 / refs.length });
      }
    },
  );
  for (const tell of failures.values()) tell();
  if (unwritten !== undefined) void vscode.window.showErrorMessage(unwritten);
  void vscode.window.showInformationMessage(
    vscode.l10n.t("{0} of {1} sessions were exported.", written, refs.length),
  );
}
