import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import { freeUri, safeFileName } from "../sessions/exportFiles.ts";
import type { CommandTarget } from "../sessions/chosenSessions.ts";
import type { ResourceNode } from "../tree/nodes.ts";
import { chosenResources, forEachKind } from "./resourceCommands.ts";
import { resourceKey, toRef } from "./resourceRef.ts";
import { writeValue } from "./resourceValues.ts";

const mostNamed = 5;

/** Deletes resources at their service after asking; the question offers to save copies first. */
export async function deleteResource(container: Container, target: CommandTarget): Promise<void> {
  const nodes = chosenResources(target).filter(({ info }) => info.can.includes("remove"));
  if (nodes.length === 0) return;
  const { l10n } = vscode;
  const remove = l10n.t("Delete");
  const saveFirst = l10n.t("Save a Copy and Delete");
  const rest = nodes.length - mostNamed;
  const detail = [
    ...nodes.slice(0, mostNamed).map(({ title }) => `“${title}”`),
    ...(rest > 0 ? [l10n.t("and {0} more", rest)] : []),
    l10n.t("The service keeps no copy. This cannot be undone."),
  ].join("\n");
  const message =
    nodes.length === 1 ? l10n.t("Delete this?") : l10n.t("Delete these {0}?", nodes.length);
  const options = { modal: true, detail };
  const answer = await vscode.window.showWarningMessage(message, options, remove, saveFirst);
  if (answer === undefined) return;
  if (answer === saveFirst) {
    const folder = await askFolder();
    if (folder) await removeResources(container, nodes, folder);
  } else {
    await removeResources(container, nodes);
  }
}

/** Deletes without asking. @param copies a folder into which each is written as JSON first */
export async function removeResources(
  container: Container,
  nodes: readonly ResourceNode[],
  copies?: vscode.Uri,
): Promise<void> {
  const { signal } = new AbortController();
  await forEachKind(container, nodes, async ({ kind }, members, scope) => {
    for (const { ref, title } of members) {
      if (!copies) break;
      const text = writeValue(await kind.read(ref, signal));
      const uri = await freeUri(copies, safeFileName(title), "json");
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    }
    await kind.remove?.(
      scope,
      members.map(({ ref }) => ref.id),
      signal,
    );
    const gone = new Set(members.map(({ ref }) => resourceKey(ref)));
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(
      tabs.filter(({ input, isDirty }) => {
        const ref = input instanceof vscode.TabInputText ? toRef(input.uri) : undefined;
        // What was typed and not saved is the person's own.
        return ref && gone.has(resourceKey(ref)) && !isDirty;
      }),
    );
  });
}

async function askFolder(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Save a Copy"),
      openLabel: vscode.l10n.t("Save Here"),
      canSelectFiles: false,
      canSelectFolders: true,
      ...(folder && { defaultUri: folder }),
    })) ?? [];
  return chosen;
}
