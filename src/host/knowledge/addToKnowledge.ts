import * as vscode from "vscode";
import { toChatError } from "../../core/errors.ts";
import { type FileVerdict, flatName, judgeFile } from "../../core/knowledge/judgeFile.ts";
import type { Log } from "../../core/log.ts";
import type { UploadLimits } from "../../core/resources.ts";
import { type CommandTarget, selectedFiles } from "../refs/commandTarget.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import { isTreeNode } from "../refs/treeNodes.ts";
import { chooseKnowledge, type ChooseKnowledgeDeps } from "./chooseKnowledge.ts";
import { collectFiles, type FoundFile } from "./collectFiles.ts";
import { isOverwritingAgreed } from "./isOverwritingAgreed.ts";
import { describeLimits } from "./describeLimits.ts";
import { type FileToSend, sendFiles, type SendFilesDeps } from "./sendFiles.ts";

/** What addToKnowledge works with. */
export interface AddToKnowledgeDeps extends ChooseKnowledgeDeps, SendFilesDeps {}

/**
 * Gives files to a chatbot as knowledge: those of the Explorer, the one in the editor, or chosen ones when the
 * command comes from a row of the tree.
 */
export async function addToKnowledge(
  deps: AddToKnowledgeDeps,
  argument: unknown,
  target: CommandTarget,
): Promise<void> {
  const title = vscode.l10n.t("Add to Chatbot Knowledge");
  const place = await chooseKnowledge(deps, "upload", title, argument);
  const limits = place?.info.uploads;
  if (!place || !limits) return;
  try {
    const uris = await chosenUris(target, limits);
    if (uris.length === 0) return;
    const judged = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Reading files") },
      async () => judgeAll(await collectFiles(uris), limits, deps.log),
    );
    if (judged.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("No files were found there."));
      return;
    }
    const files = await confirmFiles(judged, limits, place.chatbotName);
    if (files.length === 0 || !(await isOverwritingAgreed(place))) return;
    await sendFiles(deps, place, files);
  } catch (thrown) {
    tellError(thrown, "upload", subjectOf(place.account), deps.log);
  }
}

async function chosenUris(
  target: CommandTarget,
  limits: UploadLimits,
): Promise<readonly vscode.Uri[]> {
  const { extensions, textExtension } = limits;
  if (isTreeNode(target.argument)) {
    const filters =
      extensions && textExtension === undefined
        ? { filters: { [vscode.l10n.t("Files")]: [...extensions] } }
        : {};
    const options = {
      title: describeLimits(limits),
      canSelectMany: true,
      openLabel: vscode.l10n.t("Add"),
      ...filters,
    };
    return (await vscode.window.showOpenDialog(options)) ?? [];
  }
  const selected = selectedFiles(target);
  if (selected.length > 1) return selected;
  const uri = selected[0] ?? vscode.window.activeTextEditor?.document.uri;
  if (uri && (uri.scheme === "untitled" || hasUnsavedChanges(uri))) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Save the file first. Only saved files can be added."),
    );
    return [];
  }
  if (uri) return [uri];
  void vscode.window.showInformationMessage(
    vscode.l10n.t("Open a file first, or use the context menu in the Explorer."),
  );
  return [];
}

/** What the user sees is not what would be sent. */
function hasUnsavedChanges(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some(
    (document) => document.isDirty && document.uri.toString() === uri.toString(),
  );
}

type Verdict = FileVerdict | { readonly kind: "unreadable" | "unsaved" };

interface JudgedFile extends FoundFile {
  readonly verdict: Verdict;
}

async function judgeAll(
  files: readonly FoundFile[],
  limits: UploadLimits,
  log: Log,
): Promise<readonly JudgedFile[]> {
  const judged: JudgedFile[] = [];
  for (const file of files) {
    const verdict = await judge(file, limits).catch((thrown: unknown): Verdict => {
      log.warn(`reading ${file.path}: ${toChatError(thrown).message}`);
      return { kind: "unreadable" };
    });
    judged.push({ ...file, verdict });
  }
  return judged;
}

async function judge({ uri, path }: FoundFile, limits: UploadLimits): Promise<Verdict> {
  if (hasUnsavedChanges(uri)) return { kind: "unsaved" };
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > limits.maxBytes) return { kind: "too-large" };
  return judgeFile(path, await vscode.workspace.fs.readFile(uri), limits);
}

/** Lets the user see and choose what is sent, and says what is not. One file that fits needs no question. */
async function confirmFiles(
  files: readonly JudgedFile[],
  limits: UploadLimits,
  chatbotName: string,
): Promise<readonly FileToSend[]> {
  const possible = withOwnNames(
    files.flatMap(({ uri, path, verdict }) =>
      "name" in verdict
        ? [{ uri, path, name: verdict.name, isSecret: verdict.kind === "secret" }]
        : [],
    ),
  );
  const refused = files.filter(({ verdict }) => !("name" in verdict));
  const reasons = refused.map(({ path, verdict }) => `${path}: ${describe(verdict, limits)}`);
  if (possible.length === 0) {
    if (reasons.length > 0)
      void vscode.window.showWarningMessage(reasons.slice(0, 3).join(" "), { modal: false });
    return [];
  }
  if (files.length === 1 && !possible[0]?.isSecret) return possible;
  const items = possible.map((file) => ({
    label: file.path,
    description: file.isSecret ? vscode.l10n.t("may contain a secret") : "",
    picked: !file.isSecret,
    file,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Add to the Knowledge of {0}", chatbotName),
    placeHolder:
      reasons.length === 0
        ? vscode.l10n.t("Select the files to add")
        : vscode.l10n.t("Select the files to add. Skipped: {0}", reasons.slice(0, 3).join(" ")),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return (chosen ?? []).map(({ file }) => file);
}

/** Files of the same name in several folders get the folders into their names. */
function withOwnNames<T extends FileToSend>(files: readonly T[]): readonly T[] {
  const byName = Map.groupBy(files, ({ name }) => name);
  return files.map((file) =>
    (byName.get(file.name)?.length ?? 0) > 1
      ? { ...file, name: flatName(file.path, file.name) }
      : file,
  );
}

function describe(
  verdict: Verdict,
  { extensions = [], maxBytes, maxCharacters = 0 }: UploadLimits,
): string {
  switch (verdict.kind) {
    case "empty":
      return vscode.l10n.t("empty.");
    case "too-large":
      return vscode.l10n.t("larger than {0} kB.", Math.floor(maxBytes / 1000));
    case "too-long":
      return vscode.l10n.t(
        "longer than {0} characters.",
        maxCharacters.toLocaleString(vscode.env.language),
      );
    case "wrong-type":
      return vscode.l10n.t("not a supported type ({0}).", extensions.join(", "));
    case "unreadable":
      return vscode.l10n.t("could not be read.");
    case "unsaved":
      return vscode.l10n.t("not saved.");
    case "fits":
    case "secret":
      return "";
  }
}
