import { dirname } from "node:path";
import * as vscode from "vscode";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import { type SessionRef, serviceIdIn } from "../refs/sessionRef.ts";
import type { Catalog } from "./catalog.ts";
import { fromFile, isUnsent, isWorthKeeping, toUnsent } from "./listedSession.ts";
import type { OpenChats } from "./openChats.ts";
import type { SessionFile } from "./sessionFileSchema.ts";
import type { SessionFiles } from "./sessionFiles.ts";

/** What otherWindows works with. */
export interface OtherWindowsDeps {
  readonly catalog: Catalog;
  readonly chats: OpenChats;
  readonly files: SessionFiles;
  panels(): Promise<{ close(ref: SessionRef): void }>;
  readonly clock: Clock;
  readonly log: Log;
}

/** How long changes of a file are gathered, in milliseconds: an answer that arrives is written down again and again. */
const gatheredFor = 300;

/**
 * Lets the lists and chats of this window follow what another one does to sessions: begins one, names it, pins it,
 * reads it, deletes it. All windows share the files of sessions, and what was changed is seen there.
 */
export function followOtherWindows(deps: OtherWindowsDeps): vscode.Disposable {
  const root = vscode.Uri.file(deps.files.root);
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(root, "*/*/*.json"),
  );
  const gatherer = new Gatherer(deps);
  const note = ({ fsPath }: vscode.Uri): void => gatherer.note(fsPath);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(note),
    watcher.onDidChange(note),
    watcher.onDidDelete(note),
    gatherer,
  );
}

class Gatherer implements vscode.Disposable {
  readonly #deps: OtherWindowsDeps;
  readonly #noted = new Map<string, () => void>();

  constructor(deps: OtherWindowsDeps) {
    this.#deps = deps;
  }

  note(path: string): void {
    const { clock, log } = this.#deps;
    if (this.#noted.has(path)) return;
    const cancel = clock.after(gatheredFor, () => {
      this.#noted.delete(path);
      follow(this.#deps, path).catch((error: unknown) =>
        log.warn(`following another window: ${String(error)}`),
      );
    });
    this.#noted.set(path, cancel);
  }

  dispose(): void {
    for (const cancel of this.#noted.values()) cancel();
  }
}

async function follow(deps: OtherWindowsDeps, path: string): Promise<void> {
  const { catalog, chats, files } = deps;
  // What is not loaded reads the files when it is.
  const place = [...catalog.loadedLists, ...chats.open].find(
    ({ accountId, chatbotId }) => files.folder(accountId, chatbotId) === dirname(path),
  );
  if (!place) return;
  const { accountId, chatbotId } = place;
  const refs = catalog.known(accountId, chatbotId).map(({ id }) => ({ accountId, chatbotId, id }));
  const known = [...refs, ...chats.open].find((ref) => files.path(ref) === path);
  const change = await files.takeChange(path);
  if (change?.file) takeOver(deps, { accountId, chatbotId, id: change.file.id }, change.file);
  else if (change && known) await takeLeave(deps, known);
}

function takeOver({ catalog, chats }: OtherWindowsDeps, ref: SessionRef, file: SessionFile): void {
  const { accountId, chatbotId } = ref;
  const { serviceId, revision } = file;
  chats.adoptNames(ref, file);
  const before = catalog.find(ref);
  if (serviceId !== undefined && (!before || isUnsent(before)))
    catalog.adopt(ref, { id: serviceId, chatbotId, updatedAt: revision });
  else if (!before && isWorthKeeping(file)) catalog.put(accountId, toUnsent(ref, file));
  const listed = catalog.find(ref);
  if (!listed) return;
  const change = {
    ...(serviceId === undefined ? toUnsent(ref, file) : fromFile(listed, file)),
    // What is on the screen is read, whatever a window says that hides it.
    unread: file.unread === true && !chats.isShown(ref),
  };
  // An answer that arrives changes the file and nothing that is listed.
  if (JSON.stringify({ ...listed, ...change }) !== JSON.stringify(listed))
    catalog.patch(ref, change);
}

/** The file is gone: with its session, unless it had nothing to say any more. */
async function takeLeave(deps: OtherWindowsDeps, ref: SessionRef): Promise<void> {
  const { catalog, chats } = deps;
  const { accountId, chatbotId, id } = ref;
  chats.adoptNames(ref, {});
  // A file of a session that Parley has begun always has something to say.
  if (serviceIdIn(id) !== undefined) {
    catalog.refresh({ accountId, chatbotId });
    const sessions = await catalog.sessions(accountId, chatbotId);
    if (sessions.some((one) => one.id === id)) return;
  }
  const chat = chats.find(ref);
  if (chat) {
    // Somebody is about to ask the first question here.
    if (chat.serviceId === undefined) return;
    (await deps.panels()).close(ref);
    await chats.close(ref, true);
  }
  catalog.drop(ref);
}
