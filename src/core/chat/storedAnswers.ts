import { ChatError, toChatError } from "../errors.ts";
import type { ErrorKind, Message, Source } from "../model.ts";
import type { ChatProvider, SessionAddress } from "../provider.ts";
import { SingleFlight } from "../async/singleFlight.ts";
import type { ChatParts } from "./chatParts.ts";
import { History } from "./history.ts";
import type { ChatChange } from "./state.ts";
import { isRemoved, type Question, questionKey, replyKey } from "./questions.ts";
import {
  compose,
  findExchanges,
  type FoundExchange,
  isSameText,
  isSettled,
  keepKeys,
  recordKey,
  type StoredExchange,
} from "./settle.ts";

/** Failures of reading that sending would meet too, or after which it could ask twice. */
const blocking: ReadonlySet<ErrorKind> = new Set([
  "no-key",
  "bad-key",
  "blocked",
  "rate-limited",
  "out-of-quota",
  "timeout",
  "offline",
  "unreachable",
  "config",
]);

/** Brings together what the service has stored and what Parley has sent. What the service has stored decides. */
export class StoredAnswers {
  readonly history: History;
  readonly #parts: ChatParts;
  readonly #loads = new SingleFlight<"load", void>();
  /** The ids of the questions that were asked before the history was read. Clocks are set back at times, and do not tell. */
  #asked: ReadonlySet<string> = new Set();

  constructor(parts: ChatParts) {
    this.#parts = parts;
    this.history = new History();
  }

  /** Reads the history and shows it. Does not throw: a failure is shown. */
  async load(): Promise<void> {
    if (this.#parts.life.aborted) return;
    await this.#loads.run("load", async () => {
      this.#parts.emit({ type: "history-loading" });
      await this.#parts.pending.track(this.#load());
    });
  }

  /** Reads the history again without a word about it. Does not throw. */
  async refresh(): Promise<void> {
    await this.#loads.run("load", async () => this.#parts.pending.track(this.#load()));
  }

  /** Resolves when it is known what the service has. Throws `ChatError` when asking would fail in the same way. */
  async ready(): Promise<void> {
    if (!this.#parts.address()) await this.#findSession();
    if (!this.#parts.address()) this.history.begin();
    // What was read may be out of date as soon as it is there.
    while (!this.history.messages && !this.#parts.life.aborted) {
      await this.load();
      const { history } = this.#parts.state();
      if (history.kind !== "failed") continue;
      if (blocking.has(history.error.kind)) throw ChatError.fromData(history.error);
      return;
    }
  }

  /** Looks before something is asked again. Throws `ChatError` when asking would fail in the same way. */
  async lookBefore(signal: AbortSignal): Promise<void> {
    try {
      await this.look(signal);
    } catch (thrown) {
      const error = toChatError(thrown);
      if (signal.aborted || blocking.has(error.kind)) throw error;
      // Without its session it would be asked in another one, of which the first would stay unseen.
      if (!this.#parts.address()) throw toUnsure(error);
      this.#parts.log.warn(`reading back before asking again: ${error.kind} (${error.message})`);
    }
  }

  /** Looks whether the service has answers that did not arrive here, and shows those. Throws `ChatError`. */
  async look(signal: AbortSignal): Promise<void> {
    const { connect, address, findSession } = this.#parts;
    if (!address()) await findSession(signal);
    const session = address();
    if (!session) return;
    await this.#read(await connect(), session, signal);
    const settled = this.#findSettled();
    this.#forget(settled);
    if (settled.some(([question]) => isRemoved(question)))
      this.#parts.emit({ type: "history-loaded", messages: this.compose(settled) });
    else for (const [question, exchange] of settled) this.#show(question, exchange);
  }

  /** The service has stored a question with its answer, and said so at the end of it. */
  settle(question: Question, exchange: StoredExchange): void {
    this.history.add(exchange);
    this.#forget([[question, exchange]]);
  }

  /** The messages as they are to be shown. @param settled exchanges that were found just now */
  compose(settled = this.#findSettled()): readonly Message[] {
    const { outbox, state } = this.#parts;
    const shown = new Map(
      settled.flatMap(([question, exchange]) => [...toShown(question, exchange)]),
    );
    const messages = compose(this.history.messages ?? [], outbox.questions, this.#find());
    return keepKeys(
      messages.map((message) => shown.get(message) ?? message),
      state().messages,
    );
  }

  /** Shows an exchange as it is stored. What is the same as it was shown is not told again: it may be long. */
  #show(question: Question, exchange: FoundExchange): void {
    const { state, emit } = this.#parts;
    const by = [...toShown(question, exchange).values()];
    const changes = by.map((message) => {
      const before = state().messages.find(({ key }) => key === message.key);
      return before && changeOf(before, message);
    });
    if (changes.every((change) => change !== undefined)) {
      for (const change of changes) emit(change);
    } else {
      const keys = [questionKey(question), replyKey(question)];
      emit({ type: "messages-replaced", keys, by });
    }
  }

  async #read(provider: ChatProvider, session: SessionAddress, signal: AbortSignal): Promise<void> {
    await this.history.read(provider, session, signal);
    this.#noteAsked();
    const count = this.history.unreadable;
    if (count !== (this.#parts.state().unreadable ?? 0))
      this.#parts.emit({ type: "unreadable-counted", count });
    // What another window has sent meanwhile was written down before, and its record is nobody else's.
    await this.#parts.outbox.sync();
    this.#noteAsked();
  }

  #noteAsked(): void {
    this.#asked = new Set(this.#parts.outbox.allQuestions.map(({ id }) => id));
  }

  /** A question that follows a lost one goes to its session, where that can be found. Throws as `ready` does. */
  async #findSession(): Promise<void> {
    const { findSession, life, log } = this.#parts;
    try {
      await findSession(life);
    } catch (thrown) {
      const error = toChatError(thrown);
      if (life.aborted || blocking.has(error.kind)) throw error;
      log.warn(`looking for the session: ${error.kind} (${error.message})`);
    }
  }

  /** Which stored records belong to which questions: one that was asked after they were read has none. */
  #find(): ReadonlyMap<string, FoundExchange> {
    const { messages = [] } = this.history;
    const { outbox } = this.#parts;
    const questions = outbox.allQuestions.filter(({ id }) => this.#asked.has(id));
    return findExchanges(messages, questions, outbox.window);
  }

  /** Questions that the service has with their whole answers. */
  #findSettled(): readonly (readonly [Question, FoundExchange])[] {
    const found = this.#find();
    return this.#parts.outbox.allQuestions.flatMap((question) => {
      const exchange = found.get(question.id);
      return exchange && isSettled(question, found) ? [[question, exchange] as const] : [];
    });
  }

  async #load(): Promise<void> {
    const { connect, address, emit, life } = this.#parts;
    try {
      const provider = await connect();
      const session = address();
      if (session) await this.#read(provider, session, life);
      else this.history.begin();
      const settled = this.#findSettled();
      this.#forget(settled);
      emit({ type: "history-loaded", messages: this.compose(settled) });
    } catch (thrown) {
      const error = toChatError(thrown).toData();
      // The chat was closed.
      if (error.kind !== "cancelled") emit({ type: "history-failed", error });
    }
  }

  /** The service has these now. */
  #forget(settled: readonly (readonly [Question, StoredExchange])[]): void {
    if (settled.length === 0) return;
    const ids = new Set(settled.map(([{ id }]) => id));
    void this.#parts.outbox.edit((questions) =>
      questions
        .filter(({ id }) => !ids.has(id))
        .map((other) => settled.reduce(besideSettled, other)),
    );
  }
}

/** What another question is like once one has its record: that is not the other's, and stands before a later one. */
function besideSettled(
  other: Question,
  [settled, { question, answer }]: readonly [Question, StoredExchange],
): Question {
  const isLater = other.askedAt > settled.askedAt && other.after === settled.after;
  const isSame = other.known !== undefined && isSameText(settled.text, other.text);
  return {
    ...other,
    ...(isLater && other.after !== undefined && { after: recordKey(answer ?? question) }),
    ...(isSame && { known: [...(other.known ?? []), recordKey(question)] }),
  };
}

/** What makes one message of another; undefined where something would have to be taken away. */
function changeOf(before: Message, after: Message): ChatChange | undefined {
  const { isLocal: _local, isLookedFor: _lookedFor, ...rest } = before;
  const isGone = (member: string): boolean => !(member in after);
  if (Object.keys(rest).some(isGone)) return undefined;
  const isSame = ([member, value]: readonly [string, unknown]): boolean =>
    JSON.stringify(value) === JSON.stringify(before[member as keyof Message]);
  const change = Object.fromEntries(Object.entries(after).filter((entry) => !isSame(entry)));
  const flags = { isLocal: false, ...(before.isLookedFor && { isLookedFor: false }) };
  return { type: "message-changed", key: before.key, change: { ...change, ...flags } };
}

/** A stored exchange under the keys that its question has here, by what is stored. */
function toShown(
  question: Question,
  { question: asked, answer }: StoredExchange,
): ReadonlyMap<Message, Message> {
  const isLate = question.state === "interrupted";
  const shown = new Map([[asked, { ...asked, key: questionKey(question) }]]);
  if (answer) {
    const arrived = question.reply?.sources ?? [];
    const isKnown = ({ id }: Source): boolean => arrived.some((other) => other.id === id);
    const found = {
      ...answer,
      key: replyKey(question),
      // What came with the answer says more about its sources than what is stored.
      ...(arrived.length > 0 && (answer.sources ?? []).every(isKnown) && { sources: arrived }),
      ...(isLate && { isFoundLater: true }),
    };
    shown.set(answer, found);
  }
  return shown;
}

/** Nobody can tell whether the question is stored: the user decides. */
function toUnsure(error: ChatError): ChatError {
  const { message, serviceMessage } = error;
  return error.kind === "unsure" ? error : new ChatError("unsure", message, { serviceMessage });
}
