import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Message } from "../model.ts";
import type { UnsettledStore } from "./unsettled.ts";

/** How often the text that has arrived is written down while it streams, in milliseconds. */
const keepEvery = 500;

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
  #cancel: (() => void) | undefined;

  /** @param messagesBefore how many messages the service had stored before the question */
  constructor(options: ReplyKeeperOptions, question: Message, messagesBefore: number) {
    this.#options = options;
    this.#question = question;
    this.#messagesBefore = messagesBefore;
  }

  /** Writes the answer as far as it has come; undefined forgets it. */
  async keep(reply: Message | undefined): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    const { unsettled, log } = this.#options;
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

  /** Writes the answer soon, together with what arrives until then. */
  change(reply: () => Message | undefined): void {
    this.#cancel ??= this.#options.clock.after(keepEvery, () => void this.keep(reply()));
  }
}
