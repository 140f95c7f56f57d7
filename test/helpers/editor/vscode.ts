// A small stand-in for the editor, for unit tests of what coordinates: `vscode` is this file there. It has what those
// parts use and no more; a test drives it through `editor`.

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

export class ThemeIcon {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeColor extends ThemeIcon {}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

export class TreeItem {
  readonly label: string;

  constructor(label: string) {
    this.label = label;
  }
}

export const Uri = {
  file: (path: string) => ({
    scheme: "file",
    path,
    fsPath: path,
    toString: () => `file://${path}`,
  }),
  joinPath: (base: { readonly path: string }, ...parts: readonly string[]) =>
    Uri.file([base.path, ...parts].join("/")),
};

export const ProgressLocation = { Notification: 15 };
export const ViewColumn = { Active: -1, Beside: -2, One: 1 };
export const ConfigurationTarget = { Global: 1, Workspace: 2 };
export const env = { language: "en", sessionId: "this window" };
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

/** A box that asks for a text; the next of `editor.answers` fills it in. */
export class InputBox {
  title = "";
  prompt = "";
  value = "";
  validationMessage: string | undefined;
  readonly #accepted = new EventEmitter<void>();
  readonly #hidden = new EventEmitter<void>();
  readonly onDidChangeValue = new EventEmitter<string>().event;
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;

  show(): void {
    const typed = editor.answers.shift()?.(this);
    this.value = typed ?? this.value;
    if (typed === undefined) this.#hidden.fire();
    else this.#accepted.fire();
  }

  dispose(): void {
    this.#accepted.dispose();
  }
}

const configurationChanged = new EventEmitter<{ affectsConfiguration(name: string): boolean }>();

/** What tests look at and change. */
export const editor = {
  panels: [] as WebviewPanel[],
  errors: [] as string[],
  /** Sentences that need no answer. */
  notices: [] as string[],
  /** What the user does with each box that asks for a text; undefined is Escape. */
  answers: [] as ((box: InputBox) => string | undefined)[],
  /** The view of the side bar. */
  treeView: undefined as TreeView | undefined,
  /** The labels of the items to pick, one after the other; without one the user gives up. */
  picks: [] as string[],
  /** The texts of documents that were opened and shown. */
  documents: [] as string[],
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
    editor.notices = [];
    editor.answers = [];
    editor.picks = [];
    editor.documents = [];
    editor.settings.clear();
  },
};

export const window = {
  createWebviewPanel: () => {
    const panel = new WebviewPanel();
    for (const other of editor.panels) other.active = false;
    editor.panels.push(panel);
    return panel;
  },
  createInputBox: () => new InputBox(),
  createTreeView: () => {
    editor.treeView = new TreeView();
    return editor.treeView;
  },
  onDidChangeWindowState: new EventEmitter<{ focused: boolean }>().event,
  showInformationMessage: async (text: string) => void editor.notices.push(text),
  /** The user agrees. */
  showWarningMessage: async (_text: string, _options: unknown, button: string) => button,
  showErrorMessage: async (text: string) => void editor.errors.push(text),
  showQuickPick: async (items: readonly { readonly label: string }[]) => {
    const wanted = editor.picks.shift();
    return items.find(({ label }) => label === wanted);
  },
  showTextDocument: async ({ content }: { readonly content: string }) =>
    void editor.documents.push(content),
  withProgress: async (_options: unknown, action: (progress: object, token: object) => unknown) =>
    action({ report: () => undefined }, { onCancellationRequested: () => undefined }),
};

export const workspace = {
  openTextDocument: async (document: { readonly content: string }) => document,
  onDidChangeConfiguration: configurationChanged.event,
  getConfiguration: (section: string) => ({
    get: (name: string, fallback: unknown) => editor.settings.get(`${section}.${name}`) ?? fallback,
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
