import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Message } from "../model.ts";
import type { UnsettledStore } from "./unsettled.ts";

/** How often the text that has arrived is written down while it streams, in milliseconds. */
const keepEvery = 1000;

/** What a keeper works with. */
export interface ReplyKeeperOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly unsettled: UnsettledStore;
}

/** Writes down a question and what has arrived of its answer, so that neither is lost with the window. */
export class ReplyKeeper {
  readonly #options: ReplyKeeperOptions;
  readonly #question: Message;
  readonly #messagesBefore: number;
  #keptAt: number;

  /** @param messagesBefore how many messages the service had stored before the question */
  constructor(options: ReplyKeeperOptions, question: Message, messagesBefore: number) {
    this.#options = options;
    this.#question = question;
    this.#messagesBefore = messagesBefore;
    this.#keptAt = options.clock.now();
  }

  /** Writes the answer as far as it has come; undefined forgets it. */
  async keep(reply: Message | undefined): Promise<void> {
    const { clock, unsettled, log } = this.#options;
    this.#keptAt = clock.now();
    const interrupted = reply && {
      ...reply,
      state: reply.state?.kind === "failed" ? reply.state : ({ kind: "stopped" } as const),
    };
    await unsettled
      .write(
        interrupted && {
          question: this.#question,
          reply: interrupted,
          messagesBefore: this.#messagesBefore,
        },
      )
      .catch((error: unknown) => log.error(`could not keep the answer: ${String(error)}`));
  }

  /** Writes the answer when the last time is long enough ago. */
  change(reply: Message | undefined): void {
    if (this.#options.clock.now() - this.#keptAt >= keepEvery) void this.keep(reply);
  }
}
