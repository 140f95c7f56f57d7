// Parts of the editor that know nothing of each other.
import { EventEmitter } from "./events.ts";

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const ProgressLocation = { Notification: 15 };
export const UIKind = { Desktop: 1, Web: 2 };
export const ConfigurationTarget = { Global: 1, Workspace: 2 };

export class TreeItem {
  readonly label: string;
  readonly collapsibleState: number | undefined;
  description: string | undefined;
  contextValue: string | undefined;

  constructor(label: string, collapsibleState?: number) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export class ThemeIcon {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeColor extends ThemeIcon {}

/** A tab whose page is a webview. After it was closed nothing of it may be touched, as in the editor. */
export class WebviewPanel {
  title = "";
  iconPath: unknown;
  visible = true;
  active = true;
  viewColumn: number | undefined = 1;
  isClosed = false;
  readonly posted: unknown[] = [];
  readonly #closed = new EventEmitter<void>();
  readonly #stateChanged = new EventEmitter<void>();
  readonly #received = new EventEmitter<unknown>();
  readonly #webview = {
    html: "",
    options: {},
    asWebviewUri: (uri: unknown) => uri,
    onDidReceiveMessage: this.#received.event,
    postMessage: async (message: unknown) => this.posted.push(message) > 0,
  };
  readonly onDidDispose = this.#closed.event;
  readonly onDidChangeViewState = this.#stateChanged.event;

  get webview() {
    if (this.isClosed) throw new Error("Webview is disposed");
    return this.#webview;
  }

  reveal(column = this.viewColumn): void {
    this.active = true;
    this.viewColumn = column;
  }

  /** It was covered or uncovered, or has another place. */
  changeState(): void {
    this.#stateChanged.fire();
  }

  dispose(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.#closed.fire();
  }

  /** The page says something. */
  say(message: unknown): void {
    this.#received.fire(message);
  }
}

/** Fills a view that is a webview. */
export interface WebviewViewProvider {
  resolveWebviewView(view: unknown, context: { readonly state: unknown }): void;
}

/** What a tab shows that is a webview; VS Code puts a prefix of its own before the type. */
export class TabInputWebview {
  readonly viewType: string;

  constructor(viewType: string) {
    this.viewType = viewType;
  }
}

/** What a tab shows that is a text. */
export class TabInputText {
  readonly uri: unknown;

  constructor(uri: unknown) {
    this.uri = uri;
  }
}

/** What a tab shows that compares two texts. */
export class TabInputTextDiff {
  readonly modified: unknown;

  constructor(modified: unknown) {
    this.modified = modified;
  }
}

/** The groups of tabs: those of panels by their columns, and one of texts. */
export function tabGroups(panels: readonly WebviewPanel[], texts: readonly unknown[]) {
  const open = panels.filter(({ isClosed }) => !isClosed);
  const input = new TabInputWebview("mainThreadWebview-parley.chat");
  return [
    ...[...new Set(open.map(({ viewColumn }) => viewColumn))].map((viewColumn) => ({
      viewColumn,
      tabs: open.filter((panel) => panel.viewColumn === viewColumn).map(() => ({ input })),
    })),
    ...(texts.length > 0
      ? [{ viewColumn: 1, tabs: texts.map((uri) => ({ input: new TabInputText(uri) })) }]
      : []),
  ];
}

/** A tree in the side bar, which nobody looks at. */
export class TreeView {
  readonly visible = false;
  readonly selection = [];
  readonly onDidChangeVisibility = new EventEmitter<{ visible: boolean }>().event;
  badge: unknown;
  description = "";
  message = "";
}

/** An item of the status bar. */
export class StatusBarItem {
  text = "";
  tooltip: unknown;
  command: unknown;
  isShown = false;
  isDisposed = false;

  show(): void {
    this.isShown = true;
  }

  hide(): void {
    this.isShown = false;
  }

  dispose(): void {
    this.isDisposed = true;
  }
}

/** A pattern for the files below one folder. */
export class RelativePattern {
  readonly baseUri: { readonly path: string };
  readonly pattern: string;

  constructor(
    base: { readonly path: string } | { readonly uri: { readonly path: string } },
    pattern: string,
  ) {
    this.baseUri = "uri" in base ? base.uri : base;
    this.pattern = pattern;
  }
}

/** A part of a document, from one offset to another: positions are offsets here. */
export class Range {
  readonly start: number;
  readonly end: number;

  constructor(start: number, end: number) {
    this.start = start;
    this.end = end;
  }
}

/** What an extension may keep, in memory. */
export class Memento {
  readonly #values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.#values.get(key);
  }

  async update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
  }

  keys(): readonly string[] {
    return [...this.#values.keys()];
  }
}
