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
import { knowledgeOf, type ChooseKnowledgeDeps } from "./chooseKnowledge.ts";
import { isOverwritingAgreed } from "./isOverwritingAgreed.ts";
import type { ShownChats } from "../refs/shownChats.ts";
import type { ResourceLists } from "../resources/resourceLists.ts";

/** What corrections work with. */
export interface CorrectionsDeps extends ChooseKnowledgeDeps {
  panels(): Promise<ShownChats>;
  readonly closing: AbortSignal;
  readonly resources: ResourceLists;
}

/** The chatbot that learns a correction. */
export interface Learner {
  readonly accountId: string;
  readonly chatbotId: string;
}

/** Corrected answers that are being written, and how a chatbot learns them. */
export class Corrections {
  readonly #deps: CorrectionsDeps;
  /** Whom each is for, by the address of its document. */
  readonly #learners = new Map<string, Learner>();

  constructor(deps: CorrectionsDeps) {
    this.#deps = deps;
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
  async open({ accountId, chatbotId }: Learner, state: ChatState, key: string): Promise<void> {
    const correction = correctionOf(state, key);
    if (!correction) return;
    const document = await vscode.workspace.openTextDocument({
      language: "markdown",
      content: writeCorrection(correction),
    });
    this.#learners.set(document.uri.toString(), { accountId, chatbotId });
    // A new document may get the address of one that was closed, and is no correction.
    const watcher = vscode.workspace.onDidCloseTextDocument((closed) => {
      if (closed !== document) return;
      watcher.dispose();
      this.#learners.delete(document.uri.toString());
      void this.#showButton();
    });
    await this.#showButton();
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
    const learner = uri && this.#learners.get(uri.toString());
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
    const place = await knowledgeOf(this.#deps, "teach", learner);
    if (!place) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t("The chatbot of this correction was not found. Your text is kept."),
      );
      return;
    }
    if (!(await isOverwritingAgreed(place))) return;
    const { kind, info, account, chatbotName } = place;
    // Two clicks are one correction.
    if (!this.#learners.delete(document.uri.toString())) return;
    await this.#showButton();
    try {
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Window }, async () =>
        kind.teach?.(learner, correction, closing),
      );
    } catch (thrown) {
      await this.#keep(document, learner);
      tellError(thrown, "teach", subjectOf(account), log);
      return;
    } finally {
      // Where the answer was lost it may have arrived all the same.
      resources.refresh({ ...learner, kindId: info.id });
    }
    if (document.getText() !== text) {
      // What was typed meanwhile was not sent.
      await this.#keep(document, learner);
    } else if (!document.isClosed) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    }
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The correction was sent to {0}.", chatbotName),
    );
  }

  /** Lets a document be sent again, unless it was closed and another one may have its address. */
  async #keep(document: vscode.TextDocument, learner: Learner): Promise<void> {
    if (document.isClosed) return;
    this.#learners.set(document.uri.toString(), learner);
    await this.#showButton();
  }

  async #showButton(): Promise<void> {
    await vscode.commands.executeCommand("setContext", "parley.corrections", [
      ...this.#learners.keys(),
    ]);
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
