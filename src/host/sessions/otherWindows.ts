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
  /** The files that have changed, by the folders of their chatbots. */
  readonly #noted = new Map<string, { readonly paths: Set<string>; readonly cancel: () => void }>();

  constructor(deps: OtherWindowsDeps) {
    this.#deps = deps;
  }

  note(path: string): void {
    const { clock, log } = this.#deps;
    const folder = dirname(path);
    const noted = this.#noted.get(folder);
    if (noted) {
      noted.paths.add(path);
      return;
    }
    const paths = new Set([path]);
    const cancel = clock.after(gatheredFor, () => {
      this.#noted.delete(folder);
      follow(this.#deps, folder, paths).catch((error: unknown) =>
        log.warn(`following another window: ${String(error)}`),
      );
    });
    this.#noted.set(folder, { paths, cancel });
  }

  dispose(): void {
    for (const { cancel } of this.#noted.values()) cancel();
  }
}

/** @param folder of one chatbot, with the paths of the files in it that have changed */
async function follow(
  deps: OtherWindowsDeps,
  folder: string,
  paths: ReadonlySet<string>,
): Promise<void> {
  const { catalog, chats, files } = deps;
  // What is not loaded reads the files when it is.
  const place = [...catalog.loadedLists, ...chats.open].find(
    ({ accountId, chatbotId }) => files.folder(accountId, chatbotId) === folder,
  );
  if (!place) return;
  const { accountId, chatbotId } = place;
  const gone: SessionRef[] = [];
  for (const path of paths) {
    const change = await files.takeChange(path);
    if (change?.file) takeOver(deps, { accountId, chatbotId, id: change.file.id }, change.file);
    else if (change) {
      const refs = catalog.known(accountId, chatbotId).map(({ id }) => ({ ...place, id }));
      gone.push(...[...refs, ...chats.open].filter((ref) => files.path(ref) === path).slice(0, 1));
    }
  }
  if (gone.length > 0) await takeLeave(deps, { accountId, chatbotId }, gone);
}

function takeOver({ catalog, chats }: OtherWindowsDeps, ref: SessionRef, file: SessionFile): void {
  const { accountId, chatbotId } = ref;
  const { serviceId, revision } = file;
  chats.adoptNames(ref, file);
  const before = catalog.find(ref);
  // A list that has been loaded tells of any other session, if it is still there.
  const isOwn = serviceIdIn(ref.id) === undefined;
  if (serviceId !== undefined && isOwn && (!before || isUnsent(before)))
    catalog.adopt(ref, { id: serviceId, chatbotId, updatedAt: revision });
  else if (serviceId === undefined && !before && isWorthKeeping(file))
    catalog.put(accountId, toUnsent(ref, file));
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

/** Files are gone: with their sessions, unless they had nothing to say any more. */
async function takeLeave(
  deps: OtherWindowsDeps,
  { accountId, chatbotId }: Omit<SessionRef, "id">,
  refs: readonly SessionRef[],
): Promise<void> {
  const { catalog, chats } = deps;
  for (const ref of refs) chats.adoptNames(ref, {});
  // A file of a session that Parley has begun always has something to say.
  const own = refs.filter(({ id }) => serviceIdIn(id) === undefined);
  for (const ref of own) await leave(deps, ref);
  if (own.length === refs.length) return;
  catalog.refresh({ accountId, chatbotId });
  const left = new Set((await catalog.sessions(accountId, chatbotId)).map(({ id }) => id));
  for (const ref of refs) if (!own.includes(ref) && !left.has(ref.id)) await leave(deps, ref);
}

async function leave(deps: OtherWindowsDeps, ref: SessionRef): Promise<void> {
  const { catalog, chats } = deps;
  const chat = chats.find(ref);
  // Somebody is about to ask the first question here.
  if (chat && chat.serviceId === undefined) return;
  if (chat) {
    (await deps.panels()).close(ref);
    await chats.close(ref, true);
  }
  catalog.drop(ref);
}
