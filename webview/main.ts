import "./styles/panel.css";
import { render } from "lit";
import type { Continuation } from "../src/core/model.ts";
import type { HostMessage, SnapshotFrame } from "../src/protocol/frames.ts";
import { loadControls } from "./controls/controls.ts";
import { Finder } from "./find/finder.ts";
import { keepRestore, onMessage, post } from "./host.ts";
import "./markdown/markdownElement.ts";
import { allMessages } from "../src/core/chat/state.ts";
import { isDelta } from "./panelState.ts";
import { SnapshotRequest } from "./snapshotRequest.ts";
import { Store } from "./store.ts";
import { Announcer } from "./view/announce.ts";
import { announceChat } from "./view/announceChat.ts";
import { Composer } from "./view/composer.ts";
import { acceptDrops } from "./view/drop.ts";
import { confirmCopies } from "./view/copied.ts";
import { keepFocus } from "./view/keepFocus.ts";
import { handleKey } from "./view/keyboard.ts";
import { Menu } from "./view/menu.ts";
import { updateCountdowns } from "./view/message.ts";
import { panelView } from "./view/panel.ts";
import { Scroller } from "./view/scroller.ts";
import { SourceHover } from "./view/sourceHover.ts";
import { extendDown, extendUp } from "./view/transcriptWindow.ts";
import { acceptZoom } from "./view/zoom.ts";

const root = document.querySelector<HTMLElement>("#panel");
const store = new Store(draw);
const announcer = new Announcer();
const announce = announceChat(announcer);
const composer = new Composer(store);
const finder = new Finder(store, () => scroller.noteJump());
const hover = new SourceHover((key) =>
  allMessages(store.panel.chat).find((message) => message.key === key),
);
const scroller = new Scroller({
  isFollowing: () => store.ui.isFollowing,
  onFollow: (isFollowing) => {
    const isAtEnd = isFollowing && store.ui.window.end === store.count;
    if (isAtEnd !== store.ui.isFollowing) {
      store.update({ isFollowing: isAtEnd, ...(isAtEnd && { unseen: 0 }) });
    }
  },
  onNearTop: () => {
    const { window } = store.ui;
    if (window.first > 0) store.update({ window: extendUp(window) });
  },
  onNearEnd: () => {
    const { window } = store.ui;
    if (window.end < store.count) store.update({ window: extendDown(window, store.count) });
  },
});
const menu = new Menu();
const snapshots = new SnapshotRequest(() => post({ type: "ready" }));
const parts = { store, composer, finder, scroller, menu, jumpToLatest };
/** When what the first picture does not need loads at the latest, in milliseconds. */
const longestWait = 500;
/** What has to wait until the elements are there. */
let afterDraw: (() => void)[] = [];

onMessage((message) => {
  try {
    store.receive(message);
  } catch {
    snapshots.ask();
    return;
  }
  follow(message);
});

document.addEventListener("keydown", (event) =>
  handleKey(event, {
    store,
    closeTop,
    stop: () => post({ type: "stop" }),
    find: () => finder.open(),
    toStart: () => {
      store.show(0);
      afterDraw.push(() => scroller.toStart());
      // Where the first message is in the page already, nothing else draws.
      store.redraw();
    },
    toEnd: jumpToLatest,
    focusMessage: (key) => {
      // Mostly it is in the page, and the next key must already find it.
      if (!focusMessage(key)) afterDraw.push(() => focusMessage(key));
    },
  }),
);
acceptZoom((by) => post({ type: "change-font-size", by }));
const confirmCopy = confirmCopies((sentence) => announcer.say(sentence));
acceptDrops((drop) => post({ type: "attach-uris", ...drop }));

setInterval(updateCountdowns, 1000);

keepRestore();
post({ type: "ready" });
draw();

function draw(): void {
  if (!root) return;
  const { fontSize } = store.panel.settings;
  if (fontSize > 0) root.style.setProperty("--chat-font-size", `${fontSize}px`);
  else root.style.removeProperty("--chat-font-size");
  keepFocus(
    () => render(panelView(parts), root),
    () => composer.focus(),
  );
  const waiting = afterDraw;
  afterDraw = [];
  for (const action of waiting) action();
  finder.afterDraw(false);
  if (store.panel.about) loadRest();
}

let isLoading = false;

/** The panel can be read, and typed in, before its controls look their best. */
function loadRest(): void {
  if (isLoading) return;
  isLoading = true;
  requestIdleCallback(
    () => {
      loadControls().catch((error: unknown) => console.warn("the controls did not load", error));
    },
    { timeout: longestWait },
  );
}

/** What a message causes besides another picture. */
function follow(message: HostMessage): void {
  announce(message);
  if (isDelta(message)) {
    finder.searchAgain();
    return;
  }
  switch (message.type) {
    case "snapshot":
      followSnapshot(message);
      break;
    case "events":
      for (const event of message.events) {
        if (event.type === "message-changed")
          followContinuation(event.key, event.change.continuation);
      }
      finder.searchAgain();
      break;
    case "older":
      finder.searchAgain();
      break;
    case "draft":
      afterDraw.push(() => {
        if (message.setsText) composer.setText(message.draft.text);
        if (message.focus) composer.focus();
      });
      break;
    case "files":
    case "prompts":
      composer.receiveList(message);
      break;
    case "copied":
      confirmCopy();
      break;
    case "about":
    case "introduction":
    case "editor":
    case "notice":
    case "settings":
  }
}

let isFirstSnapshot = true;

function followSnapshot({ draft }: SnapshotFrame): void {
  snapshots.end();
  // Later, the field holds more than the host may have seen yet.
  if (isFirstSnapshot) afterDraw.push(() => composer.setText(draft.text));
  isFirstSnapshot = false;
  afterDraw.push(() => scroller.keepEnd());
  finder.searchAgain();
}

/** A model of the editor answers: the user has asked for that, and it may begin out of sight. */
function followContinuation(key: string, continuation: Continuation | undefined): void {
  if (continuation?.state !== "arriving" || continuation.text !== "") return;
  const selector = `article[data-key="${CSS.escape(key)}"] .continuation`;
  afterDraw.push(() => {
    document.querySelector(selector)?.scrollIntoView({ block: "center" });
    scroller.noteJump();
  });
}

function jumpToLatest(): void {
  store.followEnd();
  afterDraw.push(() => scroller.keepEnd());
}

function closeTop(): boolean {
  if (hover.hide()) return true;
  if (finder.state.isOpen) {
    finder.close();
    composer.focus();
    return true;
  }
  if (!store.ui.selected) return false;
  store.select("end");
  return true;
}

/** False when the message is not in the page. */
function focusMessage(key: string): boolean {
  const articles = [...document.querySelectorAll<HTMLElement>("article[data-key]")];
  const article = articles.find(({ dataset }) => dataset["key"] === key);
  article?.focus({ preventScroll: true });
  article?.scrollIntoView({ block: "nearest" });
  scroller.noteJump();
  return article !== undefined;
}
