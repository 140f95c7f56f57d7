import type {
  SimulatedBot,
  SimulatedPassage,
  SimulationContext,
} from "../../../core/simulation.ts";
import {
  type StoredChatbot,
  type StoredMessage,
  type StoredSession,
  citationsOf,
  textOf,
} from "./wire.ts";

const hexDigits = "0123456789abcdef";
const minute = 60_000;
const day = 24 * 60 * minute;

/** What the simulated service remembers during one run. */
export interface Store {
  readonly chatbots: StoredChatbot[];
  /** A chatbot that knows nothing yet. */
  createChatbot(name: string): StoredChatbot;
  /** By uuid, in the order of their creation. */
  readonly sessions: Map<string, StoredSession>;
  sessionsOf(chatbot: StoredChatbot): StoredSession[];
  createSession(chatbot: StoredChatbot): StoredSession;
  /** Lets the chatbot answer and stores the turn, as if the question had come at that time. */
  ask(session: StoredSession, query: string, time: number): StoredMessage;
  /** False when there is no such message. */
  removeMessage(uuid: string): boolean;
}

/** Makes the store of one run, with the conversations that took place before it. */
export function createStore(context: SimulationContext): Store {
  const sessions = new Map<string, StoredSession>();
  const start = context.now();
  let turns = 0;

  const uuid = (): string => context.randomText(hexDigits, 32);
  const toChatbot = (bot: SimulatedBot, id: string, createdAt: number): StoredChatbot => ({
    uuid: id,
    bot,
    createdAt,
    name: bot.name,
    settings: {
      rate_limit: [20, 240],
      rate_limit_message: "Too many messages",
      show_citations: bot.showsSources,
      visibility: "private",
    },
  });
  const chatbots = context.bots.map((bot) =>
    toChatbot(bot, context.stableText(`chatbot ${bot.slug}`, hexDigits, 32), start - 90 * day),
  );
  const dataSourceUuid = (passage: SimulatedPassage): string =>
    context.stableText(`data source ${passage.fileName}`, hexDigits, 32);

  function open(chatbot: StoredChatbot, createdAt: number, user?: StoredSession["user"]) {
    const session: StoredSession = {
      uuid: uuid(),
      chatbot,
      createdAt,
      messages: [],
      ...(user && { user }),
    };
    sessions.set(session.uuid, session);
    return session;
  }

  function ask(session: StoredSession, query: string, time: number): StoredMessage {
    const { bot, settings } = session.chatbot;
    const answer = bot.answer(query);
    const shows = settings["show_citations"] === true;
    turns += 1;
    const message: StoredMessage = {
      uuid: uuid(),
      createdAt: time,
      query,
      response: textOf(answer, shows),
      citations: citationsOf(answer, shows, turns, dataSourceUuid),
      turn: turns,
    };
    session.messages.push(context.stored(message));
    return message;
  }

  for (const chatbot of chatbots) {
    for (const [index, questions] of chatbot.bot.pastConversations.entries()) {
      const time = start - (index + 1) * day;
      const user = { name: "Noor Haddad", email: "noor.haddad@visitor.example" };
      const session = open(chatbot, time, user);
      for (const [turn, question] of questions.entries()) {
        ask(session, question, time + (turn + 1) * Math.min(minute, day / (questions.length + 2)));
      }
    }
  }

  return {
    chatbots,
    createChatbot: (name) => {
      const chatbot = toChatbot(context.createBot(name), uuid(), context.now());
      chatbots.push(chatbot);
      return chatbot;
    },
    sessions,
    sessionsOf: (chatbot) => [...sessions.values()].filter((each) => each.chatbot === chatbot),
    createSession: (chatbot) => open(chatbot, context.now()),
    ask,
    removeMessage: (id) => {
      for (const { messages } of sessions.values()) {
        const index = messages.findIndex((message) => message.uuid === id);
        if (index >= 0) {
          messages.splice(index, 1);
          return true;
        }
      }
      return false;
    },
  };
}
