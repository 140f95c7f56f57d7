import type { Attachment } from "../../core/chat/draft.ts";
import type { ChatState } from "../../core/chat/state.ts";
import type { SessionRef } from "./sessionRef.ts";

/** The chats that are shown in this window, as commands of other features see them. */
export interface ShownChats {
  /** The chat that has the focus. */
  readonly active: ShownChat | undefined;
  /** The chat in the view of the side bar. */
  readonly inView: ShownChat | undefined;
  /** The chat that had the focus last, while it is shown. */
  readonly last: ShownChat | undefined;
  /** Shows a session; one that is opened from code covers no code. Undefined when that failed, which was said then. */
  show(ref: SessionRef, how?: { readonly isFromCode?: boolean }): Promise<ShownChat | undefined>;
  /** Closes what shows a session. */
  close(ref: SessionRef): void;
}

/** A chat that is shown. */
export interface ShownChat {
  readonly ref: SessionRef;
  readonly chat: { readonly state: ChatState };
  /** Attaches code to the next question and lets the user type it. */
  attach(...attachments: readonly Attachment[]): void;
  /** Types a question where nothing is typed yet. */
  suggest(question: string): void;
  /** Puts text before what is typed. */
  insertText(text: string): void;
  /** Sets the keyboard focus to the composer. */
  focusComposer(): void;
}
