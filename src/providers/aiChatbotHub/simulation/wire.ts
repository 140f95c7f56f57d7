import type {
  SimulatedAnswer,
  SimulatedBot,
  SimulatedPassage,
  SimulatedRequest,
  SimulatedResponse,
} from "../../../core/simulation.ts";

/** A chatbot as the service stores it. */
export interface StoredChatbot {
  readonly uuid: string;
  readonly bot: SimulatedBot;
  readonly createdAt: number;
  name: string;
  /** What an update changes; flat in requests, below `meta` in answers. */
  readonly settings: Record<string, unknown>;
}

/** One turn of a session: query and response in one record. */
export interface StoredMessage {
  readonly uuid: string;
  readonly createdAt: number;
  readonly query: string;
  readonly response: string;
  readonly citations: string;
  /** Counts the turns of the whole run; records differ by it as they do at the service. */
  readonly turn: number;
}

/** A session with its turns, oldest first. */
export interface StoredSession {
  readonly uuid: string;
  readonly chatbot: StoredChatbot;
  readonly createdAt: number;
  readonly messages: StoredMessage[];
  /** What a visitor of the website entered into the lead form; absent for sessions made by the API. */
  readonly user?: Readonly<Record<string, string>>;
}

/** The members of a JSON body; none when it is not a JSON object. */
export function bodyOf(request: SimulatedRequest): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(request.body));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    // Calls without a body are normal here, and a broken one lacks whatever the call needs.
    return {};
  }
}

/** A JSON answer with status 200. */
export function json(body: unknown): SimulatedResponse {
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    format: "json",
    body: [JSON.stringify(body)],
  };
}

const sentences: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Invalid API key",
  403: "You do not have access to this resource",
  404: "Resource not found",
  405: "The method is not allowed for the requested URL.",
  429: "Too many requests",
};

/** The service's error answer; the bodies of its errors are not documented, so this one is plausible. */
export function refuse(status: number, sentence?: string): SimulatedResponse {
  return { ...json({ error: sentence ?? sentences[status] ?? "Internal server error" }), status };
}

/** ISO 8601 with whole seconds, as all times of this service. */
export function wholeSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

/** The key of a passage in `cite_data_json`: number of the source, point, number of its piece. */
function citationKey(passages: readonly SimulatedPassage[], index: number): string {
  const files = [...new Set(passages.map((passage) => passage.fileName))];
  const passage = passages[index];
  return passage ? `${String(files.indexOf(passage.fileName) + 1)}.${String(passage.page)}` : "";
}

/** The text of an answer; its citations are markers such as `[3.4]`, or left out when the bot shows none. */
export function textOf(answer: SimulatedAnswer, showsCitations: boolean): string {
  const marker = (cite: number): string =>
    showsCitations ? ` [${citationKey(answer.passages, cite)}]` : "";
  return answer.parts.map((part) => (typeof part === "string" ? part : marker(part.cite))).join("");
}

/** The spellings of "no citations" that clients have met. */
const nothingCited = ["{}", "", "null", '""'];

/** The text of `cite_data_json`: JSON inside a string, and sometimes without an entry for the last marker. */
export function citationsOf(
  answer: SimulatedAnswer,
  showsCitations: boolean,
  turn: number,
  dataSourceUuid: (passage: SimulatedPassage) => string,
): string {
  const cited = answer.parts.flatMap((part) => (typeof part === "string" ? [] : [part.cite]));
  const kept = turn % 5 === 0 && cited.length > 1 ? cited.slice(0, -1) : cited;
  if (!showsCitations || kept.length === 0) {
    return nothingCited[turn % nothingCited.length] ?? "";
  }
  const entries = kept.flatMap((cite) => {
    const passage = answer.passages[cite];
    if (!passage) {
      return [];
    }
    const isFile = passage.url === "" || passage.fileName.endsWith(".pdf");
    const entry = {
      data_source_uuid: dataSourceUuid(passage),
      title: passage.title,
      text: passage.text,
      file_name: isFile ? passage.fileName : passage.url,
      type: isFile ? "upload" : "url",
    };
    return [[citationKey(answer.passages, cite), entry] as const];
  });
  return JSON.stringify(Object.fromEntries(entries));
}

/** A chatbot; its settings are flat in requests and below `meta` in answers. */
export function chatbotJson(chatbot: StoredChatbot): unknown {
  return {
    created_at: wholeSeconds(chatbot.createdAt),
    meta: chatbot.settings,
    modified_at: wholeSeconds(chatbot.createdAt),
    name: chatbot.name,
    uuid: chatbot.uuid,
  };
}

/** A session; `meta` is there only when a visitor has filled in a lead form. */
export function sessionJson(session: StoredSession): unknown {
  return {
    created_at: wholeSeconds(session.createdAt),
    ...(session.user && { meta: { user: session.user } }),
    modified_at: wholeSeconds(session.messages.at(-1)?.createdAt ?? session.createdAt),
    uuid: session.uuid,
  };
}

/** A session that was just made, with the further fields of the parent product and its siblings. */
export function newSessionJson(session: StoredSession): unknown {
  return { ...(sessionJson(session) as object), initial_variables: {}, ip_address: "203.0.113.7" };
}

/** A message; every second record has the further fields that were seen at the parent product. */
export function messageJson(message: StoredMessage): unknown {
  const further = {
    ai_context_json: null,
    background_pending_tasks: 0,
    detected_frustrations: null,
    error_message: "",
    feedback_json: null,
    labels: [],
    session_documents: [],
  };
  return {
    cite_data_json: message.citations,
    created_at: wholeSeconds(message.createdAt),
    finish_reason: message.response.length > 100_000 ? "length" : "stop",
    meta_json: "{}",
    modified_at: wholeSeconds(message.createdAt),
    query: message.query,
    response: message.response,
    uuid: message.uuid,
    ...(message.turn % 2 === 1 && further),
  };
}
