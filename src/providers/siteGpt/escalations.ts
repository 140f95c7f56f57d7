import { toChatError } from "../../core/errors.ts";
import { path } from "../../core/http/path.ts";
import type { ProviderContext } from "../../core/provider.ts";
import { read } from "./calls.ts";
import { toPrompt } from "./messages.ts";
import { followUpPromptsSchema } from "./wire.ts";

/** Texts of the configured prompts that call a human, by chatbot: a message's own prompts do not say it (3.4). */
export class Escalations {
  readonly #context: Pick<ProviderContext, "http" | "log">;
  readonly #byChatbot = new Map<string, readonly string[]>();

  constructor(context: Pick<ProviderContext, "http" | "log">) {
    this.#context = context;
  }

  async read(chatbotId: string, signal: AbortSignal): Promise<readonly string[]> {
    const known = this.#byChatbot.get(chatbotId);
    if (known) return known;
    const { http, log } = this.#context;
    try {
      const call = {
        method: "GET",
        path: path`/api/v0/chatbots/${chatbotId}/follow-up-prompts`,
      } as const;
      const { followUpPrompts } = await read(http, followUpPromptsSchema, call, signal);
      const texts = (followUpPrompts ?? [])
        .flatMap(toPrompt)
        .flatMap(({ kind, text }) => (kind === "escalation" ? [text] : []));
      this.#byChatbot.set(chatbotId, texts);
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
    this.#byChatbot.delete(chatbotId);
  }
}
