import { html, nothing, type TemplateResult } from "lit";
import type { Message, OfferedPrompt } from "../../src/core/model.ts";
import type { PanelFacts } from "../../src/protocol/frames.ts";
import { button, iconButton, progress } from "../controls/controls.ts";
import { post } from "../host.ts";
import type { LiveText } from "../liveText.ts";
import { numberSources } from "../markdown/citations.ts";
import type { MarkdownContent } from "../markdown/markdownElement.ts";
import { text } from "../text.ts";
import { failureView } from "./failure.ts";

/** What a message's look depends on besides the message. */
export interface MessageContext {
  readonly about: PanelFacts;
  readonly isLast: boolean;
  readonly isAnswering: boolean;
  /** The growing text, for the answer that is arriving. */
  readonly live?: LiveText;
}

/** One message of the transcript. */
export function messageView(message: Message, context: MessageContext): TemplateResult {
  const { live, about } = context;
  const sources = message.sources ?? [];
  const content: MarkdownContent = live
    ? { kind: "live", text: live, sources }
    : { kind: "complete", text: message.text, sources };
  const speaker = speakerName(message, about);
  return html`<article
    class="message ${message.role}"
    data-key=${message.key}
    aria-label=${speaker}
  >
    <header>
      <span class="speaker">${speaker}</span>
      ${timeView(message.createdAt)}
      <span class="message-actions"
        >${context.isAnswering && live ? nothing : actionsView(message, context)}</span
      >
    </header>
    <parley-markdown .content=${content}></parley-markdown>
    ${stateView(message, context)} ${live ? nothing : sourcesView(message)}
    ${context.isLast && message.prompts ? promptsView(message.prompts) : nothing}
  </article>`;
}

function speakerName({ role, author }: Message, about: PanelFacts): string {
  switch (role) {
    case "user":
      return text.you;
    case "assistant":
      return about.chatbotName || text.bot;
    case "agent":
      return author ? `${author} · ${text.humanAgent}` : text.humanAgent;
    case "system":
      return about.serviceName || text.service;
  }
}

function timeView(time: number | undefined): TemplateResult | typeof nothing {
  if (time === undefined) return nothing;
  const date = new Date(time);
  const isToday = date.toDateString() === new Date().toDateString();
  const short = isToday
    ? date.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })
    : date.toLocaleDateString();
  return html`<time datetime=${date.toISOString()} title=${date.toLocaleString()}>${short}</time>`;
}

function actionsView(
  message: Message,
  { about }: MessageContext,
): readonly (TemplateResult | typeof nothing)[] {
  const { capabilities } = about;
  const isAnswer = message.role === "assistant" || message.role === "agent";
  const copy = iconButton({
    label: isAnswer ? text.copyAnswer : text.copyQuestion,
    icon: "copy",
    onClick: () => post({ type: "copy", text: message.text }),
  });
  const canReact = capabilities.react && isAnswer && message.recordId !== undefined;
  const canDelete = capabilities.deleteMessages && message.recordId !== undefined && isAnswer;
  return [
    ...(canReact ? reactionViews(message) : []),
    copy,
    canDelete
      ? iconButton({
          label: text.deleteTurn,
          icon: "trash",
          onClick: () => post({ type: "delete-messages", keys: [message.key] }),
        })
      : nothing,
  ];
}

function reactionViews({ key, reaction }: Message): readonly TemplateResult[] {
  const toggle = (wanted: "positive" | "negative") => () =>
    post({ type: "react", key, reaction: reaction === wanted ? "neutral" : wanted });
  return [
    iconButton({
      label: text.goodAnswer,
      icon: "up",
      isPressed: reaction === "positive",
      onClick: toggle("positive"),
    }),
    iconButton({
      label: text.poorAnswer,
      icon: "down",
      isPressed: reaction === "negative",
      onClick: toggle("negative"),
    }),
  ];
}

function stateView(message: Message, context: MessageContext): TemplateResult | typeof nothing {
  const { state } = message;
  if (!state) return nothing;
  const retry = context.isLast
    ? button({ label: text.retry, isSecondary: true, onClick: askAgain })
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
        <span class="countdown">${countdown(state.at)}</span>
      </p>`;
    case "stopped":
      return html`<p class="state">${text.stopped} ${retry}</p>`;
    case "cut-off":
      return html`<p class="state">${text.cutOff}</p>`;
    case "for-humans":
      return html`<p class="state">${text.forHumans}</p>`;
    case "failed":
      return failureView(state.error, context.about, context.isLast ? askAgain : undefined);
  }
}

function askAgain(): void {
  post({ type: "retry" });
}

/** What a retry that is coming says; drawn again every second. */
export function countdown(at: number): string {
  const seconds = Math.ceil((at - Date.now()) / 1000);
  return seconds > 0 ? text.retryIn(seconds) : text.retrying;
}

function sourcesView(message: Message): TemplateResult | typeof nothing {
  const numbered = numberSources(message.text, message.sources ?? []);
  if (numbered.length === 0) return nothing;
  return html`<section class="sources" aria-label=${text.sources}>
    <h2>${text.sources}</h2>
    <ol>
      ${numbered.map(({ source }) => {
        const canOpen = source.passage !== undefined || source.url !== undefined;
        const details = [
          source.page === undefined ? undefined : text.page(source.page),
          source.similarity === undefined ? undefined : text.similarity(source.similarity),
          source.url === source.title ? undefined : source.url,
        ].filter((detail) => detail !== undefined);
        return html`<li>
          ${
            canOpen
              ? html`<button
                  type="button"
                  class="source"
                  data-source=${source.id}
                  title=${source.passage ?? source.url ?? ""}
                >
                  ${source.title}
                </button>`
              : html`<span>${source.title}</span>`
          }
          <span class="source-details">${details.join(" · ")}</span>
        </li>`;
      })}
    </ol>
  </section>`;
}

/** The service's suggestions as buttons: a question is asked, a link is opened, a human is called. */
export function promptsView(prompts: readonly OfferedPrompt[]): TemplateResult {
  return html`<div class="prompts" role="group" aria-label=${text.prompts}>
    ${prompts.map((prompt) =>
      button({
        label: prompt.title,
        isSecondary: true,
        ...(prompt.text !== prompt.title && { title: prompt.text }),
        onClick: () => usePrompt(prompt),
      }),
    )}
  </div>`;
}

function usePrompt(prompt: OfferedPrompt): void {
  switch (prompt.kind) {
    case "question":
      post({ type: "ask", text: prompt.text });
      break;
    case "link":
      post({ type: "open-link", url: prompt.text });
      break;
    case "escalation":
      post({ type: "escalate", reason: prompt.text });
  }
}
