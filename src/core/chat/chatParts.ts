import type { Pending } from "../async/pending.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { ChatProvider, SessionAddress } from "../provider.ts";
import type { Outbox } from "./outbox.ts";
import type { ChatChange, ChatState } from "./state.ts";

/** What the parts of one chat share. */
export interface ChatParts {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Log;
  /** Calls to the service that the closing of the chat waits for. */
  readonly pending: Pending;
  /** Aborts when the chat is closed. */
  readonly life: AbortSignal;
  /** What is shown now. */
  readonly state: () => ChatState;
  /** Changes what is shown. */
  readonly emit: (change: ChatChange) => void;
  /** Gives the account's client; rejects with a `ChatError`. */
  readonly connect: () => Promise<ChatProvider>;
  /** Where the session is at its service; undefined until the service has made it. */
  readonly address: () => SessionAddress | undefined;
  /**
   * Looks for the session that a first question has made of which no answer arrived; `address` gives it then. Throws
   * `ChatError`: `unsure` when it may be any of several.
   */
  readonly findSession: (signal: AbortSignal) => Promise<void>;
}
