import { l10n } from "vscode";
import { toChatError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { AccountFact, ChatProvider } from "../../core/provider.ts";
import { translated } from "../text/translated.ts";

/**
 * What a service says about an account, a line each. None where it says nothing or may not tell; a failure is logged,
 * because whoever asks is about something else.
 */
export async function readAccountFacts(
  connect: () => Promise<ChatProvider>,
  label: string,
  signal: AbortSignal,
  log: Log,
): Promise<readonly string[]> {
  try {
    const provider = await connect();
    return ((await provider.describeAccount?.(signal)) ?? []).map(toLine);
  } catch (thrown) {
    const { kind, message } = toChatError(thrown);
    if (kind !== "cancelled") log.warn(`${label} is not described: ${kind} (${message})`);
    return [];
  }
}

function toLine({ topic, text }: AccountFact): string {
  return l10n.t("{0}: {1}", translated(topic), text);
}
