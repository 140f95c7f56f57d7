import type { SimulatedBot, SimulationContext } from "../../../core/simulation.ts";
import type { Item, StoredChatbot, StoredMessage, StoredThread } from "./wire.ts";

const decimalDigits = "0123456789";
const hexDigits = "0123456789abcdef";
const minute = 60_000;
const day = 24 * 60 * minute;

/** What the simulated service remembers during one run. */
export interface Store {
  readonly chatbots: StoredChatbot[];
  /** A chatbot that knows nothing yet. */
  readonly createChatbot: (name: string) => StoredChatbot;
  /** An id in the style of this service. */
  readonly bigId: () => string;
  readonly uuid: () => string;
  threadsOf(chatbot: StoredChatbot): StoredThread[];
  thread(chatbot: StoredChatbot, id: string): StoredThread | undefined;
  removeThread(thread: StoredThread): void;
  openThread(chatbot: StoredChatbot, time: number, id?: string): StoredThread;
  /** Stores what the user said; the bot answers unless the thread is in a person's hands. */
  ask(thread: StoredThread, text: string, time: number, iconUrl: string | null): StoredMessage;
  /** Stores what a person says in the bot's place. */
  reply(thread: StoredThread, text: string, time: number, as: AgentReply): StoredMessage;
  /** Stores what the user said, and that a limit is reached. */
  refuse(thread: StoredThread, text: string, time: number): StoredMessage;
  /** Hands the thread over to a person. */
  escalate(thread: StoredThread, prompt: string | undefined, time: number): void;
  /** Options of the request get ids of their own. */
  withIds(prompts: readonly Readonly<Record<string, unknown>>[]): Item[];
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

  const bigId = (): string => `376${context.randomText(decimalDigits, 15)}`;

  const toChatbot = (id: string, bot: SimulatedBot): StoredChatbot => ({
    id,
    bot,
    title: bot.name,
    description: bot.description,
    settings: { mode: "AI", hideSources: !bot.showsSources },
    lists: { starters: [], followUps: [], personas: [], prompts: [] },
  });
  const chatbots = context.bots.map((bot) => {
    const id = `365${context.stableText(`chatbot ${bot.slug}`, decimalDigits, 15)}`;
    const chatbot = toChatbot(id, bot);
    const { lists, settings } = chatbot;
    Object.assign(settings, {
      welcomeMessage: bot.welcome,
      placeholderText: "Ask me anything…",
      brandColor: "#2f6f4f",
    });
    lists.starters.push(
      ...bot.starters.map((starter, index) => ({
        id: stableUuid(`starter ${bot.slug} ${String(index)}`),
        title: starter.title,
        description: starter.text,
        link: null,
      })),
    );
    if (bot.escalation)
      lists.followUps.push({
        id: stableUuid(`escalation ${bot.slug}`),
        title: bot.escalation.title,
        description: bot.escalation.text,
        isEscalationPrompt: true,
      });
    return chatbot;
  });

  function add(
    thread: StoredThread,
    time: number,
    message: Pick<StoredMessage, "messageType"> & Partial<StoredMessage>,
  ): StoredMessage {
    const stored: StoredMessage = {
      id: bigId(),
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
    thread.messages.push(context.stored(stored));
    thread.updatedAt = time;
    return stored;
  }

  function ask(thread: StoredThread, text: string, time: number, iconUrl: string | null) {
    const question = { text, time };
    const { bot, lists, settings } = thread.chatbot;
    if (thread.mode === "AGENT" || settings["mode"] === "AGENT") {
      return add(thread, time, { messageType: "USER_MESSAGE", question, iconUrl });
    }
    const answer = bot.answer(text);
    return add(thread, time, {
      messageType: "NORMAL_MESSAGE",
      question,
      answer: { text: answer.parts.filter((part) => typeof part === "string").join(""), time },
      passages: settings["hideSources"] === true ? [] : answer.passages,
      iconUrl,
      prompts: lists.followUps.map(({ isEscalationPrompt: _flag, ...prompt }) => prompt),
      smartPrompts: answer.followUps,
    });
  }

  function reply(thread: StoredThread, text: string, time: number, as: AgentReply) {
    return add(thread, time, { messageType: "AGENT_MESSAGE", answer: { text, time }, ...as });
  }

  function refuse(thread: StoredThread, text: string, time: number) {
    add(thread, time, { messageType: "USER_MESSAGE", question: { text, time } });
    return add(thread, time, {
      messageType: "SYSTEM_MESSAGE",
      systemMessageType: "EXCEEDED_USAGE_LIMITS",
    });
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
    createChatbot: (name) => {
      const chatbot = toChatbot(
        `365${context.randomText(decimalDigits, 15)}`,
        context.createBot(name),
      );
      chatbots.push(chatbot);
      return chatbot;
    },
    bigId,
    uuid: randomUuid,
    threadsOf: (chatbot) => [...threads.values()].filter((each) => each.chatbot === chatbot),
    thread: (chatbot, id) => threads.get(keyOf(chatbot, id)),
    removeThread: ({ chatbot, id }) => void threads.delete(keyOf(chatbot, id)),
    openThread,
    ask,
    reply,
    refuse,
    escalate,
    withIds: (prompts) => prompts.map((prompt) => ({ id: randomUuid(), ...prompt })),
  };
}
