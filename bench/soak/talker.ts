import { silentLog } from "./silentLog.ts";
import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { systemClock } from "../../src/core/clock.ts";
import { Conversation } from "../../src/core/chat/conversation.ts";
import type { Unsettled } from "../../src/core/chat/unsettled.ts";
import type { ChatProvider } from "../../src/core/provider.ts";
import { FrameQueue } from "../../src/host/panel/frameQueue.ts";

/** Faults that a question asks for; none more often than any of them. */
const faults = ["", "", "", "", "slow", "cut", "cut-in-character", "malformed", "html", "stall"];
const moreFaults = ["empty", "rate-limited", "error-then-well", "not-found", "forbidden"];
/** Questions in one session, before the next one begins. */
const questionsPerSession = 15;
const noSignal = new AbortController().signal;

/** One panel's conversation, which asks one question after the other and checks how each ends. */
export class Talker {
  readonly problems: string[] = [];
  asked = 0;
  answered = 0;
  failed = 0;
  stopped = 0;
  sessions = 0;
  readonly #provider: ChatProvider;
  readonly #chatbotId: string;

  constructor(provider: ChatProvider, chatbotId: string) {
    this.#provider = provider;
    this.#chatbotId = chatbotId;
  }

  /** A talker with the service's first chatbot. */
  static async create(provider: ChatProvider): Promise<Talker> {
    const [chatbot] = await provider.listChatbots(noSignal);
    if (!chatbot) throw new Error("The simulated service has no chatbot.");
    return new Talker(provider, chatbot.id);
  }

  /** @param end in milliseconds since 1970 */
  async talkUntil(end: number): Promise<void> {
    while (Date.now() < end) await this.#talkInSession(end);
  }

  async #talkInSession(end: number): Promise<void> {
    this.sessions += 1;
    let unsettled: Unsettled | undefined;
    let sessionId: string | undefined;
    const conversation = new Conversation({
      connect: async () => this.#provider,
      clock: systemClock,
      log: silentLog,
      newKey: randomUUID,
      unsettled: {
        read: async () => unsettled,
        write: async (value) => {
          unsettled = value;
        },
      },
      chatbotId: this.#chatbotId,
      sessionId: undefined,
      onSessionCreated: async ({ id }) => {
        sessionId = id;
      },
    });
    const frames = new FrameQueue(ignore, systemClock);
    conversation.subscribe((event) => frames.push(event));
    await conversation.load(noSignal);
    const questions: string[] = [];
    for (let turn = 0; turn < questionsPerSession && Date.now() < end; turn += 1) {
      questions.push(await this.#ask(conversation));
    }
    frames.dispose();
    if (sessionId !== undefined) await this.#checkStored(sessionId, questions);
  }

  async #ask(conversation: Conversation): Promise<string> {
    const all = [...faults, ...moreFaults];
    const fault = all[randomInt(all.length)] ?? "";
    const tag = fault === "" ? "" : `#fault:${fault} `;
    const question = `${tag}${randomUUID()}: What do you know about limits?`;
    this.asked += 1;
    const answering = conversation.ask(question);
    if (randomInt(8) === 0) {
      await delay(randomInt(600));
      conversation.stop();
    }
    await answering;
    this.#count(conversation, question);
    return question;
  }

  #count(conversation: Conversation, question: string): void {
    const { messages, reply } = conversation.state;
    const places = messages.flatMap(({ text }, place) => (text === question ? [place] : []));
    const [place, ...others] = places;
    const answer = place === undefined ? undefined : messages[place + 1];
    if (reply || others.length > 0 || answer?.role === "user" || !answer) {
      this.problems.push(`a question ended ${places.length} times: ${question}`);
      return;
    }
    if (answer.state?.kind === "failed") this.failed += 1;
    else if (answer.state?.kind === "stopped") this.stopped += 1;
    else this.answered += 1;
  }

  /** Nothing was asked twice. */
  async #checkStored(sessionId: string, questions: readonly string[]): Promise<void> {
    const address = { chatbotId: this.#chatbotId, sessionId };
    const stored = await this.#provider.listMessages(address, noSignal);
    for (const question of questions) {
      const times = stored.filter(({ role, text }) => role === "user" && text === question).length;
      if (times > 1) this.problems.push(`the service got ${times} times: ${question}`);
    }
  }
}

function ignore(): void {
  // Frames go nowhere here: what counts is that they are made and let go.
}
