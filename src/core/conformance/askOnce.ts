import type { ChatProvider, SessionAddress } from "../provider.ts";

/** Runs a part of a check; undefined where it failed. */
export type RunStep = <T>(name: string, action: () => Promise<T>) => Promise<T | undefined>;

const question = "What can you help me with?";
/** For deleting the session also where the check was cancelled, in milliseconds. */
const cleanUpTimeout = 15_000;

/**
 * Asks a question in a session of its own, and deletes the session where that can be done. Throws `cancelled` only.
 * @returns whether a session is left
 */
export async function askOnce(
  provider: ChatProvider,
  chatbotId: string,
  step: RunStep,
  signal: AbortSignal,
): Promise<boolean> {
  const made: SessionAddress[] = [];
  let isDeleted = false;
  try {
    if (provider.createSession) {
      const session = await step("createSession", async () =>
        provider.createSession?.(chatbotId, { firstQuestion: question }, signal),
      );
      if (!session) return false;
      made.push({ chatbotId, sessionId: session.id });
    }
    await step("send", async () => {
      const [session] = made;
      const events = session
        ? provider.send({ session, text: question }, signal)
        : provider.sendFirst?.({ chatbotId, text: question }, signal);
      // What the answer says does not matter; that it can be read to its end does.
      for await (const event of events ?? []) {
        if (event.type === "session-created") made.push({ chatbotId, sessionId: event.session.id });
      }
    });
    for (const session of made)
      await step("listMessages", async () => provider.listMessages(session, signal));
  } finally {
    const timeout = AbortSignal.timeout(cleanUpTimeout);
    for (const session of provider.deleteSession ? made : []) {
      const deleted = step("deleteSession", async () => {
        await provider.deleteSession?.(session, timeout);
        return true;
      });
      isDeleted = (await deleted) ?? false;
    }
  }
  return !isDeleted;
}
