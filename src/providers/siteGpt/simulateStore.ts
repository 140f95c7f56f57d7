import type { SimulationContext } from "../../core/simulation.ts";
import type { Prompt, StoredChatbot, StoredMessage, StoredThread } from "./simulateWire.ts";

const decimalDigits = "0123456789";
const hexDigits = "0123456789abcdef";
const minute = 60_000;
const day = 24 * 60 * minute;

/** What the simulated service remembers during one run. */
export interface Store {
  readonly chatbots: readonly StoredChatbot[];
  threadsOf(chatbot: StoredChatbot): StoredThread[];
  thread(chatbot: StoredChatbot, id: string): StoredThread | undefined;
  openThread(chatbot: StoredChatbot, time: number, id?: string): StoredThread;
  /** Stores what the user said; the bot answers unless the thread is in a person's hands. */
  ask(thread: StoredThread, text: string, time: number, iconUrl: string | null): StoredMessage;
  /** Stores what a person says in the bot's place. */
  reply(thread: StoredThread, text: string, time: number, as: AgentReply): StoredMessage;
  /** Hands the thread over to a person. */
  escalate(thread: StoredThread, prompt: string | undefined, time: number): void;
  /** Options of the request get ids of their own. */
  withIds(prompts: readonly Omit<Prompt, "id">[]): Prompt[];
}

/** Who replies, and what goes along with it. */
export type AgentReply = Pick<StoredMessage, "agentName" | "iconUrl" | "prompts">;

/** Makes the store of one run, with the conversations that took place before it. */
export function createStore(context: SimulationContext): Store {
  const threads = new Map<string, StoredThread>();

  // The caller may choose a thread's id, so two chatbots can have the same one.
  const keyOf = (chatbot: StoredChatbot, id: string): string => `${chatbot.id}/${id}`;
  const uuid = (text: string): string =>
    text.replace(/^(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-a$4-");
  const stableUuid = (seed: string): string => uuid(context.stableText(seed, hexDigits, 32));
  const randomUuid = (): string => uuid(context.randomText(hexDigits, 32));

  const chatbots = context.bots.map((bot): StoredChatbot => {
    const { escalation } = bot;
    return {
      id: `365${context.stableText(`chatbot ${bot.slug}`, decimalDigits, 15)}`,
      bot,
      starters: bot.starters.map((starter, index) => ({
        id: stableUuid(`starter ${bot.slug} ${String(index)}`),
        title: starter.title,
        description: starter.text,
        link: null,
      })),
      followUps: escalation
        ? [
            {
              id: stableUuid(`escalation ${bot.slug}`),
              title: escalation.title,
              description: escalation.text,
              isEscalationPrompt: true,
            },
          ]
        : [],
    };
  });

  function add(
    thread: StoredThread,
    time: number,
    message: Pick<StoredMessage, "messageType"> & Partial<StoredMessage>,
  ): StoredMessage {
    const stored: StoredMessage = {
      id: `376${context.randomText(decimalDigits, 15)}`,
      question: null,
      answer: null,
      passages: [],
      agentName: "",
      iconUrl: null,
      prompts: [],
      smartPrompts: [],
      reaction: "NEUTRAL",
      ...message,
    };
    thread.messages.push(stored);
    thread.updatedAt = time;
    return stored;
  }

  function ask(thread: StoredThread, text: string, time: number, iconUrl: string | null) {
    const question = { text, time };
    if (thread.mode === "AGENT") {
      return add(thread, time, { messageType: "USER_MESSAGE", question, iconUrl });
    }
    const { bot, followUps } = thread.chatbot;
    const answer = bot.answer(text);
    return add(thread, time, {
      messageType: "NORMAL_MESSAGE",
      question,
      answer: { text: answer.parts.filter((part) => typeof part === "string").join(""), time },
      passages: bot.showsSources ? answer.passages : [],
      iconUrl,
      prompts: followUps.map(({ isEscalationPrompt: _flag, ...prompt }) => prompt),
      smartPrompts: answer.followUps,
    });
  }

  function reply(thread: StoredThread, text: string, time: number, as: AgentReply) {
    return add(thread, time, { messageType: "AGENT_MESSAGE", answer: { text, time }, ...as });
  }

  function openThread(chatbot: StoredChatbot, time: number, id = randomUuid()): StoredThread {
    const thread: StoredThread = {
      id,
      chatbot,
      startedAt: time,
      updatedAt: time,
      messages: [],
      mode: "AI",
      escalated: false,
      chatUser: null,
    };
    threads.set(keyOf(chatbot, id), thread);
    return thread;
  }

  function escalate(thread: StoredThread, prompt: string | undefined, time: number): void {
    thread.mode = "AGENT";
    thread.escalated = true;
    if (prompt !== undefined) {
      ask(thread, prompt, time, null);
    }
    add(thread, time, { messageType: "SYSTEM_MESSAGE" });
    const agent = thread.chatbot.bot.escalation?.agent;
    if (agent !== undefined) {
      const text = `Hello, this is ${agent}. I have read your conversation — how can I help?`;
      reply(thread, text, time, { agentName: agent, iconUrl: null, prompts: [] });
    }
  }

  for (const chatbot of chatbots) {
    for (const [index, questions] of chatbot.bot.pastConversations.entries()) {
      const time = context.now() - (index + 1) * day;
      const thread = openThread(chatbot, time);
      for (const [turn, question] of questions.entries()) {
        ask(thread, question, time + turn * Math.min(minute, day / (questions.length + 2)), null);
      }
    }
  }

  return {
    chatbots,
    threadsOf: (chatbot) => [...threads.values()].filter((each) => each.chatbot === chatbot),
    thread: (chatbot, id) => threads.get(keyOf(chatbot, id)),
    openThread,
    ask,
    reply,
    escalate,
    withIds: (prompts) => prompts.map((prompt) => ({ id: randomUuid(), ...prompt })),
  };
}
