import { ChatError } from "../../src/core/errors.ts";
import type { Message } from "../../src/core/model.ts";
import type { ChatProvider, SessionAddress } from "../../src/core/provider.ts";
import type { ChatEvent } from "../../src/core/chatEvents.ts";
import type { Wait } from "./simulatedDisk.ts";

/** How a service keeps what was said, and when it tells. */
export type Style =
  /** One record for question and answer, stored at the end; its id is not told. */
  | "shared-late"
  /** One record for question and answer, with its id at the end of the answer. */
  | "shared-told"
  /** A record each; the question is stored when it is received; no id is told. */
  | "separate"
  /** As `shared-told`, and the first question makes the session, whose id comes with its answer. */
  | "one-step";

/** What happens to one question. */
export type Fate =
  | "well"
  /** Refused before anything is stored. */
  | "refused"
  /** The connection breaks, and the service goes on and stores the answer. */
  | "lost"
  /** The connection breaks, and the service stores nothing more. */
  | "dropped"
  /** All arrives, and the record is stored much later. */
  | "late";

interface StoredRecord {
  readonly id: string;
  readonly session: string;
  readonly role: "user" | "assistant" | "turn";
  readonly text: string;
  readonly answer?: string;
}

/** The session that is there from the beginning, or that is made before the first question. */
const usual = "session";

/** A service with one session, or one for each first question. It outlives all windows. */
export class SimulatedService {
  readonly style: Style;
  /** What the next questions will meet. */
  readonly fates: Fate[] = [];
  /** Texts of the questions that arrived. */
  readonly received: string[] = [];
  isUnreachable = false;
  readonly #wait: Wait;
  readonly #later: (callback: () => unknown) => void;
  #records: StoredRecord[] = [];
  #answers = 0;
  #ids = 0;
  sessions = 0;

  /** @param later calls back when so much time has passed that nobody expects it any more */
  constructor(style: Style, wait: Wait, later: (callback: () => unknown) => void) {
    this.style = style;
    this.#wait = wait;
    this.#later = later;
  }

  /** Something that was said before, from elsewhere. */
  addTurn(question: string): void {
    const asked = this.style === "separate" ? this.#add(usual, "user", question) : undefined;
    this.#storeAnswer(usual, question, this.#write(question), asked);
  }

  /** All that is stored in a session, as any client lists it. */
  list(sessionId: string): readonly Message[] {
    const session = this.style === "one-step" ? sessionId : usual;
    const records = this.#records.filter((record) => record.session === session);
    return records.flatMap(({ id, role, text, answer }): readonly Message[] => {
      if (role !== "turn") return [{ key: id, recordId: id, role, text }];
      return [
        { key: `${id}/q`, recordId: id, role: "user", text },
        { key: `${id}/a`, recordId: id, role: "assistant", text: answer ?? "" },
      ];
    });
  }

  /**
   * The client of one window.
   * @param wait of that window
   * @param running counts the window's calls that have begun and not ended
   */
  client(wait: Wait, running: { count: number }): ChatProvider {
    const call = async <T>(action: () => Promise<T>): Promise<T> => {
      running.count += 1;
      try {
        return await action();
      } finally {
        running.count -= 1;
      }
    };
    return {
      resources: [],
      listChatbots: async () => [],
      listSessions: async () => [],
      readSession: async ({ sessionId, chatbotId }) => ({ id: sessionId, chatbotId }),
      ...(this.style === "one-step"
        ? {
            sendFirst: ({ text }, signal) => this.#send(undefined, text, wait, running, signal),
            findSessions: async (chatbotId, { text }, signal) =>
              call(async () => {
                await wait("find");
                this.#fail(signal);
                const found = this.sessionsWith(text);
                await wait("found");
                return found.map((id) => ({ id, chatbotId }));
              }),
          }
        : {
            createSession: async (chatbotId, _options, signal) =>
              call(async () => {
                await wait("create");
                this.#fail(signal);
                const id = this.#newSession();
                await wait("created");
                return { id, chatbotId };
              }),
          }),
      listMessages: async ({ sessionId }, signal) =>
        call(async () => {
          await wait("list");
          this.#fail(signal);
          const listed = this.list(sessionId);
          await wait("listed");
          this.#fail(signal);
          return listed;
        }),
      deleteMessages: async (_address: SessionAddress, ids, signal) =>
        call(async () => {
          await wait("delete");
          this.#fail(signal);
          this.#records = this.#records.filter(({ id }) => !ids.includes(id));
          await wait("deleted");
        }),
      send: ({ session, text }, signal) =>
        this.#send(session.sessionId, text, wait, running, signal),
    };
  }

  #newSession(): string {
    this.sessions += 1;
    return `session-${this.sessions}`;
  }

  /** The sessions that begin with a question. */
  sessionsWith(text: string): readonly string[] {
    const first = new Map(
      this.#records.toReversed().map((record) => [record.session, record.text]),
    );
    return [...first].flatMap(([session, begun]) =>
      begun === text && session !== usual ? [session] : [],
    );
  }

  async *#send(
    known: string | undefined,
    text: string,
    wait: Wait,
    running: { count: number },
    signal: AbortSignal,
  ): AsyncGenerator<ChatEvent> {
    running.count += 1;
    try {
      await wait("send");
      this.#fail(signal);
      const fate = this.fates.shift() ?? "well";
      this.received.push(text);
      if (fate === "refused") throw new ChatError("rate-limited", "wait");
      const answer = this.#write(text);
      const session = known ?? this.#newSession();
      // The service's own work goes on whatever becomes of the client.
      const work = this.#work(this.style === "one-step" ? session : usual, text, answer, fate);
      if (fate === "dropped" || fate === "lost") await wait("nothing yet");
      this.#fail(signal);
      if (known === undefined) {
        // Whose connection breaks is told nothing, and neither is who waits for what comes too late.
        if (fate !== "well") throw new ChatError("unreachable", "reset");
        yield { type: "session-created", session: { id: session, chatbotId: "bot" } };
      }
      yield { type: "reply-start" };
      const pieces = answer.split(/(?<= )/);
      const shown = fate === "lost" || fate === "dropped" ? pieces.slice(0, 2) : pieces;
      for (const piece of shown) {
        await wait("delta");
        this.#fail(signal);
        yield { type: "text-delta", text: piece };
      }
      if (shown !== pieces) throw new ChatError("unreachable", "reset");
      const recordId = await work;
      await wait("end");
      this.#fail(signal);
      yield {
        type: "reply-end",
        outcome: "complete",
        ...(this.#isTold && recordId !== undefined && { recordId }),
      };
    } finally {
      running.count -= 1;
    }
  }

  get #isTold(): boolean {
    return this.style === "shared-told" || this.style === "one-step";
  }

  async #work(
    session: string,
    text: string,
    answer: string,
    fate: Fate,
  ): Promise<string | undefined> {
    const question = this.style === "separate" ? this.#add(session, "user", text) : undefined;
    if (fate === "dropped") return undefined;
    const store = (): string => this.#storeAnswer(session, text, answer, question);
    if (fate === "late" && !this.#isTold) {
      this.#later(store);
      return undefined;
    }
    await this.#wait("service");
    return store();
  }

  #storeAnswer(
    session: string,
    text: string,
    answer: string,
    question: StoredRecord | undefined,
  ): string {
    if (!question) return this.#add(session, "turn", text, answer).id;
    // An answer stands below its question, also when others were asked meanwhile.
    const record = this.#add(session, "assistant", answer);
    this.#records.splice(this.#records.indexOf(record), 1);
    this.#records.splice(this.#records.indexOf(question) + 1, 0, record);
    return record.id;
  }

  #add(session: string, role: StoredRecord["role"], text: string, answer?: string): StoredRecord {
    this.#ids += 1;
    const id = `r${this.#ids}`;
    const record = { id, session, role, text, ...(answer !== undefined && { answer }) };
    this.#records.push(record);
    return record;
  }

  /** An answer that there is once. */
  #write(text: string): string {
    this.#answers += 1;
    return `Number ${this.#answers} answers ${text}`;
  }

  #fail(signal: AbortSignal): void {
    if (signal.aborted) throw new ChatError("cancelled", "aborted");
    if (this.isUnreachable) throw new ChatError("unreachable", "no way");
  }
}
