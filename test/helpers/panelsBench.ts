import type * as vscode from "vscode";
import type { Attachment } from "../../src/core/chat/draft.ts";
import { Chats } from "../../src/core/chat/chats.ts";
import { ChatColumn } from "../../src/host/panel/chatColumn.ts";
import { type ChatSurface, editorSurface } from "../../src/host/panel/chatSurface.ts";
import { Panels, type PanelsOptions } from "../../src/host/panel/panels.ts";
import type { KnownAccount } from "../../src/host/refs/knownAccount.ts";
import { type SessionRef, sessionKey } from "../../src/host/refs/sessionRef.ts";
import { Disposable, EventEmitter, Memento, Uri, type WebviewPanel } from "./editor/vscode.ts";
import { FakeProvider } from "./fakeProvider.ts";
import { FakeClock, MemoryLog } from "./fakes.ts";
import { knownAccount } from "./knownAccount.ts";
import { openChat } from "./openChat.ts";

export const ref: SessionRef = { accountId: "a", chatbotId: "bot", id: "s1" };
export const other: SessionRef = { ...ref, id: "s2" };
export const account = knownAccount();

/** The panels of a window, with what a test decides about the rest. */
export class PanelsBench {
  accounts: KnownAccount[] = [account];
  readonly accountsChanged = new EventEmitter<void>();
  /** Resolves when chats may be opened. */
  mayOpen = resolved();
  /** Resolves when the services tell histories. */
  mayLoad = resolved();
  /** How many chats were opened, or are being. */
  opening = 0;
  /** What the user picks to be attached. */
  readonly picked = Promise.withResolvers<readonly Attachment[]>();
  /** What the user chooses when asked where a question goes. */
  chosen: SessionRef | undefined;
  /** The page of the view in the side bar, where there is one. */
  sideBar: WebviewPanel | undefined;
  /** True while a chat is about to be shown in it. */
  isViewAwaited = false;
  readonly memento = new Memento();
  readonly chats = new Chats<SessionRef>({
    keyOf: sessionKey,
    open: async ({ chatbotId, id }, onIdle) => {
      this.opening += 1;
      await this.mayOpen.promise;
      const address = { chatbotId, sessionId: id };
      const provider = new FakeProvider();
      provider.listMessages = async () => {
        await this.mayLoad.promise;
        return [];
      };
      const { chat } = await openChat({ connect: async () => provider, address, onIdle });
      return chat;
    },
  });
  readonly panels = new Panels(this.#options());

  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    await this.panels.restore(panel as unknown as vscode.WebviewPanel, state);
  }

  /** Only what panels use of each part. */
  #options(): PanelsOptions {
    const isAwaited = (): boolean => this.isViewAwaited;
    const never = (): Disposable => new Disposable(() => undefined);
    const parts = {
      accounts: {
        find: async (id: string) => this.accounts.find((one) => one.id === id),
        onDidChange: this.accountsChanged.event,
      },
      catalog: { peekChatbots: () => ({ kind: "loading" }), onDidChange: never, known: () => [] },
      resources: { onDidChange: never, known: () => undefined },
      chats: {
        hold: async (one: SessionRef) => this.chats.hold(one),
        show: () => () => undefined,
      },
      view: {
        get isAwaited() {
          return isAwaited();
        },
        surface: () => viewOf(this.sideBar),
        reveal: async () => undefined,
      },
      actions: { run: async () => ({ type: "copied" }) },
      contexts: { take: async () => ({ attachments: await this.picked.promise }) },
      chooseSession: async () => this.chosen,
      editor: { use: "none", onDidChange: never, dispose: () => undefined },
      clock: new FakeClock(),
      log: new MemoryLog(),
      extensionUri: Uri.file("/parley"),
      column: new ChatColumn({ get: () => undefined }),
      workspaceMemento: this.memento,
    };
    return parts as unknown as PanelsOptions;
  }
}

function viewOf(page: WebviewPanel | undefined): ChatSurface | undefined {
  if (!page || page.isClosed) return undefined;
  const surface = editorSurface(page as unknown as vscode.WebviewPanel);
  return { ...surface, column: () => undefined };
}

function resolved(): PromiseWithResolvers<void> {
  const open = Promise.withResolvers<void>();
  open.resolve();
  return open;
}
