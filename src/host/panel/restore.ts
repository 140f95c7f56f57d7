import { boolean, fallback, number, object, optional, safeParse, string } from "valibot";
import type { RateLimitFact } from "../../core/model.ts";
import type { SessionRef } from "../refs/sessionRef.ts";

/** What a webview keeps so that its panel can be filled again after a reload. */
export interface Restore {
  readonly ref: SessionRef;
  readonly chatbot: ShownChatbot;
}

/** What a panel shows of its chatbot, also while the service cannot be asked. */
export interface ShownChatbot {
  readonly name: string;
  readonly canCite: boolean;
  readonly rateLimit?: RateLimitFact | undefined;
}

/** As long as nothing is known of a chatbot. */
export const unknownChatbot: ShownChatbot = { name: "", canCite: false };

const refSchema = object({ accountId: string(), chatbotId: string(), id: string() });

const restoreSchema = object({
  restore: object({
    ref: refSchema,
    // Another build may have known something else of it, and the service tells it again.
    chatbot: fallback(
      object({
        name: string(),
        canCite: boolean(),
        rateLimit: optional(object({ questions: number(), seconds: number() })),
      }),
      unknownChatbot,
    ),
  }),
});

/** Reads a webview's state; undefined when it is not ours. */
export function parseRestore(state: unknown): Restore | undefined {
  const result = safeParse(restoreSchema, state);
  return result.success ? result.output.restore : undefined;
}
