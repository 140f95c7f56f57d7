import type * as vscode from "vscode";
import type { Chats } from "../../src/core/chat/chats.ts";
import { ChatColumn } from "../../src/host/panel/chatColumn.ts";
import { type ChatSurface, editorSurface } from "../../src/host/panel/chatSurface.ts";
import type { PanelsOptions } from "../../src/host/panel/panels.ts";
import type { KnownAccount } from "../../src/host/refs/knownAccount.ts";
import type { SessionRef } from "../../src/host/refs/sessionRef.ts";
import {
  Disposable,
  type EventEmitter,
  type Memento,
  Uri,
  type WebviewPanel,
} from "./editor/vscode.ts";
import { FakeClock, MemoryLog } from "./fakes.ts";

/** What a test of panels decides. */
export interface PanelsParts {
  readonly accounts: {
    readonly find: (id: string) => Promise<KnownAccount | undefined>;
    readonly onDidChange: EventEmitter<void>["event"];
  };
  readonly chats: Chats<SessionRef>;
  readonly memento: Memento;
  /** What the user chooses when asked where a question goes. */
  readonly chosen: () => SessionRef | undefined;
  /** The page of the view in the side bar, where there is one. */
  readonly sideBar: () => WebviewPanel | undefined;
}

/** Only what panels use of each part. */
export function panelsOptions({
  accounts,
  chats,
  memento,
  chosen,
  sideBar,
}: PanelsParts): PanelsOptions {
  const never = (): Disposable => new Disposable(() => undefined);
  const parts = {
    accounts,
    catalog: { peekChatbots: () => ({ kind: "loading" }), onDidChange: never, known: () => [] },
    resources: { onDidChange: never, known: () => undefined },
    chats: { hold: async (one: SessionRef) => chats.hold(one), show: () => () => undefined },
    view: { surface: () => viewOf(sideBar()), reveal: async () => undefined },
    actions: {},
    contexts: {},
    chooseSession: async () => chosen(),
    editor: { use: "none", onDidChange: never, dispose: () => undefined },
    clock: new FakeClock(),
    log: new MemoryLog(),
    extensionUri: Uri.file("/parley"),
    column: new ChatColumn({ get: () => undefined }),
    workspaceMemento: memento,
  };
  return parts as unknown as PanelsOptions;
}

function viewOf(page: WebviewPanel | undefined): ChatSurface | undefined {
  const surface = page && editorSurface(page as unknown as vscode.WebviewPanel);
  return surface && { ...surface, column: () => undefined };
}
