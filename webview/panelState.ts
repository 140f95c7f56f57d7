import { type Draft, emptyDraft } from "../src/core/chat/draft.ts";
import { type ChatState, emptyChat, reduce } from "../src/core/chat/state.ts";
import type {
  EditorUse,
  HostMessage,
  Introduction,
  PanelFacts,
  PanelSettings,
} from "../src/protocol/frames.ts";

/** Everything that the host has told a panel. */
export interface PanelState {
  readonly sequence: number;
  readonly chat: ChatState;
  readonly draft: Draft;
  readonly settings: PanelSettings;
  readonly editor: EditorUse;
  /** Absent until the first snapshot. */
  readonly about?: PanelFacts;
  /** Absent where something was asked already. */
  readonly introduction?: Introduction;
  /** Absent once the user has gone on. */
  readonly notice?: string;
}

/** A panel before its first snapshot. */
export const emptyPanel: PanelState = {
  sequence: 0,
  chat: emptyChat,
  draft: emptyDraft,
  settings: { sendWith: "enter", fontSize: 0 },
  editor: "none",
};

/** The state after a message of the host. Pure. Throws when a frame is missing. */
export function fold(state: PanelState, message: HostMessage): PanelState {
  if (isDelta(message)) {
    const [sequence, text] = message;
    return applyEvents(state, sequence, [{ type: "text-delta", text }]);
  }
  switch (message.type) {
    case "snapshot": {
      const { type: _type, state: chat, ...rest } = message;
      return { ...rest, chat, editor: state.editor };
    }
    case "events":
      return applyEvents(state, message.sequence, message.events);
    case "older": {
      const messages = [...message.messages, ...state.chat.messages];
      return { ...state, chat: { ...state.chat, messages } };
    }
    case "draft":
      return { ...state, draft: message.draft };
    case "about":
      return { ...state, about: message.about };
    case "introduction":
      return { ...state, introduction: message.introduction };
    case "settings":
      return { ...state, settings: message.settings };
    case "editor":
      return { ...state, editor: message.use };
    case "notice":
      return { ...state, notice: message.text };
    case "copied":
    case "files":
    case "prompts":
      return state;
  }
}

/** True for the short form in which text is posted. */
export function isDelta(message: HostMessage): message is readonly [number, string] {
  return Array.isArray(message);
}

function applyEvents(
  state: PanelState,
  sequence: number,
  events: readonly Parameters<typeof reduce>[1][],
): PanelState {
  if (sequence !== state.sequence + 1) {
    throw new Error(`frame ${sequence} came after frame ${state.sequence}`);
  }
  return { ...state, sequence, chat: events.reduce(reduce, state.chat) };
}
