import { ChatError } from "../errors.ts";
import type { Session } from "../model.ts";
import type { ChatProvider } from "../provider.ts";
import type { Outbox } from "./outbox.ts";
import { isLive, maybeStored, type Question } from "./questions.ts";

/** What looking for a lost session works with. */
export interface LostSessionOptions {
  readonly outbox: Outbox;
  readonly chatbotId: string;
  /** Gives the account's client; rejects with a `ChatError`. */
  readonly connect: () => Promise<ChatProvider>;
  /** True for a session, by the service's id, that is another chat's. */
  readonly isTaken: (serviceId: string) => Promise<boolean>;
  /** The session was found that this question has made. */
  readonly adopt: (session: Session, questionId: string) => Promise<void>;
}

/** Questions that may have made a session while its service told no id. */
function lostQuestions({ questions }: Outbox): readonly Question[] {
  return questions.filter((question) => maybeStored(question) && !isLive(question));
}

/**
 * Finds the session of a chat that knows none, where a first question has made one. Throws `ChatError`: `unsure` when
 * several may be it, which only the user can decide.
 */
export async function findLostSession(
  { outbox, chatbotId, connect, isTaken, adopt }: LostSessionOptions,
  signal: AbortSignal,
): Promise<void> {
  for (const question of lostQuestions(outbox)) {
    const provider = await connect();
    const found = (await provider.findSessions?.(chatbotId, question, signal)) ?? [];
    const taken = await Promise.all(found.map(async ({ id }) => isTaken(id)));
    const [session, ...others] = found.filter((_session, index) => !taken[index]);
    if (others.length > 0)
      throw new ChatError("unsure", `${others.length + 1} sessions begin with the question`);
    if (!session) continue;
    await adopt(session, question.id);
    return;
  }
}
