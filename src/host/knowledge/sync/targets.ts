import * as vscode from "vscode";
import { toChatError } from "../../../core/errors.ts";
import { type KnowledgeTarget, readKnowledgeMap } from "../../../core/knowledge/knowledgeMap.ts";
import { errorText, subjectOf } from "../../text/errorText.ts";
import { mapUri } from "../mapFile.ts";
import { type KnowledgePlace, knowledgeOf, type ChooseKnowledgeDeps } from "../chooseKnowledge.ts";

export type TargetsDeps = ChooseKnowledgeDeps;

/** One chatbot of a map, found among the accounts. */
export interface FoundTarget {
  /** Tells targets of this workspace apart, whatever account and chatbot are called. */
  readonly id: string;
  /** Under which Parley 0.1 knew it: by the names in the map. */
  readonly olderId: string;
  readonly folder: vscode.WorkspaceFolder;
  readonly target: KnowledgeTarget;
  /** A sentence where the chatbot cannot be kept in step. */
  readonly place: KnowledgePlace | string;
}

/** What the maps of all workspace folders say, and what is wrong with them. */
export async function findTargets(
  deps: TargetsDeps,
): Promise<{ readonly targets: readonly FoundTarget[]; readonly problems: readonly string[] }> {
  const targets: FoundTarget[] = [];
  const problems: string[] = [];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const text = await readText(mapUri(folder));
    if (text === undefined) continue;
    const map = readKnowledgeMap(text);
    if (typeof map === "string") {
      problems.push(vscode.l10n.t("Could not read {0}: {1}", ".parley/knowledge.json", map));
      continue;
    }
    for (const target of map) {
      const found = await findPlace(deps, target);
      const olderId = JSON.stringify([folder.uri.toString(), target.account, target.chatbot]);
      const id = typeof found === "string" ? olderId : idOf(folder, found);
      // Each of the two would take the other's files for removed ones.
      const place = targets.some((one) => one.id === id)
        ? vscode.l10n.t("{0} is listed twice. Combine its files into one entry.", target.chatbot)
        : found;
      targets.push({ id, olderId, folder, target, place });
    }
  }
  return { targets, problems };
}

function idOf({ uri }: vscode.WorkspaceFolder, { account, chatbotId }: KnowledgePlace): string {
  // An account that was removed and added again has another id, and the same chatbots.
  return JSON.stringify([uri.toString(), { service: account.providerId, chatbotId }]);
}

async function findPlace(
  deps: TargetsDeps,
  { account: label, chatbot }: KnowledgeTarget,
): Promise<KnowledgePlace | string> {
  const [account, namesake] = (await deps.accounts.list()).filter((one) => one.label === label);
  if (!account) return vscode.l10n.t("No account is named “{0}”.", label);
  if (namesake) return vscode.l10n.t("Several accounts are named “{0}”. Rename one.", label);
  try {
    const chatbots = await deps.catalog.chatbots(account.id);
    const named = chatbots.filter(({ name }) => name === chatbot);
    const found = chatbots.find(({ id }) => id === chatbot) ?? named[0];
    if (!found) return vscode.l10n.t("{0} has no chatbot “{1}”.", label, chatbot);
    // The files must not go to the wrong one.
    if (found.id !== chatbot && named.length > 1) {
      return vscode.l10n.t(
        "{0} has several chatbots “{1}”. Use the ID of one in .parley/knowledge.json: {2}.",
        label,
        chatbot,
        named.map(({ id }) => id).join(", "),
      );
    }
    const ref = { accountId: account.id, chatbotId: found.id };
    const place = await knowledgeOf(deps, "upload", ref);
    // What cannot be deleted there cannot be kept in step.
    return place?.kind.remove
      ? place
      : vscode.l10n.t(
          "{0} does not support knowledge sync: its service does not list files.",
          chatbot,
        );
  } catch (thrown) {
    return errorText(toChatError(thrown).toData(), subjectOf(account)).sentence;
  }
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  return await vscode.workspace.fs.readFile(uri).then(
    (content) => new TextDecoder().decode(content),
    () => undefined,
  );
}
