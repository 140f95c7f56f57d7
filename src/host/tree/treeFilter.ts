import type { SessionState } from "../../core/model.ts";
import type { ListedSession } from "../refs/listedSession.ts";
import type { ChatbotNode } from "../refs/treeNodes.ts";
import { isUnsent } from "../sessions/listedSession.ts";

/** What of the tree is shown. */
export class TreeFilter {
  /** Part of a name, in lower case; empty where all names are shown. */
  text = "";
  /** What sessions have to be marked as; undefined where all are shown. */
  state: SessionState | undefined;
  /** In which workspace something was asked in a session; undefined where all are shown. */
  workspace: string | undefined;

  /** True when the text or the state hides something. */
  get isOn(): boolean {
    return this.text !== "" || this.state !== undefined;
  }

  /** True where the text lets one of the names through. */
  matches(...names: readonly (string | undefined)[]): boolean {
    return this.text === "" || names.some((name) => name?.toLowerCase().includes(this.text));
  }

  /** True for a row whose names show it and all below it: a state is about sessions only. */
  showsWhole(...names: readonly string[]): boolean {
    return this.state === undefined && this.matches(...names);
  }

  /** True for a session that is marked as wanted. */
  isMarked({ states }: ListedSession): boolean {
    return this.state === undefined || Boolean(states?.includes(this.state));
  }

  /** What was never sent was asked in no workspace, and must not be lost from sight. */
  isOfWorkspace(session: ListedSession): boolean {
    if (this.workspace === undefined || isUnsent(session)) return true;
    return session.workspaces.includes(this.workspace);
  }
}

/** The names that show a chatbot with all below it: its own and its account's. */
export function namesOf({ chatbot, parent }: ChatbotNode): readonly string[] {
  return [chatbot.name, parent.account.label];
}
