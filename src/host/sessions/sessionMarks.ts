import type { Catalog } from "./catalog.ts";
import type { SessionFiles } from "./sessionFiles.ts";
import type { SessionRef } from "../refs/sessionRef.ts";

/** A session is remembered to belong to at most this many workspaces. */
const maxWorkspaces = 20;

/** What the user notes about sessions. Shown in the lists at once and written to the session's file. */
export class SessionMarks {
  readonly #catalog: Catalog;
  readonly #files: SessionFiles;

  constructor(catalog: Catalog, files: SessionFiles) {
    this.#catalog = catalog;
    this.#files = files;
  }

  /** Gives a session the user's own name; undefined goes back to what it is called otherwise. */
  async name(ref: SessionRef, customTitle: string | undefined): Promise<void> {
    this.#catalog.patch(ref, { customTitle });
    await this.#files.update(ref, () => ({ customTitle }));
  }

  /** Keeps a session at the top of its list, or lets go of it. */
  async pin(ref: SessionRef, pinned: boolean): Promise<void> {
    this.#catalog.patch(ref, { pinned });
    await this.#files.update(ref, () => ({ pinned: pinned || undefined }));
  }

  /** Says whether there is something in a session that the user has not read. */
  async setUnread(ref: SessionRef, unread: boolean): Promise<void> {
    const writing = this.#files.update(ref, () => ({ unread: unread || undefined }));
    // Whoever is told by the list and reads the file has to wait for that.
    this.#catalog.patch(ref, { unread });
    await writing;
  }

  /** Remembers that something was asked in a workspace. @param workspace as `workspaceHash` names it */
  async askedIn(ref: SessionRef, workspace: string): Promise<void> {
    const known = this.#catalog.find(ref)?.workspaces ?? [];
    if (known.includes(workspace)) return;
    const add = (workspaces: readonly string[]): readonly string[] =>
      [workspace, ...workspaces.filter((other) => other !== workspace)].slice(0, maxWorkspaces);
    this.#catalog.patch(ref, { workspaces: add(known) });
    await this.#files.update(ref, ({ workspaces = [] }) => ({ workspaces: add(workspaces) }));
  }
}
