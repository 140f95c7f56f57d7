/**
 * What a provider's `simulation/index.ts` implements and what the simulator gives it. Types only: a simulated service
 * speaks the exact wire format of its service, and shares no code with the client that reads it.
 */

/** One request as the simulated service sees it. */
export interface SimulatedRequest {
  readonly method: string;
  /** Path without query, percent-encoded as it came, e.g. `/api/v1/chatbots`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The decoded path segment that stands where the route says `{name}`; throws for a name the route lacks. */
  parameter(name: string): string;
  /** The parts of a `multipart/form-data` body by name; none when it is something else. */
  form(): ReadonlyMap<string, SimulatedPart>;
}

/** One part of a form. */
export interface SimulatedPart {
  /** Its bytes, read as UTF-8. */
  readonly text: string;
  readonly length: number;
  /** There for files only. */
  readonly fileName?: string;
  /** As the sender calls it, e.g. `text/markdown`. */
  readonly type?: string;
}

/** One answer of a simulated service. */
export interface SimulatedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What the body really is; the content type cannot tell, because some services declare a wrong one. */
  readonly format: "text" | "json" | "json-sequence";
  /** The pieces of the body; when streamed they arrive one after the other. */
  readonly body: readonly string[];
  /** True when the pieces should arrive over time, as a model writes them. */
  readonly streamed?: boolean;
  /** What the bot says in a body of one document, for faults that deliver it in another form. */
  readonly said?: string | undefined;
  /** How many paces pass before the first byte, e.g. while the service writes the whole answer. */
  readonly stepsBefore?: number;
}

/** One line of a service's route table. */
export interface SimulatedRoute {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Path with `{name}` where one segment varies, e.g. `/api/v1/chatbot/{uuid}`. */
  readonly path: string;
  /** True when this call puts a user's question to a bot. */
  readonly asks?: boolean;
  /** True for an address that is a secret itself, e.g. of an upload: it needs no key and refuses one. */
  readonly isSigned?: true;
  /** True for a call that anybody may make; one with a key of nobody is refused all the same. */
  readonly isPublic?: true;
  /** True for a path that is there only to refuse as the service does. */
  readonly isOnlyRefused?: true;
  handle(request: SimulatedRequest): SimulatedResponse;
}

/** A simulated service: its routes over its state of one run, and its way of saying no. */
export interface SimulatedService {
  /** The first route that fits is taken, so a literal path stands before one with parameters. */
  readonly routes: readonly SimulatedRoute[];
  /** The service's own error answer for a status, e.g. 401, in its own format. */
  readonly refuse: (status: number) => SimulatedResponse;
}

/** What the simulator gives to each simulated service. */
export interface SimulationContext {
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly bots: readonly SimulatedBot[];
  /** Answers where a service chats without any documents; it cites nothing. */
  readonly generalist: SimulatedBot;
  /** Notes that a message is stored, and gives it back. */
  readonly stored: <T extends object>(message: T) => T;
  /** False for a message that is stored late and not listed yet. */
  readonly isListed: (message: object) => boolean;
  /** True while a question is to be met with the message that a limit is reached. */
  readonly isOverLimit: () => boolean;
  /** No page of a list has more items than this, whatever is asked for. */
  readonly mostPerPage: number;
  /** A new key, which the service accepts too until it is revoked. */
  issueKey(): string;
  revokeKey(key: string): void;
  /** A new bot that knows nothing until it is taught. */
  createBot(name: string): SimulatedBot;
  /** A text of that many letters of the alphabet, different on every call. */
  randomText(alphabet: string, length: number): string;
  /** A text of that many letters of the alphabet, always the same for the same seed. */
  stableText(seed: string, alphabet: string, length: number): string;
}

/** A chatbot of the simulator with a character and documents of its own. */
export interface SimulatedBot {
  /** Stable slug; the service derives the id in its own style from it. */
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly welcome: string;
  /** False when the owner has switched citations off. */
  readonly showsSources: boolean;
  /** Questions offered to open a chat with. */
  readonly starters: readonly { readonly title: string; readonly text: string }[];
  /** Present when a person can be asked for; `text` is what the visitor then says. */
  readonly escalation?: { readonly title: string; readonly text: string; readonly agent: string };
  readonly documents: readonly SimulatedDocument[];
  /** The questions of conversations that took place before the simulator started, oldest first. */
  readonly pastConversations: readonly (readonly string[])[];
  /** The same question always gets the same answer, until the bot learns something. */
  answer(question: string): SimulatedAnswer;
  /** Answers from this too from now on; a document with the same file name is replaced. */
  learn(document: LearnedDocument): void;
  /** Answers from it no longer. */
  forget(fileName: string): void;
}

/** A document that a bot was trained on. */
export interface SimulatedDocument {
  readonly title: string;
  readonly fileName: string;
  readonly url: string;
}

/** A document that a user has given to a bot. */
export interface LearnedDocument extends SimulatedDocument {
  /** Markdown or plain text. */
  readonly text: string;
}

/** What a bot says: text with citations between its parts, and the passages it found. */
export interface SimulatedAnswer {
  /** Markdown; a `cite` part stands where the text cites `passages[cite]`. */
  readonly parts: readonly (string | { readonly cite: number })[];
  /** Best first; not every passage that was found is cited. */
  readonly passages: readonly SimulatedPassage[];
  readonly followUps: readonly string[];
}

/** A passage of a document in the bundled knowledge base. */
export interface SimulatedPassage extends SimulatedDocument {
  readonly page: number;
  readonly text: string;
  /** 0 to 1. */
  readonly similarity: number;
}

/** Makes one provider's simulated service. */
export type CreateSimulation = (context: SimulationContext) => SimulatedService;
