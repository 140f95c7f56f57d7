import type { TemplateResult } from "lit";
import type { Message } from "../../src/core/model.ts";
import type { PanelFacts } from "../../src/protocol/frames.ts";
import { iconButton } from "../controls/controls.ts";
import { post } from "../host.ts";
import { text } from "../text.ts";

/** What can be done with a settled message. */
export function messageActions(
  message: Message,
  context: {
    readonly about: PanelFacts;
    readonly isLast: boolean;
    readonly isLastQuestion: boolean;
  },
): readonly TemplateResult[] {
  const { capabilities } = context.about;
  const { key, recordId } = message;
  const isReply = isAnswer(message);
  const isStored = recordId !== undefined;
  // Of one that failed, or that people are to give, there is nothing to copy or to rate.
  const isEmpty = isReply && message.text === "";
  const copy = iconButton({
    label: isReply ? text.copyAnswer : text.copyQuestion,
    icon: "copy",
    isCopy: true,
    onClick: () => post({ type: "copy", key }),
  });
  return [
    ...(capabilities.react && isReply && isStored && !isEmpty ? reactions(message) : []),
    ...(canAskAgain(message, context.isLast) ? [again(context.about, key)] : []),
    ...(context.isLastQuestion
      ? [
          iconButton({
            label: text.edit,
            icon: "edit",
            onClick: () => post({ type: "edit-question", key }),
          }),
        ]
      : []),
    ...(isEmpty ? [] : [copy]),
    ...(context.about.canTeach && isReply && !message.state
      ? [
          iconButton({
            label: text.teach,
            icon: "teach",
            onClick: () => post({ type: "teach", key }),
          }),
        ]
      : []),
    ...(isUnanswered(message)
      ? [
          iconButton({
            label: text.remove,
            icon: "trash",
            onClick: () => post({ type: "delete-messages", keys: [key] }),
          }),
        ]
      : []),
    ...(canDeleteTurn(message, context.about)
      ? [
          iconButton({
            label: text.deleteTurn,
            icon: "trash",
            onClick: () => post({ type: "delete-messages", keys: [key] }),
          }),
        ]
      : []),
  ];
}

/** What VS Code's context menu needs to know of a message. */
export function messageContext(
  message: Message,
  { about, isLast }: { readonly about: PanelFacts; readonly isLast: boolean },
): string {
  return JSON.stringify({
    parleyMessage: message.key,
    parleyIsAnswer: isAnswer(message) && message.text !== "",
    parleyCanAskAgain: canAskAgain(message, isLast),
    parleyCanDelete: isUnanswered(message) || canDeleteTurn(message, about),
  });
}

function isAnswer({ role }: Message): boolean {
  return role === "assistant" || role === "agent";
}

function canAskAgain({ role, state }: Message, isLast: boolean): boolean {
  return isLast && role === "assistant" && !state;
}

/** True for a question that only Parley has. */
function isUnanswered({ isLocal, state }: Message): boolean {
  return Boolean(isLocal && state);
}

function canDeleteTurn(message: Message, { capabilities }: PanelFacts): boolean {
  return capabilities.deleteMessages && isAnswer(message) && message.recordId !== undefined;
}

function again({ capabilities }: PanelFacts, key: string): TemplateResult {
  return iconButton({
    label: capabilities.deleteMessages ? text.askAgainInstead : text.askAgain,
    icon: "again",
    onClick: () => post({ type: "ask-again", key }),
  });
}

function reactions({ key, reaction }: Message): readonly TemplateResult[] {
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
