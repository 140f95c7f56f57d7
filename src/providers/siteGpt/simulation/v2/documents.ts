import type {
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
} from "../../../../core/simulation.ts";
import { bodyOf } from "../requests.ts";
import type { StoredChatbot } from "../wire.ts";
import { ifConfirmed, invalid, page, refuse, succeed, textsIn, threeDigits } from "./answers.ts";
import { botPath, type ForChatbot } from "./chatbotPath.ts";
import type { Library, StoredDocument } from "./library.ts";

const documentPath = `${botPath}/documents/{documentId}`;
const maxContentChars = 500_000;

/** The calls about documents that are there (section 7). */
export function documentRoutes(
  library: Library,
  forChatbot: ForChatbot,
): readonly SimulatedRoute[] {
  const forDocument = (
    handle: (
      document: StoredDocument,
      request: SimulatedRequest,
      chatbot: StoredChatbot,
    ) => SimulatedResponse,
  ) =>
    forChatbot((chatbot, request) => {
      const id = request.parameter("documentId");
      const document = library.documentsOf(chatbot).find((one) => one.id === id);
      return document ? handle(document, request, chatbot) : refuse(404, "DOCUMENT_NOT_FOUND");
    });

  /** What a bulk call means (7.6); undefined for one that means nothing. */
  const selected = (
    chatbot: StoredChatbot,
    request: SimulatedRequest,
  ): readonly StoredDocument[] | undefined => {
    const body = bodyOf(request);
    const ids = textsIn(body, "documentIds");
    const all = library.documentsOf(chatbot);
    if (ids) return all.filter(({ id }) => ids.includes(id));
    return body["all"] === true ? all : undefined;
  };

  return [
    {
      method: "GET",
      path: `${botPath}/documents`,
      handle: forChatbot((chatbot, { query }) => {
        const documents = library.documentsOf(chatbot);
        const data = page("documents", documents, query, documentJson);
        for (const document of documents) library.learnOn(document);
        return succeed(data);
      }),
    },
    {
      method: "GET",
      path: `${botPath}/documents/stats`,
      handle: forChatbot((chatbot) => {
        const documents = library.documentsOf(chatbot);
        return succeed({ total: documents.length, bySource: countBy(documents, "source") });
      }),
    },
    {
      method: "POST",
      path: `${botPath}/documents/delete`,
      handle: forChatbot((chatbot, request) =>
        ifConfirmed(request, () => {
          const gone = selected(chatbot, request);
          if (!gone) return invalid("documentIds, a filter or all is required");
          for (const document of gone) library.remove(chatbot, document);
          return succeed({ itemsDeleted: gone.length });
        }),
      ),
    },
    {
      method: "POST",
      path: `${botPath}/documents/resync`,
      handle: forChatbot((chatbot, request) => {
        const wanted = selected(chatbot, request);
        if (!wanted) return invalid("documentIds, a filter or all is required");
        // What was typed or uploaded has no original to read again.
        const again = wanted.filter(({ externalId }) => externalId.startsWith("http"));
        for (const document of again) document.status = "QUEUED";
        return succeed({ itemsQueued: again.length, itemsSkipped: wanted.length - again.length });
      }),
    },
    {
      method: "GET",
      path: documentPath,
      handle: forDocument((document, { query }) => {
        const most = Math.min(maxContentChars, Number(query.get("maxContentChars") ?? 10_000));
        const text = document.text.slice(0, most);
        const hasText = query.get("includeContent") === "true";
        const content = { fileUrl: null, ...(hasText && { rawText: text, parsedText: text }) };
        const data = { document: documentJson(document), ingestJob: null, content };
        library.learnOn(document);
        return succeed(data);
      }),
    },
    {
      method: "PATCH",
      path: documentPath,
      handle: forDocument((document, request, chatbot) => {
        const { content } = bodyOf(request);
        if (typeof content !== "string") return invalid("content is required");
        library.rewrite(chatbot, document, content);
        return succeed({ document: { id: document.id, status: document.status } });
      }),
    },
    {
      method: "DELETE",
      path: documentPath,
      handle: forDocument((document, request, chatbot) =>
        ifConfirmed(request, () => {
          library.remove(chatbot, document);
          return succeed({ itemsDeleted: 1 });
        }),
      ),
    },
  ];
}

function countBy(documents: readonly StoredDocument[], name: "source") {
  const counts: Record<string, number> = {};
  for (const document of documents) counts[document[name]] = (counts[document[name]] ?? 0) + 1;
  return counts;
}

function documentJson(document: StoredDocument): unknown {
  const { id, name, externalId, source, status, error, text, isEdited, createdAt } = document;
  return {
    id,
    name,
    externalId,
    type: source === "LOCAL_FILE" ? "FILE" : "LINK",
    source,
    status,
    error,
    metadata: {},
    properties: { characterCount: text.length },
    isContentUpdatedManually: isEdited,
    lastSyncedAt: null,
    createdAt: threeDigits(createdAt),
    updatedAt: threeDigits(createdAt),
  };
}
