import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import { exportMarkdown } from "../../core/conversation/exportMarkdown.ts";
import { ChatError } from "../../core/errors.ts";
import type { KnownAccount } from "../accounts/accountStore.ts";
import type { ChatPanel } from "../panel/chatPanel.ts";
import { tellError } from "../text/tellError.ts";
import { accountOf, isTreeNode } from "../tree/nodes.ts";
import { type Destination, pickDestination, toSessionRef } from "./pickSession.ts";
import type { SessionRef } from "./sessionRef.ts";

/** Opens a panel for a session that the service makes with the first question. */
export async function newSession(container: Container, argument: unknown): Promise<void> {
  const destination = isTreeNode(argument)
    ? argument.kind === "chatbot"
      ? { accountId: argument.parent.account.id, chatbotId: argument.chatbot.id }
      : undefined
    : await pickDestination(container, vscode.l10n.t("New Session"), {
        newSessions: true,
        sessions: false,
      });
  if (destination) await openDestination(container, destination);
}

/** Opens the panel of a session: the given one, or the one that the person picks. */
export async function openSession(container: Container, argument: unknown): Promise<void> {
  const ref = toSessionRef(argument);
  const destination =
    ref ??
    (await pickDestination(container, vscode.l10n.t("Open Session"), {
      newSessions: false,
      sessions: true,
    }));
  if (destination) await openDestination(container, destination);
}

/** Shows the panel of a session, a new one when the destination names only a chatbot, ready for typing. */
export async function openDestination(
  container: Container,
  destination: Destination | SessionRef,
): Promise<ChatPanel | undefined> {
  const ref =
    toSessionRef(destination) ??
    container.sessions.newRef(destination.accountId, destination.chatbotId);
  const isFirst = ref.isNew && destination.sessionId === undefined;
  if (isFirst) {
    container.catalog.put(ref.accountId, {
      id: ref.sessionId,
      chatbotId: ref.chatbotId,
      isNew: true,
      unread: false,
    });
  }
  const panels = await container.panels();
  const panel = await panels.show(ref);
  panel?.focusComposer();
  return panel;
}

/** Loads lists again: those of a row of the tree, or all. */
export async function refresh({ catalog }: Container, argument: unknown): Promise<void> {
  if (!isTreeNode(argument)) {
    catalog.refresh();
    return;
  }
  const accountId = accountOf(argument).id;
  catalog.refresh(
    argument.kind === "chatbot" ? { accountId, chatbotId: argument.chatbot.id } : { accountId },
  );
}

/** Deletes a session at its service, after asking. */
export async function deleteSession(container: Container, argument: unknown): Promise<void> {
  const ref = await sessionFor(container, argument, vscode.l10n.t("Delete Session"));
  const account = ref && (await container.accounts.find(ref.accountId));
  if (!ref || !account) return;
  if (!account.provider.capabilities.deleteSession) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("{0} offers no way to delete a session.", account.provider.name),
    );
    return;
  }
  const confirm = vscode.l10n.t("Delete");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("Delete this session?"),
    {
      modal: true,
      detail: vscode.l10n.t(
        "All its messages are deleted at {0} too. This cannot be undone.",
        account.provider.name,
      ),
    },
    confirm,
  );
  if (answer !== confirm) return;
  await tellFailure(container, account, async () => {
    await container.sessions.stop(ref);
    const provider = await container.connections.connect(ref.accountId);
    await provider.deleteSession?.(ref, new AbortController().signal);
    (await container.panels()).close(ref);
    container.catalog.drop(ref.accountId, ref.chatbotId, ref.sessionId);
    await container.files.remove(ref);
  });
}

/** Copies the service's id of a session. */
export async function copySessionId(container: Container, argument: unknown): Promise<void> {
  const ref = await sessionFor(container, argument, vscode.l10n.t("Copy Session ID"));
  if (ref) await vscode.env.clipboard.writeText(ref.sessionId);
}

/** Stops the answer that is arriving in a session. */
export async function stopReply(container: Container, argument: unknown): Promise<void> {
  const ref = toSessionRef(argument) ?? (await container.panels()).active?.session.ref;
  if (ref) await container.sessions.stop(ref);
}

/** Saves a session as a Markdown file. */
export async function exportSession(container: Container, argument: unknown): Promise<void> {
  const ref = await sessionFor(container, argument, vscode.l10n.t("Export Session"));
  const account = ref && (await container.accounts.find(ref.accountId));
  if (!ref || !account) return;
  await tellFailure(container, account, async () => {
    const { conversation } = await container.sessions.open(ref);
    if (conversation.state.history.kind !== "ready")
      await conversation.load(new AbortController().signal);
    const { history, title, messages } = conversation.state;
    if (history.kind === "failed") {
      throw new ChatError(history.error.kind, history.error.detail);
    }
    const name = title ?? vscode.l10n.t("Session");
    const fileName = `${name.replaceAll(/[^\p{L}\p{N} _-]/gu, "").trim() || "session"}.md`;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const target = await vscode.window.showSaveDialog({
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder, fileName) }),
      filters: { Markdown: ["md"] },
      title: vscode.l10n.t("Export Session"),
    });
    if (!target) return;
    await vscode.workspace.fs.writeFile(
      target,
      new TextEncoder().encode(exportMarkdown(name, messages)),
    );
    await vscode.window.showTextDocument(target);
  });
}

async function sessionFor(
  container: Container,
  argument: unknown,
  title: string,
): Promise<SessionRef | undefined> {
  const given = toSessionRef(argument) ?? (await container.panels()).active?.session.ref;
  if (given) return given;
  const picked = await pickDestination(container, title, { newSessions: false, sessions: true });
  return picked && toSessionRef(picked);
}

async function tellFailure(
  container: Container,
  account: KnownAccount,
  action: () => Promise<void>,
): Promise<void> {
  try {
    await action();
  } catch (thrown) {
    const subject = { service: account.provider.name, account: account.label };
    tellError(thrown, "session command", subject, container.log);
  }
}
