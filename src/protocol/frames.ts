import type { Draft } from "../core/chat/draft.ts";
import type { ChatChange, ChatState } from "../core/chat/state.ts";
import type { ErrorKind, Message } from "../core/model.ts";
import type { Capabilities } from "../core/provider.ts";

/** What the host posts to a panel. Frames are numbered from the snapshot on, one by one. */
export type HostMessage =
  | DeltaFrame
  | EventsFrame
  | SnapshotFrame
  | AboutFrame
  | OlderFrame
  | DraftFrame
  | SettingsFrame
  | EditorFrame
  | CopiedFrame
  | NoticeFrame
  | FilesFrame
  | IntroductionFrame
  | PromptsFrame;

/** More text of the answer. A bare pair, because it is posted many times a second and most of it should be text. */
export type DeltaFrame = readonly [sequence: number, text: string];

/** Anything else that happened in the conversation. */
export interface EventsFrame {
  readonly type: "events";
  readonly sequence: number;
  readonly events: readonly ChatChange[];
}

/** Everything, once, when a panel is shown or shown again. Of a long session, the last messages come first. */
export interface SnapshotFrame {
  readonly type: "snapshot";
  readonly sequence: number;
  readonly state: ChatState;
  readonly draft: Draft;
  readonly about: PanelFacts;
  readonly settings: PanelSettings;
  /** Present while nothing was asked. */
  readonly introduction?: Introduction;
}

/** The chatbot has another name by now, or its list has come. */
export interface AboutFrame {
  readonly type: "about";
  readonly about: PanelFacts;
}

/** More is known of what an empty chat shows. */
export interface IntroductionFrame {
  readonly type: "introduction";
  readonly introduction: Introduction;
}

/** What an empty chat shows of its chatbot, out of lists that are loaded. The names in it are untrusted text. */
export interface Introduction {
  readonly description?: string;
  /** What the chatbot knows, e.g. `Documents: 3`. */
  readonly knowledge: readonly string[];
  /** The sessions with it that were used last, the latest first. */
  readonly sessions: readonly RecentSession[];
}

/** A session that can be opened from an empty chat. */
export interface RecentSession {
  /** Parley's own id. */
  readonly id: string;
  readonly title: string;
  /** When it was used last, in words. */
  readonly age?: string;
}

/** Messages before those that the panel has; they follow a snapshot until all are there. */
export interface OlderFrame {
  readonly type: "older";
  readonly messages: readonly Message[];
}

/** A setting was changed. */
export interface SettingsFrame {
  readonly type: "settings";
  readonly settings: PanelSettings;
}

/** What can be done with the text editor that was used last: nothing, insert at its cursor, or replace its selection too. */
export type EditorUse = "none" | "cursor" | "selection";

/** Another use can be made of the text editor; follows each snapshot. */
export interface EditorFrame {
  readonly type: "editor";
  readonly use: EditorUse;
}

/** What the panel wanted to copy is in the clipboard. */
export interface CopiedFrame {
  readonly type: "copied";
}

/** Why something that was asked for in the panel was not done, or not all of it; shown until the user goes on. */
export interface NoticeFrame {
  readonly type: "notice";
  /** A sentence, translated. */
  readonly text: string;
}

/** Files whose names hold what was typed behind `#`, best first. */
export interface FilesFrame {
  readonly type: "files";
  /** The number of the `find-files` that this answers. */
  readonly request: number;
  readonly paths: readonly string[];
}

/** Prompts whose names hold what was typed behind `/`. */
export interface PromptsFrame {
  readonly type: "prompts";
  /** The number of the `find-prompts` that this answers. */
  readonly request: number;
  readonly prompts: readonly PromptRow[];
}

/** Who has written a prompt. */
export type PromptOrigin = "user" | "workspace" | "built-in";

/** A prompt as the list shows it. */
export interface PromptRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly origin: PromptOrigin;
}

/** What the user can set about panels. */
export interface PanelSettings {
  readonly sendWith: "enter" | "ctrlEnter";
  /** In CSS pixels; 0 follows VS Code. */
  readonly fontSize: number;
}

/** The draft was changed by the host: code was attached, or a question was taken. */
export interface DraftFrame {
  readonly type: "draft";
  readonly draft: Draft;
  /** True when the text is not what was typed in the panel; else the panel knows it better than the host. */
  readonly setsText: boolean;
  /** Ask for the keyboard focus, so that the user can go on typing. */
  readonly focus: boolean;
}

/** Who answers in a panel, and what can be done with that. */
export interface PanelFacts {
  readonly chatbotName: string;
  /** True when an answer without a source is worth a remark. */
  readonly canCite: boolean;
  readonly accountLabel: string;
  readonly serviceName: string;
  readonly capabilities: Capabilities;
  /** True when a corrected answer can be given to the chatbot. */
  readonly canTeach: boolean;
  readonly errors: Readonly<Record<ErrorKind, ErrorText>>;
}

/** How a failure is told: one sentence, and the one thing that helps. */
export interface ErrorText {
  readonly sentence: string;
  readonly action?: { readonly id: ErrorAction; readonly label: string };
}

/** What the user can do about a failure, besides trying again. */
export type ErrorAction = "set-key" | "open-settings" | "show-log" | "open-website";
