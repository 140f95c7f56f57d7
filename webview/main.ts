import "./styles/panel.css";
import { render } from "lit";
import type { ConversationEvent } from "../src/core/conversation/state.ts";
import type { HostMessage } from "../src/protocol/frames.ts";
import { loadControls } from "./controls/controls.ts";
import { keepRestore, onMessage, post } from "./host.ts";
import { LiveText } from "./liveText.ts";
import "./markdown/markdownElement.ts";
import { emptyPanel, fold, isDelta } from "./panelState.ts";
import { text } from "./text.ts";
import { announce } from "./view/announce.ts";
import { focusComposer, showDraft } from "./view/composer.ts";
import { countdown } from "./view/message.ts";
import { panelView } from "./view/panel.ts";
import { jumpToLatest } from "./view/scroll.ts";

const root = document.querySelector<HTMLElement>("#panel");
let state = emptyPanel;
let live = new LiveText();
let isDrawScheduled = false;
/** What has to wait until the elements are there. */
let afterDraw: (() => void)[] = [];

onMessage((message) => {
  try {
    state = fold(state, message);
  } catch {
    // A frame was lost: a new snapshot tells everything.
    post({ type: "ready" });
    return;
  }
  follow(message);
  if (!isDrawScheduled) {
    isDrawScheduled = true;
    requestAnimationFrame(draw);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && state.conversation.reply) post({ type: "stop" });
});

setInterval(() => {
  for (const element of document.querySelectorAll<HTMLElement>("[data-retry-at]")) {
    const counter = element.querySelector(".countdown");
    if (counter) counter.textContent = countdown(Number(element.dataset["retryAt"]));
  }
}, 1000);

post({ type: "ready" });
draw();
// The panel can be read before its controls look their best.
loadControls().catch((error: unknown) => console.warn("the controls did not load", error));

function draw(): void {
  isDrawScheduled = false;
  if (!root) return;
  render(panelView(state, live), root);
  const waiting = afterDraw;
  afterDraw = [];
  for (const action of waiting) action();
}

/** What a message causes besides another picture. */
function follow(message: HostMessage): void {
  if (isDelta(message)) {
    live.append(message[1]);
    return;
  }
  switch (message.type) {
    case "snapshot":
      live = new LiveText();
      if (message.state.reply) live.append(message.state.reply.text);
      keepRestore(message.about.restore);
      afterDraw.push(() => showDraft(message.draft));
      break;
    case "events":
      for (const event of message.events) followEvent(event);
      break;
    case "draft":
      afterDraw.push(() => {
        showDraft(message.draft);
        if (message.focus) focusComposer();
      });
      break;
    case "restore":
      keepRestore(message.restore);
  }
}

function followEvent(event: ConversationEvent): void {
  switch (event.type) {
    case "question-asked":
      live = new LiveText();
      jumpToLatest();
      announce(text.answering);
      break;
    case "text-delta":
      live.append(event.text);
      break;
    case "reply-end":
      announce(text.answered);
      break;
    case "reply-stopped":
      announce(text.answerStopped);
      break;
    case "reply-failed":
      announce(text.answerFailed);
      break;
    default:
  }
}
