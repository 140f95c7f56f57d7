import type { Clock } from "./clock.ts";
import type { Documentation } from "./conformance/documentation.ts";
import type { ChatEvent } from "./chatEvents.ts";
import type { HttpClient } from "./http/client.ts";
import type { Log } from "./log.ts";
import type { Chatbot, Message, Opening, Reaction, Session, Source, Timestamp } from "./model.ts";
import type { ResourceKind, ResourceKindInfo } from "./resources.ts";
import type { CreateSimulation } from "./simulation.ts";

/**
 * What a service can do, as data. The interface shows what is there and hides what is not; no code outside a
 * provider's folder asks which provider it is. Each flag promises the method of `ChatProvider` with that name.
 */
export interface Capabilities {
  /** How an answer arrives: text while it is written, events while it is written, or all at once. */
  readonly replies: "text-stream" | "event-stream" | "whole";
  readonly deleteSession: boolean;
  readonly deleteMessages: boolean;
  readonly react: boolean;
  readonly escalate: boolean;
  readonly replyAsHuman: boolean;
  readonly openChat: boolean;
}

/** What the rest of Parley may know of a service before its client is loaded. */
export interface ProviderDescriptor {
  /** As in the setting `parley.accounts`; of an edition, what tells it from the service's others. */
  readonly id: string;
  readonly name: string;
  readonly defaultBaseUrl: string;
  /** Where the user makes a key, in the words of the service's own pages. */
  readonly keyHint: string;
  readonly capabilities: Capabilities;
  /**
   * What else it manages, in the order of the tree; `ChatProvider.resources` has the same kinds. Their schemas and
   * calls load along with them: the rows of accounts are drawn open, so the client, which holds them too, loads at the
   * same moment anyway. Activation loads nothing of all this.
   */
  readonly loadResourceKinds: () => Promise<{
    readonly resourceKinds: readonly ResourceKindInfo[];
  }>;
  readonly loadClient: () => Promise<{
    readonly createClient: (context: ProviderContext) => ChatProvider;
  }>;
  readonly loadSimulation: () => Promise<{ readonly createSimulation: CreateSimulation }>;
  /** What the service's reference says of its answers; absent where that is not written down. */
  readonly loadDocumentation?: () => Promise<Documentation>;
  /** Present where the user can sign in with a browser instead of copying a key. */
  readonly loadSignIn?: () => Promise<{ readonly startSignIn: StartSignIn }>;
  /** Where the service has a server of MCP of its own, below the account's address, e.g. `/mcp`. */
  readonly mcpPath?: string;
  /** Present where the service can be tried without an account. */
  readonly trial?: ProviderTrial;
  /** Later generations of the service's API, the latest last, for keys that the one above does not take. */
  readonly editions?: readonly ProviderEdition[];
}

/** The same service by another generation of its API. Everybody but `editions.ts` takes it for a service. */
export interface ProviderEdition extends Omit<ProviderDescriptor, "editions"> {
  /** How the service calls it, e.g. `v2`. */
  readonly version: string;
  /** How the keys begin that speak it. */
  readonly keyPrefix: string;
}

/** Begins to sign in; nothing has to be stored for that. Throws `ChatError`. */
export type StartSignIn = (http: HttpClient, clock: Clock, signal: AbortSignal) => Promise<SignIn>;

/** What the user has to do with a browser, and what comes of it. */
export interface SignIn {
  /** What the page shows, or asks for. */
  readonly code: string;
  /** Where the user says yes. */
  readonly pageUrl: string;
  /** Waits until the user has answered or the code has expired. Throws `ChatError`. */
  readonly wait: (signal: AbortSignal) => Promise<SignInOutcome>;
}

/** How it ends to sign in. */
export type SignInOutcome =
  | { readonly kind: "approved"; readonly apiKey: string }
  | { readonly kind: "denied" }
  | { readonly kind: "expired" };

/** How a service is tried without an account. */
export interface ProviderTrial {
  /** In English, e.g. `Try SiteGPT With a Website`. */
  readonly title: string;
  readonly loadTrials: () => Promise<{ readonly createTrials: (http: HttpClient) => Trials }>;
}

/** A chatbot that a service has made for somebody without an account, with a key of its own. */
export interface Trial {
  readonly id: string;
  /** The service's page where the user can see it and keep it. */
  readonly pageUrl?: string;
  /** When it ends by itself, with its key. */
  readonly endsAt?: Timestamp;
}

/** The calls about trials. All but `start` need the key of the trial. They throw `ChatError`. */
export interface Trials {
  /** Makes a chatbot of a website, one more each time. Sends nothing but the website's address, and no key. */
  start(
    websiteUrl: string,
    signal: AbortSignal,
  ): Promise<{ readonly trial: Trial; readonly apiKey: string }>;
  read(id: string, signal: AbortSignal): Promise<Trial>;
  remove(id: string, signal: AbortSignal): Promise<void>;
}

/** What a client is made of. */
export interface ProviderContext {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly log: Log;
  readonly notes: SessionNotes;
}

/** One thing that a service says about an account. */
export interface AccountFact {
  /** What it is about, in English, e.g. `Usage`. */
  readonly topic: string;
  /** One line with the service's own names and numbers. */
  readonly text: string;
}

/**
 * Remembers, for one account, what a service shows once and does not return again. Adding and writing do not throw: what
 * they are about has happened at the service.
 */
export interface SessionNotes {
  /** All sources noted for a session; empty when there are none. */
  readSources(session: SessionAddress): Promise<readonly Source[]>;
  addSources(session: SessionAddress, sources: readonly Source[]): Promise<void>;
  /** A text that a service takes and does not return. @param name unique in the account */
  readText(name: string): Promise<string | undefined>;
  writeText(name: string, text: string): Promise<void>;
  /**
   * Runs an action while no other one of the same name runs, in other windows neither: a change of such a text must not
   * lose one that is on its way. Rejects as the action does.
   */
  inTurn<T>(name: string, action: () => Promise<T>): Promise<T>;
}

/** What a human says in the chatbot's place. */
export interface HumanReply {
  /** Markdown. */
  readonly text: string;
  /** Display name of who says it. */
  readonly author: string;
}

/** Where a session is, inside one account. */
export interface SessionAddress {
  readonly chatbotId: string;
  readonly sessionId: string;
}

/** A question on its way. */
export interface SendRequest extends QuestionRequest {
  readonly session: SessionAddress;
}

/** A question that makes its session. */
export interface FirstRequest extends QuestionRequest {
  readonly chatbotId: string;
}

interface QuestionRequest {
  readonly text: string;
  /** At most so many passages are to be drawn on, where the service lets that be said. */
  readonly sourceLimit?: number;
}

/**
 * One service, for one account. Every method throws `ChatError` and nothing else. Ids are opaque strings.
 * The optional methods that `Capabilities` names exist exactly where it says so.
 */
export interface ChatProvider {
  listChatbots(signal: AbortSignal): Promise<readonly Chatbot[]>;
  /** All sessions of a chatbot, in no promised order. */
  listSessions(chatbotId: string, signal: AbortSignal): Promise<readonly Session[]>;
  /**
   * Makes a session for a first question; the question itself is then sent with `send`. Absent where `sendFirst` is
   * there.
   * @param options.firstQuestion some services name the session after it
   */
  createSession?(
    chatbotId: string,
    options: { readonly firstQuestion: string; readonly recipeId?: string },
    signal: AbortSignal,
  ): Promise<Session>;
  /**
   * The whole history, oldest first.
   * @param onUnreadable told how many stored messages are left out, if any, because they could not be read
   */
  listMessages(
    address: SessionAddress,
    signal: AbortSignal,
    onUnreadable?: (count: number) => void,
  ): Promise<readonly Message[]>;
  send(request: SendRequest, signal: AbortSignal): AsyncIterable<ChatEvent>;

  /** Sends a first question, which makes the session: yields its `session-created` as soon as it is known. */
  sendFirst?(request: FirstRequest, signal: AbortSignal): AsyncIterable<ChatEvent>;
  /**
   * The sessions that a first question may have made of which no answer has arrived: those that begin with it and are
   * not older. Exists where `sendFirst` does.
   * @param first.askedAt by the clock here, which is not the service's
   */
  findSessions?(
    chatbotId: string,
    first: { readonly text: string; readonly askedAt: Timestamp },
    signal: AbortSignal,
  ): Promise<readonly Session[]>;

  deleteSession?(address: SessionAddress, signal: AbortSignal): Promise<void>;
  /** @param recordIds at least one `Message.recordId` */
  deleteMessages?(
    address: SessionAddress,
    recordIds: readonly string[],
    signal: AbortSignal,
  ): Promise<void>;
  react?(
    address: SessionAddress,
    recordId: string,
    reaction: Reaction,
    signal: AbortSignal,
  ): Promise<void>;
  /** One session. Exists where `escalate` does, which may change who answers. */
  readSession?(address: SessionAddress, signal: AbortSignal): Promise<Session>;
  /** @param reason text of the prompt that was used, where there was one */
  escalate?(
    address: SessionAddress,
    reason: string | undefined,
    signal: AbortSignal,
  ): Promise<void>;
  /** Says something to the visitor in the chatbot's place. */
  replyAsHuman?(address: SessionAddress, reply: HumanReply, signal: AbortSignal): Promise<void>;
  openChat?(chatbotId: string, signal: AbortSignal): Promise<Opening>;

  /**
   * Whose the account is, what its key may do, and how much is used. Absent where a service says nothing of it. What
   * the key may not read is left out; throws `forbidden` where nothing is left.
   */
  describeAccount?(signal: AbortSignal): Promise<readonly AccountFact[]>;

  readonly resources: readonly ResourceKind[];
}
