import * as vscode from "vscode";
import { toChatError } from "../../core/errors.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { namedList } from "../text/namedList.ts";
import { notDeleted, someNotDeleted } from "../text/notDeleted.ts";
import { sessionTitle } from "../text/sessionTitle.ts";
import { chosenSessions, tellFailure, type ChosenSessionsDeps } from "./chosenSessions.ts";
import type { CommandTarget } from "../refs/commandTarget.ts";
import { toUnsent } from "./listedSession.ts";
import type { SessionRef } from "../refs/sessionRef.ts";
import type { OpenChats } from "./openChats.ts";
import type { Connections } from "../accounts/connections.ts";
import type { SessionFiles } from "./sessionFiles.ts";
import { confirmWarning } from "../text/confirm.ts";

/** What deleteSessions works with. */
export interface DeleteSessionsDeps extends ChosenSessionsDeps {
  readonly chats: OpenChats;
  readonly connections: Connections;
  readonly files: SessionFiles;
  readonly closing: AbortSignal;
}

interface Deletable {
  readonly ref: SessionRef;
  /** True when there is something to delete at a service. */
  readonly isStored: boolean;
  readonly account: KnownAccount;
  readonly title: string;
}

/** Deletes sessions at their services, and what was never sent on this computer, after asking. */
export async function deleteSession(
  deps: DeleteSessionsDeps,
  target: CommandTarget,
): Promise<void> {
  const refs = await chosenSessions(deps, target, vscode.l10n.t("Delete Session"));
  const known = await Promise.all(refs.map(async (ref) => toDeletable(deps, ref)));
  const all = known.filter((one) => one !== undefined);
  const deletable = all.filter(
    ({ isStored, account }) => !isStored || account.provider.capabilities.deleteSession,
  );
  const firm = all.find((one) => !deletable.includes(one));
  if (firm) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("{0} does not support deleting sessions.", firm.account.provider.name),
    );
  }
  if (deletable.length === 0 || !(await confirm(deletable))) return;
  await vscode.window.withProgress({ location: { viewId: "parley.chatbots" } }, async () => {
    // What fails for one session of an account fails for the next one too, and is said once.
    const failed = new Set<string>();
    for (const [index, { ref, account, title }] of deletable.entries()) {
      if (failed.has(account.id)) continue;
      const isDone = await tellFailure(
        deps,
        account,
        async () => remove(deps, ref),
        (kind) =>
          deletable.slice(index + 1).some((other) => other.account.id === account.id)
            ? someNotDeleted()
            : notDeleted(title, kind),
      );
      if (!isDone) failed.add(account.id);
    }
  });
}

async function toDeletable(
  { accounts, catalog, files }: DeleteSessionsDeps,
  ref: SessionRef,
): Promise<Deletable | undefined> {
  const account = await accounts.find(ref.accountId);
  if (!account) return undefined;
  const listed = catalog.find(ref) ?? toUnsent(ref, await files.read(ref));
  const isStored = (await files.serviceIdOf(ref)) !== undefined;
  return { ref, isStored, account, title: sessionTitle(listed) };
}

async function confirm(sessions: readonly Deletable[]): Promise<boolean> {
  const { l10n } = vscode;
  const services = new Set(
    sessions.filter(({ isStored }) => isStored).map(({ account }) => account.provider.name),
  );
  const detail = [
    ...namedList(sessions.map(({ title }) => title)),
    services.size === 0
      ? l10n.t("Your draft is deleted. This cannot be undone.")
      : l10n.t(
          "All messages are also deleted at {0}. This cannot be undone.",
          [...services].join(", "),
        ),
  ].join("\n");
  const message =
    sessions.length === 1
      ? l10n.t("Delete this session?")
      : l10n.t("Delete {0} sessions?", sessions.length);
  return await confirmWarning({ message, detail, button: l10n.t("Delete") });
}

async function remove(deps: DeleteSessionsDeps, ref: SessionRef): Promise<void> {
  const { chats, connections, files, catalog, closing } = deps;
  // What is being asked may be making the session just now.
  await chats.find(ref)?.stopAll();
  const sessionId = await files.serviceIdOf(ref);
  if (sessionId !== undefined) {
    const provider = await connections.connect(ref.accountId);
    try {
      await provider.deleteSession?.({ chatbotId: ref.chatbotId, sessionId }, closing);
    } catch (thrown) {
      // It was deleted elsewhere: what is kept of it here goes too.
      if (toChatError(thrown).kind !== "not-found") throw thrown;
    }
  }
  (await deps.panels()).close(ref);
  await chats.close(ref, true);
  await files.remove(ref);
  catalog.drop(ref);
}
