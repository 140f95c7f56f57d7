import { toChatError } from "../../core/errors.ts";
import type { ErrorData, ErrorKind } from "../../core/model.ts";
import type { ChatProvider } from "../../core/provider.ts";
import { type SessionRef, sessionKey } from "../refs/sessionRef.ts";
import { parseQuery, matches, snippetOf } from "../../core/textMatch.ts";

/** A session that can be found. */
export interface SearchedSession {
  readonly ref: SessionRef;
  /** Undefined while no service knows the session. */
  readonly serviceId: string | undefined;
  readonly title: string;
  readonly chatbotName: string;
}

/** A session that was found: by its title, or by a message of which the snippet shows a part. */
export interface SearchHit {
  readonly session: SearchedSession;
  readonly snippet?: string;
}

/** What a search works with. */
export interface SessionSearchOptions {
  readonly connect: (accountId: string) => Promise<ChatProvider>;
  /** Ends all reading. */
  readonly signal: AbortSignal;
  /** Called when there may be more hits, or another failure. */
  readonly onChange: () => void;
}

const readersAtOnce = 4;
/** After this many failures an account is not asked for more histories. */
const maxFailures = 3;
/** What is wrong with the whole account, so that trying on would only make it worse. */
const hopeless: ReadonlySet<ErrorKind> = new Set([
  "no-key",
  "bad-key",
  "rate-limited",
  "out-of-quota",
  "offline",
  "unreachable",
  "config",
]);

/** Finds sessions by their titles, and by their messages as these are read from the services, a few at once. */
export class SessionSearch {
  readonly #options: SessionSearchOptions;
  readonly #sessions: SearchedSession[] = [];
  /** What the messages of a session say, newest first. */
  readonly #texts = new Map<string, readonly string[]>();
  readonly #waiting: SearchedSession[] = [];
  readonly #failures = new Map<string, ErrorData>();
  readonly #failureCounts = new Map<string, number>();
  #running = 0;
  #isReading = false;

  constructor(options: SessionSearchOptions) {
    this.#options = options;
  }

  /** The accounts of which not everything could be read, with what was wrong first. */
  get failures(): ReadonlyMap<string, ErrorData> {
    return this.#failures;
  }

  /** How many sessions there are, and of how many the messages are still to be read. */
  get progress(): { readonly all: number; readonly left: number } {
    return { all: this.#sessions.length, left: this.#waiting.length + this.#running };
  }

  /** Adds sessions, those to be read first in front. */
  add(sessions: readonly SearchedSession[]): void {
    this.#sessions.push(...sessions);
    // What was never sent has no messages at its service.
    this.#waiting.push(...sessions.filter(({ serviceId }) => serviceId !== undefined));
    if (this.#isReading) this.#readMore();
  }

  /** Notes that an account's sessions could not even be listed. */
  fail(accountId: string, error: ErrorData): void {
    if (!this.#failures.has(accountId)) this.#failures.set(accountId, error);
    this.#options.onChange();
  }

  /** Begins to read the messages, if that has not begun. */
  read(): void {
    this.#isReading = true;
    this.#readMore();
  }

  /** What is found so far, titles first. */
  find(typed: string): readonly SearchHit[] {
    const query = parseQuery(typed);
    if (!query) return this.#sessions.map((session) => ({ session }));
    const byTitle = this.#sessions.filter(({ title }) => matches(title, query));
    const found = new Set(byTitle);
    const byText = this.#sessions.flatMap((session): readonly SearchHit[] => {
      if (found.has(session)) return [];
      const texts = this.#texts.get(sessionKey(session.ref)) ?? [];
      const text = texts.find((one) => matches(one, query));
      const snippet = text === undefined ? undefined : snippetOf(text, query);
      return snippet === undefined ? [] : [{ session, snippet }];
    });
    return [...byTitle.map((session) => ({ session })), ...byText];
  }

  #readMore(): void {
    while (this.#running < readersAtOnce && !this.#options.signal.aborted) {
      const session = this.#waiting.shift();
      if (!session) return;
      if (this.#isGivenUp(session.ref.accountId)) continue;
      this.#running += 1;
      void this.#readOne(session).finally(() => {
        this.#running -= 1;
        if (this.#options.signal.aborted) return;
        this.#readMore();
        this.#options.onChange();
      });
    }
  }

  /** Does not throw. */
  async #readOne({ ref, serviceId }: SearchedSession): Promise<void> {
    const { connect, signal } = this.#options;
    try {
      const provider = await connect(ref.accountId);
      const { chatbotId } = ref;
      if (serviceId === undefined) return;
      const messages = await provider.listMessages({ chatbotId, sessionId: serviceId }, signal);
      this.#texts.set(sessionKey(ref), messages.map(({ text }) => text).toReversed());
    } catch (thrown) {
      const error = toChatError(thrown).toData();
      // A session that is gone is simply not found.
      if (error.kind === "not-found" || error.kind === "cancelled") return;
      const count = (this.#failureCounts.get(ref.accountId) ?? 0) + 1;
      this.#failureCounts.set(ref.accountId, count);
      if (!this.#failures.has(ref.accountId)) this.#failures.set(ref.accountId, error);
    }
  }

  #isGivenUp(accountId: string): boolean {
    const error = this.#failures.get(accountId);
    if (!error) return false;
    return hopeless.has(error.kind) || (this.#failureCounts.get(accountId) ?? 0) >= maxFailures;
  }
}
