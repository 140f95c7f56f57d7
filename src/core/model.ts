/** Plain data that every layer speaks of. The services own it; Parley keeps it only while it is shown. */

/** A time in milliseconds since 1970-01-01 UTC. */
export type Timestamp = number;

/** One key at one service. Lives in the settings; the key itself lives in SecretStorage only. */
export interface Account {
  readonly id: string;
  readonly providerId: string;
  readonly label: string;
  /** An origin without a path, e.g. `https://app.aichatbothub.com`. */
  readonly baseUrl: string;
}

/** A hosted chatbot. */
export interface Chatbot {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** True when its answers can name their sources. Absent where the service does not say. */
  readonly canCite?: boolean;
  /** True when the name and the description are not the service's but Parley's, in English. */
  readonly isNamedByParley?: boolean;
  /** How often it may be asked, where its service publishes that. */
  readonly rateLimit?: RateLimitFact;
}

/** At most so many questions in so many seconds. */
export interface RateLimitFact {
  readonly questions: number;
  readonly seconds: number;
}

/** One conversation with a chatbot, as the service lists it. */
export interface Session {
  readonly id: string;
  readonly chatbotId: string;
  /** What the service calls it; many sessions have no title. */
  readonly title?: string;
  readonly createdAt?: Timestamp;
  readonly updatedAt?: Timestamp;
  /** True when people, not the bot, answer in this session. */
  readonly humanMode?: boolean;
  /** True when people answer in this session and none has since its visitor asked. */
  readonly waitsForHuman?: boolean;
  /** What the service marks it as; absent where it does not say. */
  readonly states?: readonly SessionState[];
}

/** What a session may be marked as: not resolved yet, handed to people, important to somebody. */
export const sessionStates = ["open", "escalated", "starred"] as const;

/** One of the marks. */
export type SessionState = (typeof sessionStates)[number];

/** Who speaks: the user, the bot, a human agent of the service's side, or the service itself. */
export type Role = "user" | "assistant" | "agent" | "system";

/** What the user thinks of an answer. */
export type Reaction = "positive" | "negative" | "neutral";

/** One article of the transcript. */
export interface Message {
  /** Unique in its session. Stable between two loads of the same history. */
  readonly key: string;
  /** Id of the service's record. A question and its answer may share one. */
  readonly recordId?: string;
  readonly role: Role;
  /** Markdown. */
  readonly text: string;
  readonly createdAt?: Timestamp;
  /** Display name of a human agent. */
  readonly author?: string;
  /** Name of the language model, where the service tells it. */
  readonly model?: string;
  readonly sources?: readonly Source[];
  readonly prompts?: readonly OfferedPrompt[];
  readonly reaction?: Reaction;
  /** What a model of the editor has made of this answer. Only the open chat has it; no service knows of it. */
  readonly continuation?: Continuation;
  /** True while only Parley has it: the service has not been seen to have stored it. */
  readonly isLocal?: boolean;
  /** True while Parley asks the service whether it has the answer that did not arrive here. */
  readonly isLookedFor?: boolean;
  /** True for an answer that did not arrive here and was found at the service later. */
  readonly isFoundLater?: boolean;
  /** Absent on a message that is complete. */
  readonly state?: MessageState;
}

/** What a language model of the editor, which is not the service's, says to an answer. */
export interface Continuation {
  /** The model's name. */
  readonly model: string;
  /** Markdown. */
  readonly text: string;
  readonly state: "arriving" | "complete" | "stopped" | "failed";
}

/** Why a message is not a complete answer (yet). */
export type MessageState =
  | { readonly kind: "waiting" }
  | { readonly kind: "streaming" }
  | {
      readonly kind: "retrying";
      readonly attempt: number;
      readonly at: Timestamp;
      readonly error: ErrorData;
    }
  /** The user stopped it. */
  | { readonly kind: "stopped" }
  /** The window or the editor ended meanwhile. */
  | { readonly kind: "interrupted"; readonly isSent: boolean }
  | { readonly kind: "failed"; readonly error: ErrorData }
  /** The service ended the answer at its own length limit. */
  | { readonly kind: "cut-off" }
  /** The question was delivered and no bot answers, because people do in this session. */
  | { readonly kind: "for-humans" };

/** A passage, page or file that an answer rests on. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly url?: string;
  readonly passage?: string;
  /** Page in the document, counted from 1. */
  readonly page?: number;
  /** 0 to 1. */
  readonly similarity?: number;
  /** What the owner of the document has noted about it. */
  readonly notes?: string;
  /** The literal text that cites this source in the answer, e.g. `[3.4]`. Absent where a service has no markers. */
  readonly marker?: string;
}

/** A button that the service offers: a starter, a follow-up question, a link, or a way to a human. */
export interface OfferedPrompt {
  readonly kind: "question" | "link" | "escalation";
  readonly title: string;
  /** What is sent for a question or an escalation; the address for a link. */
  readonly text: string;
}

/** What a chatbot shows before the first question. */
export interface Opening {
  readonly welcome?: string;
  readonly prompts: readonly OfferedPrompt[];
  /** Templates of which one can be chosen for a new session. */
  readonly recipes: readonly Recipe[];
}

/** A template for a new session (CRBNai's recipes). */
export interface Recipe {
  readonly id: string;
  readonly name: string;
}

/** The closed list of ways in which a call can fail. */
export type ErrorKind =
  | "cancelled"
  | "no-key"
  | "bad-key"
  | "forbidden"
  /** Something between here and the service has refused, and the service was not asked. */
  | "blocked"
  | "not-found"
  | "rate-limited"
  | "out-of-quota"
  | "too-large"
  /** A question may be stored in a session of which nobody here knows which it is. */
  | "unsure"
  | "rejected"
  | "timeout"
  | "offline"
  | "unreachable"
  | "server"
  | "bad-reply"
  | "config"
  | "bug";

/** A `ChatError` as data: redacted, and safe to send to the webview or write to a file. */
export interface ErrorData {
  readonly kind: ErrorKind;
  /** For the log and for tickets; not a sentence for users. */
  readonly detail: string;
  /** What the service itself said, shortened. Untrusted text. */
  readonly serviceMessage?: string;
  readonly status?: number;
  /** When the service said it may be asked again. */
  readonly retryAt?: Timestamp;
}
