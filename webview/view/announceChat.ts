import type { ChatChange, Queue } from "../../src/core/chat/state.ts";
import type { ReplyEnd } from "../../src/core/chatEvents.ts";
import type { HostMessage } from "../../src/protocol/frames.ts";
import { isDelta } from "../panelState.ts";
import { text } from "../text.ts";
import type { Announcer } from "./announce.ts";

/** Tells a screen reader what happens in the chat; the returned function is to be called with what the host says. */
export function announceChat(announcer: Announcer): (message: HostMessage) => void {
  let queued = 0;
  let isForHumans = false;
  // The field is empty after Enter, whether a question is sent or waits.
  const followQueue = ({ questions }: Queue): void => {
    if (questions.length > queued) announcer.say(text.queueHeld(questions.length));
    queued = questions.length;
  };
  const followEvent = (event: ChatChange): void => {
    switch (event.type) {
      case "question-asked":
        // Nobody answers at once there; that it was delivered is said at the end.
        announcer.begin(isForHumans ? "" : text.answering);
        break;
      case "session-changed":
        isForHumans = event.humanMode ?? isForHumans;
        break;
      case "text-delta":
        announcer.read(event.text);
        break;
      case "reply-end":
        announcer.end(howItEnded(event.outcome));
        break;
      case "reply-stopped":
        announcer.end(text.answerStopped);
        break;
      case "reply-interrupted":
        announcer.end(text.answerInterrupted);
        break;
      case "reply-failed":
        announcer.end(text.answerFailed);
        break;
      case "queue-changed":
        followQueue(event.queue);
        break;
      case "message-changed": {
        const state = event.change.continuation?.state;
        if (state === "complete") announcer.say(text.answered);
        if (state === "failed") announcer.say(text.modelFailed);
        break;
      }
      default:
    }
  };
  return (message) => {
    if (isDelta(message)) announcer.read(message[1]);
    else if (message.type === "notice") announcer.say(message.text);
    else if (message.type === "snapshot") {
      isForHumans = message.state.humanMode;
      followQueue(message.state.queue);
    } else if (message.type === "events") message.events.forEach(followEvent);
  };
}

function howItEnded(outcome: ReplyEnd["outcome"]): string {
  switch (outcome) {
    case "complete":
      return text.answered;
    case "cut-off":
      return text.cutOff;
    case "for-humans":
      return text.forHumans;
    default:
      return outcome satisfies never;
  }
}
