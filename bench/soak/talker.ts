import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Chat } from "../../src/core/chat/chat.ts";
import { systemClock } from "../../src/core/clock.ts";
import type { ChatProvider } from "../../src/core/provider.ts";
import { FrameQueue } from "../../src/host/panel/frameQueue.ts";
import { MemoryChatStore } from "../../test/helpers/memoryChatStore.ts";
import { silentLog } from "./silentLog.ts";

/** Faults that a question asks for; none more often than any of them. */
const faults = ["", "", "", "", "slow", "cut", "cut-in-character", "malformed", "html", "stall"];
const moreFaults = ["empty", "rate-limited", "error-then-well", "not-found", "forbidden"];
/** Questions in one session, before the next one begins. */
const questionsPerSession = 15;
const noSignal = new AbortController().signal;

/** One chat at a time, in which one question after the other is asked; checks how each ends. */
export class Talker {
  readonly problems: string[] = [];
  asked = 0;
  answered = 0;
  failed = 0;
  stopped = 0;
  restarts = 0;
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
    const store = new MemoryChatStore();
    const frames = new FrameQueue(ignore, systemClock);
    let chat = await this.#open(store, frames);
    const questions: string[] = [];
    for (let turn = 0; turn < questionsPerSession && Date.now() < end; turn += 1) {
      const question = this.#ask(chat);
      questions.push(question);
      await this.#disturb(chat);
      if (randomInt(8) === 0) {
        this.restarts += 1;
        await chat.close();
        chat = await this.#open(store, frames);
      }
      await until(() => !chat.state.reply);
      this.#count(chat, question);
    }
    frames.dispose();
    const { serviceId } = chat;
    await chat.close();
    if (serviceId !== undefined) await this.#checkStored(serviceId, questions);
  }

  async #open(store: MemoryChatStore, frames: FrameQueue): Promise<Chat> {
    const chat = await Chat.open({
      connect: async () => this.#provider,
      store,
      clock: systemClock,
      log: silentLog,
      newId: randomUUID,
      window: randomUUID(),
      chatbotId: this.#chatbotId,
      serviceId: undefined,
      onSessionCreated: ignore,
      onIdle: ignore,
    });
    chat.subscribe((change) => frames.push(change));
    await chat.load();
    return chat;
  }

  #ask(chat: Chat): string {
    const all = [...faults, ...moreFaults];
    const fault = all[randomInt(all.length)] ?? "";
    const tag = fault === "" ? "" : `#fault:${fault} `;
    const question = `${tag}${randomUUID()}: What do you know about limits?`;
    this.asked += 1;
    chat.ask(question);
    return question;
  }

  async #disturb(chat: Chat): Promise<void> {
    if (randomInt(4) > 0) return;
    await delay(randomInt(600));
    if (randomInt(2) === 0) chat.stop();
  }

  #count({ state }: Chat, question: string): void {
    const { messages, queue } = state;
    // What was not sent before a restart waits for a click.
    if (queue.questions.some(({ text }) => text === question)) {
      this.stopped += 1;
      return;
    }
    const places = messages.flatMap(({ text }, place) => (text === question ? [place] : []));
    const [place, ...others] = places;
    const answer = place === undefined ? undefined : messages[place + 1];
    if (others.length > 0 || answer?.role === "user" || !answer) {
      this.problems.push(`a question ended ${places.length} times: ${question}`);
      return;
    }
    if (answer.state?.kind === "failed") this.failed += 1;
    else if (answer.state) this.stopped += 1;
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

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await delay(5);
}

function ignore(): void {
  // Frames go nowhere here: what counts is that they are made and let go.
}
