import type { SimulatedAnswer, SimulatedBot, SimulationContext } from "../../core/simulation.ts";
import type { WireSection } from "./simulateStream.ts";
import type {
  StoredBot,
  StoredBotChat,
  StoredMessage,
  StoredPlainChat,
  StoredRecipe,
} from "./simulateWire.ts";

const base32 = "0123456789abcdefghjkmnpqrstvwxyz";
const hexDigits = "0123456789abcdef";
const minute = 60_000;
const day = 24 * 60 * minute;

/** An answer as it goes over the wire: the passages found, and the text with markers for the cited ones. */
export interface WireAnswer {
  readonly sections: readonly WireSection[];
  readonly text: string;
  /** Counts the answers of the run. */
  readonly number: number;
}

/** What the simulated service remembers during one run. */
export interface Store {
  readonly ownerId: string;
  readonly bots: readonly StoredBot[];
  readonly recipes: readonly StoredRecipe[];
  /** Chats of both families by id, in the order of their creation. */
  readonly botChats: ReadonlyMap<string, StoredBotChat>;
  readonly plainChats: ReadonlyMap<string, StoredPlainChat>;
  openBotChat(bot: StoredBot, options: BotChatOptions, time: number): StoredBotChat;
  openPlainChat(options: PlainChatOptions, time: number): StoredPlainChat;
  askBot(chat: StoredBotChat, question: string, sectionLimit: number, time: number): WireAnswer;
  askPlainly(chat: StoredPlainChat, question: string, time: number): WireAnswer;
}

/** What the caller may say about a new knowledge-bot chat. */
export type BotChatOptions = Pick<StoredBotChat, "externalId" | "userMetadata">;

/** What the caller may say about a new plain chat. */
export type PlainChatOptions = Pick<StoredPlainChat, "title" | "recipeId" | "systemPrompt">;

/** Makes the store of one run, with the conversations that took place before it. */
export function createStore(context: SimulationContext): Store {
  const botChats = new Map<string, StoredBotChat>();
  const plainChats = new Map<string, StoredPlainChat>();
  const start = context.now();
  let answers = 0;

  const stableId = (prefix: string, seed: string): string =>
    `${prefix}${context.stableText(`${prefix} ${seed}`, base32, 26)}`;
  const newId = (prefix: string): string => `${prefix}${context.randomText(base32, 26)}`;
  const newUuid = (): string =>
    context.randomText(hexDigits, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-a$4-");

  const bots = context.bots.map((bot): StoredBot => ({
    id: stableId("kb_", bot.slug),
    bot,
    createdAt: start - 60 * day,
    documentIds: bot.documents.map(({ fileName }) => stableId("doc_", fileName)),
  }));
  const recipes = ["Explain to a newcomer", "Draft a message", "Plan the next steps"].map(
    (name): StoredRecipe => ({
      id: stableId("reci_", name),
      name,
      createdAt: start - 30 * day,
    }),
  );

  function write(answer: SimulatedAnswer, bot: SimulatedBot, sectionLimit: number): WireAnswer {
    const passages = bot.showsSources ? answer.passages.slice(0, sectionLimit) : [];
    const sections = passages.map((passage) => ({
      id: stableId("dsec", `${passage.fileName} ${String(passage.page)}`),
      content: passage.text,
      similarity: passage.similarity,
      document_name: passage.fileName,
      page_number: passage.page,
    }));
    const marker = (cite: number): string => {
      const section = sections[cite];
      return section ? ` [${section.id}]` : "";
    };
    const text = answer.parts.map((part) => (typeof part === "string" ? part : marker(part.cite)));
    answers += 1;
    return { sections, text: text.join(""), number: answers };
  }

  function remember(
    messages: StoredMessage[],
    chatId: string,
    id: () => string,
    turn: { question: string; answer: string; time: number },
  ): void {
    const createdAt = turn.time;
    messages.push(
      { id: id(), chatId, role: "user", content: turn.question, createdAt },
      {
        id: id(),
        chatId,
        role: "assistant",
        content: turn.answer,
        createdAt: Math.min(createdAt + 2000, context.now()),
      },
    );
  }

  function openBotChat(bot: StoredBot, options: BotChatOptions, time: number): StoredBotChat {
    const chat = { id: newId("kbc_"), botId: bot.id, createdAt: time, messages: [], ...options };
    botChats.set(chat.id, chat);
    return chat;
  }

  function openPlainChat(options: PlainChatOptions, time: number): StoredPlainChat {
    const chat = { id: newUuid(), createdAt: time, messages: [], ...options };
    plainChats.set(chat.id, chat);
    return chat;
  }

  function askBot(chat: StoredBotChat, question: string, sectionLimit: number, time: number) {
    const bot = bots.find(({ id }) => id === chat.botId)?.bot ?? context.generalist;
    const answer = write(bot.answer(question), bot, sectionLimit);
    remember(chat.messages, chat.id, () => newId("kbcm_"), { question, answer: answer.text, time });
    return answer;
  }

  function askPlainly(chat: StoredPlainChat, question: string, time: number): WireAnswer {
    const answer = write(context.generalist.answer(question), context.generalist, 0);
    remember(chat.messages, chat.id, newUuid, { question, answer: answer.text, time });
    return answer;
  }

  for (const stored of bots) {
    for (const [index, questions] of stored.bot.pastConversations.entries()) {
      const time = start - (index + 1) * day;
      const chat = openBotChat(stored, { externalId: "intranet-4711", userMetadata: null }, time);
      for (const [turn, question] of questions.entries()) {
        askBot(chat, question, 4, time + turn * Math.min(minute, day / (questions.length + 2)));
      }
    }
  }

  return {
    ownerId: stableId("user_", "owner"),
    bots,
    recipes,
    botChats,
    plainChats,
    openBotChat,
    openPlainChat,
    askBot,
    askPlainly,
  };
}
