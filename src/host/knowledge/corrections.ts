import * as vscode from "vscode";
import { placeReferences } from "../../core/chat/exportReferences.ts";
import { parseQuestion } from "../../core/chat/draft.ts";
import { allMessages, type ChatState } from "../../core/chat/state.ts";
import {
  type Correction,
  readCorrection,
  writeCorrection,
} from "../../core/knowledge/correction.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import { type ChooseKnowledgeDeps, knowledgeOf, type KnowledgePlace } from "./chooseKnowledge.ts";
import { isOverwritingAgreed } from "./isOverwritingAgreed.ts";
import { type Learner, OpenCorrections, type OpenCorrectionsDeps } from "./openCorrections.ts";
import type { ShownChats } from "../refs/shownChats.ts";
import type { ResourceLists } from "../resources/resourceLists.ts";

/** What corrections work with. */
export interface CorrectionsDeps extends ChooseKnowledgeDeps, OpenCorrectionsDeps {
  panels(): Promise<ShownChats>;
  readonly closing: AbortSignal;
  readonly resources: ResourceLists;
}

/** Corrected answers that are being written, and how a chatbot learns them. */
export class Corrections {
  readonly #deps: CorrectionsDeps;
  readonly #open: OpenCorrections;

  constructor(deps: CorrectionsDeps) {
    this.#deps = deps;
    this.#open = new OpenCorrections(deps);
  }

  /** Opens the last answer of the chat that has the focus for correction. */
  async openLastAnswer(): Promise<void> {
    const active = (await this.#deps.panels()).active;
    const state = active?.chat.state;
    const last = state && allMessages(state).findLast(({ role }) => role === "assistant");
    if (active && state && last) {
      await this.open(active.ref, state, last.key);
      return;
    }
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Open a chat that has an answer to correct first."),
    );
  }

  /** Opens an answer with its question as a document, in which the user corrects it. */
  async open(learner: Learner, state: ChatState, key: string): Promise<void> {
    const correction = correctionOf(state, key);
    if (!correction) return;
    const document = await vscode.workspace.openTextDocument({
      language: "markdown",
      content: writeCorrection(correction),
    });
    await this.#open.add(document, learner);
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Correct the answer, then send it from the editor title."),
    );
  }

  /** Sends what stands in a correction's document to its chatbot. The text stays when that fails. */
  async send(argument: unknown): Promise<void> {
    const { closing, log, resources } = this.#deps;
    const uri =
      argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
    const learner = uri && this.#open.find(uri);
    const document = vscode.workspace.textDocuments.find(
      (open) => open.uri.toString() === uri?.toString(),
    );
    if (!learner || !document) return;
    const text = document.getText();
    const correction = readCorrection(text);
    if (!correction) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t("A correction needs a question as its heading and an answer below it."),
      );
      return;
    }
    const place = await this.#findPlace(learner);
    if (!place) return;
    if (!(await isOverwritingAgreed(place))) return;
    const { kind, info, account, chatbotName } = place;
    // Two clicks are one correction.
    if (!(await this.#open.remove(document))) return;
    try {
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Window }, async () =>
        kind.teach?.(learner, correction, closing),
      );
    } catch (thrown) {
      await this.#open.add(document, learner);
      tellError(thrown, "teach", subjectOf(account), log);
      return;
    } finally {
      // Where the answer was lost it may have arrived all the same.
      resources.refresh({ ...learner, kindId: info.id });
    }
    if (document.getText() !== text) {
      // What was typed meanwhile was not sent.
      await this.#open.add(document, learner);
    } else if (!document.isClosed) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    }
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The correction was sent to {0}.", chatbotName),
    );
  }

  /** Where a correction goes; undefined when that cannot be found, which was told. */
  async #findPlace(learner: Learner): Promise<KnowledgePlace | undefined> {
    const account = await this.#deps.accounts.find(learner.accountId);
    if (account) {
      try {
        const place = await knowledgeOf(this.#deps, "teach", learner);
        if (place) return place;
      } catch (thrown) {
        tellError(thrown, "teach", subjectOf(account), this.#deps.log);
        return undefined;
      }
    }
    void vscode.window.showWarningMessage(
      vscode.l10n.t("The chatbot of this correction was not found. Your text is kept."),
    );
    return undefined;
  }
}

function correctionOf(state: ChatState, key: string): Correction | undefined {
  const messages = allMessages(state);
  const at = messages.findIndex((one) => one.key === key);
  const answer = messages[at];
  const question = messages.slice(0, at).findLast(({ role }) => role === "user");
  if (!answer) return undefined;
  const unmarked = placeReferences(
    answer,
    () => "",
    () => "",
  );
  return {
    question: question ? parseQuestion(question.text).text : "",
    answer: unmarked.text.replaceAll(/[ \t]+$/gm, ""),
  };
}
