import type { SessionState } from "../../core/model.ts";
import type { ListedSession } from "../refs/listedSession.ts";
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

  /** True for a name that the text lets through. */
  matches(name: string | undefined): boolean {
    return this.text === "" || (name ?? "").toLowerCase().includes(this.text);
  }

  /** True for a row whose own name shows it and all below it: a state is about sessions only. */
  showsWhole(name: string): boolean {
    return this.state === undefined && this.matches(name);
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
