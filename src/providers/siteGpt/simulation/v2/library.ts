import type { SimulationContext } from "../../../../core/simulation.ts";
import type { Store } from "../store.ts";
import type { StoredChatbot } from "../wire.ts";

/** A document of a chatbot (2.4). */
export interface StoredDocument {
  readonly id: string;
  readonly name: string;
  /** The address that it was read from, or its name. */
  readonly externalId: string;
  readonly source: string;
  readonly error: string | null;
  readonly createdAt: number;
  status: "QUEUED" | "PROCESSING" | "SUCCESS" | "FAILED";
  text: string;
  isEdited: boolean;
}

/** What is added to a library. */
export type NewDocument = Pick<StoredDocument, "name" | "externalId" | "source" | "text"> &
  Partial<Pick<StoredDocument, "error">>;

/** The documents of all chatbots. */
export interface Library {
  /** Oldest first. */
  documentsOf(chatbot: StoredChatbot): readonly StoredDocument[];
  add(chatbot: StoredChatbot, document: NewDocument): StoredDocument;
  rewrite(chatbot: StoredChatbot, document: StoredDocument, text: string): void;
  remove(chatbot: StoredChatbot, document: StoredDocument): void;
  /** Time passes for a document that is not learned yet. */
  learnOn(document: StoredDocument): void;
}

/** Makes the library of one run, with the documents that its bots were trained on. */
export function createLibrary(context: SimulationContext, store: Store): Library {
  const byChatbot = new Map<StoredChatbot, StoredDocument[]>();
  const steps = { QUEUED: "PROCESSING", PROCESSING: "SUCCESS" } as const;

  const shelfOf = (chatbot: StoredChatbot): StoredDocument[] => {
    const known = byChatbot.get(chatbot);
    if (known) return known;
    const shelf = chatbot.bot.documents.map(({ title, url, fileName }, index): StoredDocument => ({
      id: `doc_${context.stableText(`${chatbot.id} ${String(index)}`, "0123456789", 12)}`,
      name: fileName,
      externalId: url,
      source: "URLS_LIST",
      error: null,
      createdAt: 0,
      status: "SUCCESS",
      text: `# ${title}`,
      isEdited: false,
    }));
    byChatbot.set(chatbot, shelf);
    return shelf;
  };

  const learn = ({ bot }: StoredChatbot, { id, name, externalId, text }: StoredDocument): void => {
    const url = externalId.startsWith("http") ? externalId : "";
    bot.learn({ title: name, fileName: id, url, text });
  };

  return {
    documentsOf: shelfOf,
    add(chatbot, { error = null, ...document }) {
      const stored: StoredDocument = {
        ...document,
        id: `doc_${store.uuid()}`,
        error,
        createdAt: context.now(),
        status: error === null ? "QUEUED" : "FAILED",
        isEdited: false,
      };
      shelfOf(chatbot).push(stored);
      if (error === null) learn(chatbot, stored);
      return stored;
    },
    rewrite(chatbot, document, text) {
      Object.assign(document, { text, isEdited: true, status: "QUEUED" });
      learn(chatbot, document);
    },
    remove(chatbot, document) {
      const shelf = shelfOf(chatbot);
      shelf.splice(shelf.indexOf(document), 1);
      chatbot.bot.forget(document.id);
    },
    learnOn(document) {
      const { status } = document;
      if (status === "QUEUED" || status === "PROCESSING") document.status = steps[status];
    },
  };
}
