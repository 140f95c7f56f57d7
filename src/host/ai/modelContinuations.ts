import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import type { Continuation } from "../../core/model.ts";
import { type AnsweredQuestion, answeredText } from "./answeredText.ts";
import { cut } from "./quoted.ts";
import { defaultBudget } from "./textBudget.ts";

/** What ModelContinuations works with. */
export interface ModelContinuationsDeps {
  readonly clock: Clock;
  readonly closing: AbortSignal;
  readonly log: Log;
}

/** As much of a model's answer is shown, in UTF-16 units. */
const maxText = 100_000;
/** Between two looks at what has arrived, in milliseconds. */
const showEvery = 100;

/** Models of the editor that go on from answers of chatbots. */
export class ModelContinuations {
  readonly #deps: ModelContinuationsDeps;
  /** Those that are answering, by what they answer. */
  readonly #running = new Map<string, AbortController>();

  constructor(deps: ModelContinuationsDeps) {
    this.#deps = deps;
  }

  /**
   * Hands a question, its answer and the sources to a model of the editor that the user chooses, and shows below the
   * answer what it says. What had arrived stays when it is stopped or fails. Does not throw.
   * @param place of the answer among those of all sessions: keys of messages are a session's own
   */
  async start(
    place: string,
    answered: AnsweredQuestion,
    show: Chat["showContinuation"],
  ): Promise<void> {
    const model = await chooseModel();
    if (!model) return;
    // Below an answer there is place for one.
    this.stop(place);
    const stopped = new AbortController();
    this.#running.set(place, stopped);
    const signal = AbortSignal.any([stopped.signal, this.#deps.closing]);
    await this.#run(model, answered, signal, (continuation) => {
      if (this.#running.get(place) === stopped) show(answered.answer.key, continuation);
    });
    if (this.#running.get(place) === stopped) this.#running.delete(place);
  }

  /** Ends what a model says to an answer. */
  stop(place: string): void {
    this.#running.get(place)?.abort();
  }

  async #run(
    model: vscode.LanguageModelChat,
    answered: AnsweredQuestion,
    signal: AbortSignal,
    show: (continuation: Continuation) => void,
  ): Promise<void> {
    const { clock, log } = this.#deps;
    let text = "";
    const tell = (state: Continuation["state"]): void => {
      show({ model: model.name, text: cut(text, maxText), state });
    };
    tell("arriving");
    const source = new vscode.CancellationTokenSource();
    const cancel = (): void => source.cancel();
    signal.addEventListener("abort", cancel, { once: true });
    let shownAt = clock.now();
    try {
      const prompt = `${instruction()}\n\n${await answeredText(answered, defaultBudget)}`;
      const messages = [vscode.LanguageModelChatMessage.User(prompt)];
      const response = await model.sendRequest(messages, {}, source.token);
      for await (const part of response.text) {
        if (signal.aborted || text.length > maxText) break;
        text += part;
        if (clock.now() - shownAt < showEvery) continue;
        tell("arriving");
        shownAt = clock.now();
      }
      tell(signal.aborted ? "stopped" : "complete");
    } catch (error) {
      tell(signal.aborted ? "stopped" : "failed");
      if (!signal.aborted) log.error(`model of the editor: ${String(error)}`);
    } finally {
      signal.removeEventListener("abort", cancel);
      source.cancel();
      source.dispose();
    }
  }
}

function instruction(): string {
  return vscode.l10n.t(
    "A user has asked a chatbot of their company and continues with you. Answer the question yourself, with the chatbot's answer and its sources as information. Say where you add to it or differ from it.",
  );
}

async function chooseModel(): Promise<vscode.LanguageModelChat | undefined> {
  const models = await vscode.lm.selectChatModels();
  const items = models.map((model) => ({ label: model.name, description: model.vendor, model }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Select the model that continues"),
    placeHolder: vscode.l10n.t("The question, the answer and its sources are sent to it"),
  });
  return picked?.model;
}
