import type {
  LearnedDocument,
  SimulatedAnswer,
  SimulatedBot,
  SimulationContext,
} from "../../../core/simulation.ts";
import type { WireSection } from "./stream.ts";
import type {
  BotSettings,
  StoredBot,
  StoredBotChat,
  StoredDocument,
  StoredMessage,
  StoredPlainChat,
  StoredRecipe,
} from "./wire.ts";

const base32 = "0123456789abcdefghjkmnpqrstvwxyz";
const hexDigits = "0123456789abcdef";
const minute = 60_000;
const day = 24 * 60 * minute;
/** What happens to a new document before it is ready. */
const processing = ["PROCESSING", "EMBEDDING"];
/** How many passages a bot draws on unless it is told. */
export const defaultSections = 5;

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
  /** Identifiers as the service makes them: a prefix and 26 letters, or a UUID. */
  newId(prefix: string): string;
  newUuid(): string;
  createBot(settings: BotSettings): StoredBot;
  /** Its documents and chats go with it. */
  removeBot(bot: StoredBot): void;
  /** Brings its documents one step further; what is ready is learned. */
  processDocuments(bot: StoredBot): void;
  /** An answer outside of any chat; nothing of it is stored. */
  summarize(bot: StoredBot, question: string): WireAnswer;
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

  const storeBot = (id: string, bot: SimulatedBot, createdAt: number): StoredBot => ({
    id,
    bot,
    createdAt,
    settings: {
      title: bot.name,
      description: bot.description,
      embeddable: false,
      user_metadata: null,
    },
    documents: bot.documents.map(({ fileName, title }): StoredDocument => ({
      id: stableId("doc_", fileName),
      name: fileName,
      status: "READY",
      userMetadata: null,
      createdAt,
      fileName,
      text: `# ${title}\n`,
    })),
  });
  const bots = context.bots.map((bot) =>
    storeBot(stableId("kb_", bot.slug), bot, start - 60 * day),
  );
  const recipes = ["Explain to a newcomer", "Draft a message", "Plan the next steps"].map(
    (name): StoredRecipe => ({
      id: stableId("reci_", name),
      name,
      createdAt: start - 30 * day,
    }),
  );

  function write(
    answer: SimulatedAnswer,
    documents: readonly StoredDocument[],
    sectionLimit: number,
  ): WireAnswer {
    const sections = answer.passages.slice(0, sectionLimit).map((passage) => {
      const document = documents.findLast(({ fileName }) => fileName === passage.fileName);
      return {
        id: stableId("dsec", `${passage.fileName} ${String(passage.page)}`),
        content: passage.text,
        similarity: passage.similarity,
        document_name: document?.name ?? passage.fileName,
        page_number: passage.page,
        ...(document?.userMetadata != null && { user_metadata: document.userMetadata }),
      };
    });
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
    const turns: readonly StoredMessage[] = [
      { id: id(), chatId, role: "user", content: turn.question, createdAt },
      {
        id: id(),
        chatId,
        role: "assistant",
        content: turn.answer,
        createdAt: Math.min(createdAt + 2000, context.now()),
      },
    ];
    messages.push(...turns.map((message) => context.stored(message)));
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
    const stored = bots.find(({ id }) => id === chat.botId);
    const bot = stored?.bot ?? context.generalist;
    const limit = bot.showsSources ? sectionLimit : 0;
    const answer = write(bot.answer(question), stored?.documents ?? [], limit);
    remember(chat.messages, chat.id, () => newId("kbcm_"), { question, answer: answer.text, time });
    return answer;
  }

  function askPlainly(chat: StoredPlainChat, question: string, time: number): WireAnswer {
    const answer = write(context.generalist.answer(question), [], 0);
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
    newId,
    newUuid,
    createBot: (settings) => {
      const stored = storeBot(newId("kb_"), context.createBot(settings.title), context.now());
      stored.settings = settings;
      bots.push(stored);
      return stored;
    },
    removeBot: (bot) => {
      bots.splice(bots.indexOf(bot), 1);
      for (const [id, { botId }] of botChats) if (botId === bot.id) botChats.delete(id);
    },
    processDocuments: ({ bot, documents }) => {
      for (const document of documents) {
        const step = processing.indexOf(document.status);
        if (step < 0) continue;
        document.status = processing[step + 1] ?? "READY";
        if (document.status === "READY") bot.learn(learnedOf(document));
      }
    },
    summarize: (stored, question) =>
      write(stored.bot.answer(question), stored.documents, defaultSections),
    recipes,
    botChats,
    plainChats,
    openBotChat,
    openPlainChat,
    askBot,
    askPlainly,
  };
}

/** What a bot learns of a document; its first heading is its title. */
function learnedOf({ fileName, text }: StoredDocument): LearnedDocument {
  const title = /^# (.+)$/m.exec(text)?.[1] ?? fileName;
  return { title, fileName, url: "", text };
}
