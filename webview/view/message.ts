import { html, nothing, type TemplateResult } from "lit";
import { fenceFor, parseQuestion } from "../../src/core/chat/draft.ts";
import type { Message } from "../../src/core/model.ts";
import type { PanelFacts } from "../../src/protocol/frames.ts";
import { button, progress } from "../controls/controls.ts";
import { post } from "../host.ts";
import type { LiveText } from "../liveText.ts";
import type { MarkdownContent } from "../markdown/markdownElement.ts";
import { text } from "../text.ts";
import { continuationView } from "./continuation.ts";
import { failureView } from "./failure.ts";
import { messageActions, messageContext } from "./messageActions.ts";
import { fullTime, shortTime } from "./messageTime.ts";
import { promptsView } from "./prompts.ts";
import { sourcesView } from "./sources.ts";

/** What a message's look depends on besides the message. */
export interface MessageContext {
  readonly about: PanelFacts;
  readonly isLast: boolean;
  /** True for the last question. */
  readonly isLastQuestion: boolean;
  /** True for a question that an AI agent has asked. */
  readonly isAskedByAi: boolean;
  /** The growing text, for the answer that is arriving. */
  readonly live?: LiveText;
  /** Absent when messages are not being selected. */
  readonly selection?: { readonly isSelected: boolean; readonly onToggle: () => void };
  readonly onEditPrompt: (text: string) => void;
}

/** One message of the transcript. */
export function messageView(message: Message, context: MessageContext): TemplateResult {
  const { live, about, selection } = context;
  const speaker = context.isAskedByAi ? text.aiAgent : speakerName(message, about);
  return html`<article
    class="message ${message.role}"
    data-key=${message.key}
    data-vscode-context=${messageContext(message, context)}
    aria-label=${speaker}
    aria-busy=${String(live !== undefined)}
    tabindex="-1"
  >
    <header>
      ${
        selection && message.role !== "user" && message.recordId !== undefined
          ? html`<input
              type="checkbox"
              aria-label=${text.selectMessage}
              .checked=${selection.isSelected}
              @change=${selection.onToggle}
            />`
          : nothing
      }
      <h2 class="speaker">${speaker}</h2>
      ${timeView(message.createdAt)}
    </header>
    ${message.role === "user" ? questionView(message) : answerView(message, context)}
    ${stateView(message, context)}
    ${
      live
        ? nothing
        : [
            sourcesView(message, about.canCite),
            continuationView(message),
            html`<div class="message-actions">${messageActions(message, context)}</div>`,
          ]
    }
    ${
      context.isLast && message.prompts
        ? promptsView(message.prompts, context.onEditPrompt)
        : nothing
    }
  </article>`;
}

function answerView(message: Message, { live, about }: MessageContext): TemplateResult {
  const sources = message.sources ?? [];
  const content: MarkdownContent = live
    ? { kind: "live", text: live, sources, awaitsSources: about.canCite }
    : { kind: "complete", text: message.text, sources };
  return html`<parley-markdown .content=${content}></parley-markdown>`;
}

/** A question, with the code that went along folded below it. */
function questionView(message: Message): TemplateResult {
  const { text: typed, attachments } = parseQuestion(message.text);
  const content = (markdown: string): MarkdownContent => ({
    kind: "complete",
    text: markdown,
    sources: [],
  });
  return html`<div class="question">
    <parley-markdown .content=${content(typed)}></parley-markdown>
    ${attachments.map(({ path, lines, languageId, text: code }) => {
      const fence = fenceFor(code);
      return html`<details class="sent-attachment">
        <summary>${path}${lines ? `, ${text.lineRange(lines.first, lines.last)}` : ""}</summary>
        <parley-markdown
          .content=${content(`${fence}${languageId}\n${code}\n${fence}`)}
        ></parley-markdown>
      </details>`;
    })}
  </div>`;
}

function speakerName({ role, author }: Message, about: PanelFacts): string {
  switch (role) {
    case "user":
      return text.you;
    case "assistant":
      return about.chatbotName || text.theChatbot;
    case "agent":
      return author ? `${author} · ${text.humanAgent}` : text.humanAgent;
    case "system":
      return about.serviceName || text.fromService;
  }
}

function timeView(time: number | undefined): TemplateResult | typeof nothing {
  if (time === undefined) return nothing;
  const date = new Date(time);
  return html`<time datetime=${date.toISOString()} title=${fullTime(date)}
    >${shortTime(date, new Date())}</time
  >`;
}

function stateView(message: Message, context: MessageContext): TemplateResult | typeof nothing {
  const { key, state, isFoundLater, isLookedFor } = message;
  if (!state) return isFoundLater ? html`<p class="state">${text.foundLater}</p>` : nothing;
  const retry = (): void => post({ type: "retry", key });
  const retryButton = context.isLast
    ? button({ label: text.retry, isSecondary: true, onClick: retry })
    : nothing;
  switch (state.kind) {
    case "waiting":
      return html`<p class="state">${progress()}${text.waiting}</p>`;
    case "streaming":
      return message.text === ""
        ? html`<p class="state">${progress()}${text.waiting}</p>`
        : nothing;
    case "retrying":
      return html`<p class="state" data-retry-at=${state.at}>
        ${progress()}${context.about.errors[state.error.kind].sentence}
        <span class="countdown" .textContent=${countdown(state.at)}></span>
      </p>`;
    case "stopped":
      return html`<p class="state">
        ${message.text === "" ? text.stopped : text.stoppedWithText}
        ${isLookedFor ? lookingView() : retryButton}
      </p>`;
    case "interrupted":
      return html`<p class="state">
        ${interruptedText(message.text, state.isSent)}
        ${isLookedFor ? [lookingView(), stopLookingButton()] : retryButton}
      </p>`;
    case "cut-off":
      return html`<p class="state">${text.cutOff}</p>`;
    case "for-humans":
      return html`<p class="state">${text.forHumans}</p>`;
    case "failed":
      return html`${failureView(state.error, context.about, context.isLast ? retry : undefined)}
      ${isLookedFor ? html`<p class="state">${lookingView()}${stopLookingButton()}</p>` : nothing}`;
  }
}

function interruptedText(arrived: string, isSent: boolean): string {
  if (!isSent) return text.notSent;
  return arrived === "" ? text.interrupted : text.interruptedWithText;
}

function lookingView(): TemplateResult {
  return html`<span class="looking">${progress()}${text.looking}</span>`;
}

function stopLookingButton(): TemplateResult {
  const onClick = (): void => post({ type: "stop-looking" });
  return button({ label: text.stopLooking, isSecondary: true, onClick });
}

/** Lets what is said of retries that are coming follow the clock; to be called every second. */
export function updateCountdowns(): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-retry-at]")) {
    const counter = element.querySelector(".countdown");
    if (counter) counter.textContent = countdown(Number(element.dataset["retryAt"]));
  }
}

/** What a retry that is coming says. */
function countdown(at: number): string {
  const seconds = Math.ceil((at - Date.now()) / 1000);
  return seconds > 0 ? text.retryIn(seconds) : text.retrying;
}
