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
  const isAnswer = message.role === "assistant" || message.role === "agent";
  const isStored = recordId !== undefined;
  const copy = iconButton({
    label: isAnswer ? text.copyAnswer : text.copyQuestion,
    icon: "copy",
    isCopy: true,
    onClick: () => post({ type: "copy", key }),
  });
  return [
    ...(capabilities.react && isAnswer && isStored ? reactions(message) : []),
    ...(context.isLast && message.role === "assistant" && !message.state
      ? [again(context.about, key)]
      : []),
    ...(context.isLastQuestion
      ? [
          iconButton({
            label: text.edit,
            icon: "edit",
            onClick: () => post({ type: "edit-question", key }),
          }),
        ]
      : []),
    copy,
    ...(context.about.canTeach && isAnswer && !message.state
      ? [
          iconButton({
            label: text.teach,
            icon: "teach",
            onClick: () => post({ type: "teach", key }),
          }),
        ]
      : []),
    ...(message.isLocal && message.state
      ? [
          iconButton({
            label: text.remove,
            icon: "trash",
            onClick: () => post({ type: "delete-messages", keys: [key] }),
          }),
        ]
      : []),
    ...(capabilities.deleteMessages && isStored && isAnswer
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
