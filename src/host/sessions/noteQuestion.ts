import type { Memento } from "vscode";
import type { SessionRef } from "../refs/sessionRef.ts";
import type { Catalog } from "./catalog.ts";
import { writeLastUsed } from "./lastUsed.ts";
import type { SessionMarks } from "./sessionMarks.ts";
import { workspaceHash } from "./workspaceHash.ts";

/** What noteQuestion works with. */
export interface NoteQuestionDeps {
  readonly globalState: Memento;
  readonly catalog: Pick<Catalog, "findChatbot">;
  readonly marks: Pick<SessionMarks, "askedIn">;
}

/** Remembers from which workspace a question goes, and where to; what an agent asks leads the user nowhere. */
export async function noteQuestion(
  { globalState, catalog, marks }: NoteQuestionDeps,
  ref: SessionRef,
  isByAi: boolean,
): Promise<void> {
  const workspace = workspaceHash();
  await Promise.all([
    isByAi ? undefined : writeLastUsed(globalState, ref, catalog.findChatbot(ref)?.name),
    workspace === undefined ? undefined : marks.askedIn(ref, workspace),
  ]);
}
