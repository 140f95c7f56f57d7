import type { ChatProvider, ProviderDescriptor } from "../../../../src/core/provider.ts";
import type { Resource } from "../../../../src/core/resources.ts";

/** An object of a service. */
export type Item = Readonly<Record<string, unknown>>;

/** A list as its service's reference shows it, and the call that reads it. */
export interface Example {
  readonly name: string;
  readonly descriptor: ProviderDescriptor;
  readonly items: readonly Item[];
  /** The body of the answer around the items. */
  readonly body: (items: readonly unknown[]) => unknown;
  /** The members that hold what must not be lost. */
  readonly kept: readonly string[];
  /** Reads the list. @param onUnreadable told how many items could not be read, where the call can tell that */
  readonly read: (
    provider: ChatProvider,
    signal: AbortSignal,
    onUnreadable: (count: number) => void,
  ) => Promise<unknown>;
}

const session = { chatbotId: "bot", sessionId: "s" };

/** The calls that every service has. */
export const readChatbots: Example["read"] = async (provider, signal) =>
  provider.listChatbots(signal);
export const readSessions: Example["read"] = async (provider, signal) =>
  provider.listSessions("bot", signal);
export const readMessages: Example["read"] = async (provider, signal, onUnreadable) =>
  provider.listMessages(session, signal, onUnreadable);

/** Reads the list of a kind. */
export const readKind =
  (kindId: string): Example["read"] =>
  async (provider, signal): Promise<readonly Resource[] | undefined> =>
    provider.resources.find(({ id }) => id === kindId)?.list({ chatbotId: "bot" }, signal);
