import { allMessages } from "../../src/core/chat/state.ts";
import type { Store } from "../store.ts";

/** What the keys of the panel do, besides those of the composer and of the find widget. */
export interface PanelKeys {
  readonly store: Store;
  /** Closes what is open on top; false when nothing is. */
  readonly closeTop: () => boolean;
  readonly stop: () => void;
  readonly find: () => void;
  readonly toStart: () => void;
  readonly toEnd: () => void;
  readonly focusMessage: (key: string) => void;
}

const keyCodeOfF = 70;

/** Handles the keys of the whole panel. A key that is used here goes no further, not to VS Code either. */
export function handleKey(event: KeyboardEvent, keys: PanelKeys): void {
  if (event.isComposing || event.defaultPrevented || !use(event, keys)) return;
  event.preventDefault();
  event.stopPropagation();
}

function use(event: KeyboardEvent, keys: PanelKeys): boolean {
  const withModifier = event.ctrlKey || event.metaKey;
  const isTyping =
    event.target instanceof Element && event.target.matches("textarea, input[type=search]");
  if (event.key === "Escape") {
    if (keys.closeTop()) return true;
    if (!keys.store.panel.chat.reply) return false;
    keys.stop();
    return true;
  }
  if (withModifier && !event.shiftKey && !event.altKey) {
    // In a layout of other letters, or with Caps Lock, `key` is another one.
    if (event.keyCode === keyCodeOfF) {
      keys.find();
      return true;
    }
    if (!isTyping && (event.key === "Home" || event.key === "End")) {
      if (event.key === "Home") keys.toStart();
      else keys.toEnd();
      return true;
    }
  }
  if (event.altKey && !withModifier && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    return moveByMessage(event.key === "ArrowUp" ? -1 : 1, event.target, keys);
  }
  return false;
}

/** Moves the focus from message to message; from the composer, up to the last one. */
function moveByMessage(by: 1 | -1, from: EventTarget | null, keys: PanelKeys): boolean {
  const messages = allMessages(keys.store.panel.chat);
  const article = from instanceof Element ? from.closest<HTMLElement>("article") : null;
  const current = article
    ? messages.findIndex(({ key }) => key === article.dataset["key"])
    : messages.length;
  const next = messages[current + by];
  if (!next) return false;
  keys.store.show(current + by);
  keys.focusMessage(next.key);
  return true;
}
