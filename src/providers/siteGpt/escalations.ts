import { toChatError } from "../../core/errors.ts";
import { path } from "../../core/http/path.ts";
import type { Timestamp } from "../../core/model.ts";
import type { ProviderContext } from "../../core/provider.ts";
import { read } from "./calls.ts";
import { toPrompt } from "./messages.ts";
import { followUpPromptsSchema } from "./wire.ts";

/** They are changed at the dashboard too, and no answer says so, in milliseconds. */
const maxAge = 5 * 60_000;

interface Known {
  readonly texts: readonly string[];
  readonly readAt: Timestamp;
}

type Context = Pick<ProviderContext, "http" | "log" | "clock">;

/** Texts of the configured prompts that call a human, by chatbot: a message's own prompts do not say it (3.4). */
export class Escalations {
  readonly #context: Context;
  readonly #byChatbot = new Map<string, Known>();
  /** How often they were changed from here: what was on its way meanwhile is not remembered. */
  #changes = 0;

  constructor(context: Context) {
    this.#context = context;
  }

  async read(chatbotId: string, signal: AbortSignal): Promise<readonly string[]> {
    const { http, log, clock } = this.#context;
    const readAt = clock.now();
    const known = this.#byChatbot.get(chatbotId);
    if (known && readAt - known.readAt < maxAge) return known.texts;
    const changes = this.#changes;
    try {
      const call = {
        method: "GET",
        path: path`/api/v0/chatbots/${chatbotId}/follow-up-prompts`,
      } as const;
      const { followUpPrompts } = await read(http, followUpPromptsSchema, call, signal);
      const texts = (followUpPrompts ?? [])
        .flatMap(toPrompt)
        .flatMap(({ kind, text }) => (kind === "escalation" ? [text] : []));
      if (changes === this.#changes) this.#byChatbot.set(chatbotId, { texts, readAt });
      return texts;
    } catch (error) {
      if (signal.aborted) throw error;
      // Without them, the button asks its text as a question.
      log.warn(`follow-up prompts: ${toChatError(error).message}`);
      return [];
    }
  }

  /** They have changed. */
  forget(chatbotId: string): void {
    this.#changes += 1;
    this.#byChatbot.delete(chatbotId);
  }
}
