// A small stand-in for the editor, for unit tests of what coordinates: `vscode` is this file there. It has what those
// parts use and no more; a test drives it through `editor`.

import { disk, type DiskFile } from "./disk.ts";

export { FileType } from "./disk.ts";

type Listener<T> = (value: T) => unknown;

export class EventEmitter<T> {
  readonly #listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => void this.#listeners.delete(listener));
  };

  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export class Disposable {
  readonly #end: () => unknown;

  constructor(end: () => unknown) {
    this.#end = end;
  }

  static from(...all: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => all.map((one) => one.dispose()));
  }

  dispose(): void {
    this.#end();
  }
}

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

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

export const Uri = {
  file: (path: string) => ({
    scheme: "file",
    path,
    fsPath: path,
    toString: () => `file://${path}`,
  }),
  parse: (text: string) => ({
    scheme: text.slice(0, text.indexOf(":")),
    path: text.slice(text.indexOf("://") + 3),
    toString: () => text,
  }),
  joinPath: (base: { readonly path: string }, ...parts: readonly string[]) =>
    Uri.file([base.path, ...parts].join("/")),
};

export const ViewColumn = { Active: -1, Beside: -2, One: 1 };
export const ProgressLocation = { Notification: 15 };
export const ConfigurationTarget = { Global: 1, Workspace: 2 };
export const env = {
  language: "en",
  sessionId: "this window",
  openExternal: async (uri: { toString(): string }) => editor.opened.push(uri.toString()) > 0,
};
export const l10n = {
  bundle: undefined,
  t: (text: string, ...values: readonly unknown[]) =>
    text.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};

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

  reveal(): void {
    this.active = true;
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

/** A tree in the side bar, which nobody looks at. */
export class TreeView {
  readonly visible = false;
  readonly selection = [];
  readonly onDidChangeVisibility = new EventEmitter<{ visible: boolean }>().event;
  badge: unknown;
  description = "";
  message = "";
}

const configurationChanged = new EventEmitter<{ affectsConfiguration(name: string): boolean }>();

/** What tests look at and change. */
export const editor = {
  panels: [] as WebviewPanel[],
  errors: [] as string[],
  /** The view of the side bar. */
  treeView: undefined as TreeView | undefined,
  /** Everything else that was said or asked, with its detail. */
  messages: [] as string[],
  /** The buttons that the user presses, one a message that has some; none is Escape. */
  presses: [] as (string | undefined)[],
  /** What the user picks from one list after another; none is Escape. */
  picks: [] as string[],
  /** What the user types into one input box after another, perhaps after a look at it; none is Escape. */
  typed: [] as (string | ((box: InputBox) => string | undefined))[],
  /** Addresses that were opened in a browser. */
  opened: [] as string[],
  /** The texts of documents that were opened and shown. */
  documents: [] as string[],
  /** The files on the disk: address to text, or to the address that a link leads to. */
  files: new Map<string, DiskFile>(),
  /** The user's settings by their whole names. */
  settings: new Map<string, unknown>(),
  change(name: string, value: unknown): void {
    editor.settings.set(name, value);
    configurationChanged.fire({
      affectsConfiguration: (asked) => name === asked || name.startsWith(`${asked}.`),
    });
  },
  reset(): void {
    editor.panels = [];
    editor.errors = [];
    editor.treeView = undefined;
    editor.messages = [];
    editor.presses = [];
    editor.picks = [];
    editor.typed = [];
    editor.opened = [];
    editor.documents = [];
    editor.files.clear();
    editor.settings.clear();
  },
};

type Said = string | { readonly detail?: string };

/** An input box; what the user types is accepted as it is shown, and where that is refused, it is left. */
export class InputBox {
  title = "";
  prompt = "";
  value = "";
  validationMessage: string | undefined;
  readonly #accepted = new EventEmitter<void>();
  readonly #hidden = new EventEmitter<void>();
  readonly #changed = new EventEmitter<string>();
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidChangeValue = this.#changed.event;

  show(): void {
    const next = editor.typed.shift();
    const typed = typeof next === "function" ? next(this) : next;
    if (typed !== undefined) {
      this.value = typed;
      this.#accepted.fire();
      if (this.validationMessage !== undefined) editor.messages.push(this.validationMessage);
    }
    this.#hidden.fire();
  }

  dispose(): void {
    this.#accepted.dispose();
  }
}

/** Says something, and gives the button that the user presses. */
async function say(text: string, ...rest: readonly Said[]): Promise<string | undefined> {
  const details = rest.flatMap((one) => (typeof one === "string" ? [] : [one.detail ?? ""]));
  editor.messages.push([text, ...details].join("\n"));
  const buttons = rest.filter((one) => typeof one === "string");
  const pressed = buttons.length > 0 ? editor.presses.shift() : undefined;
  if (pressed !== undefined && !buttons.includes(pressed)) throw new Error(`no button ${pressed}`);
  return pressed;
}

export const window = {
  showQuickPick: async (items: readonly (string | { readonly label: string })[]) => {
    const wanted = editor.picks.shift();
    if (wanted === undefined) return undefined;
    const found = items.find((item) => wanted === (typeof item === "string" ? item : item.label));
    if (found === undefined) throw new Error(`nothing to pick is called ${wanted}`);
    return found;
  },
  createInputBox: () => new InputBox(),
  showInformationMessage: say,
  showWarningMessage: say,
  withProgress: async (_options: unknown, action: (...parts: unknown[]) => unknown) =>
    action({ report: () => undefined }, { onCancellationRequested: () => new Disposable(() => 0) }),
  createWebviewPanel: () => {
    const panel = new WebviewPanel();
    for (const other of editor.panels) other.active = false;
    editor.panels.push(panel);
    return panel;
  },
  createTreeView: () => {
    editor.treeView = new TreeView();
    return editor.treeView;
  },
  onDidChangeWindowState: new EventEmitter<{ focused: boolean }>().event,
  showErrorMessage: async (text: string) => void editor.errors.push(text),
  showTextDocument: async ({ content }: { readonly content: string }) =>
    void editor.documents.push(content),
};

export const workspace = {
  fs: disk(() => editor.files),
  asRelativePath: ({ path }: { readonly path: string }) => path.slice(1),
  openTextDocument: async (wanted: { readonly content: string } | { readonly path: string }) => {
    if ("content" in wanted) return wanted;
    const text = new TextDecoder().decode(await workspace.fs.readFile(wanted));
    return { languageId: "plaintext", getText: () => text };
  },
  onDidChangeConfiguration: configurationChanged.event,
  getConfiguration: (section: string) => ({
    get: (name: string, fallback: unknown) => editor.settings.get(`${section}.${name}`) ?? fallback,
    update: async (name: string, value: unknown) => editor.change(`${section}.${name}`, value),
    inspect: (name: string) => ({ globalValue: editor.settings.get(`${section}.${name}`) }),
  }),
};

export const commands = { executeCommand: async () => undefined };

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
