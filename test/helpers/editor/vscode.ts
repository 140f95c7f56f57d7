// A small stand-in for the editor, for unit tests of what coordinates: `vscode` is this file there. It has what those
// parts use and no more; a test drives it through `editor`.

import { dialogs, disk, type DiskFile, type FileProvider, matching } from "./disk.ts";
import {
  folderOf,
  type LoadedDocument,
  relativePath,
  UntitledDocument,
  type WorkspaceEdit,
} from "./documents.ts";
import { Disposable, EventEmitter } from "./events.ts";
import { InputBox, type Typing } from "./inputBox.ts";
import type { McpProvider } from "./mcp.ts";
import { type FakeModel, modelsChanged } from "./models.ts";
import {
  type Range,
  type RelativePattern,
  StatusBarItem,
  tabGroups,
  TreeView,
  WebviewPanel,
  type WebviewViewProvider,
} from "./parts.ts";
import { QuickPick } from "./quickPick.ts";
import { Uri } from "./uri.ts";
import { watchFiles } from "./watcher.ts";

export * from "./ai.ts";
export { CodeAction, CodeActionKind } from "./codeActions.ts";
export { FileSystemError, FilePermission, FileType } from "./disk.ts";
export * from "./documents.ts";
export * from "./events.ts";
export type { InputBox } from "./inputBox.ts";
export { l10n } from "./l10n.ts";
export { McpHttpServerDefinition } from "./mcp.ts";
export { CancellationTokenSource, LanguageModelChatMessage } from "./models.ts";
export * from "./parts.ts";
export * from "./uri.ts";

export const ViewColumn = { Active: -1, Beside: -2, One: 1 };
export const env = {
  language: "en",
  sessionId: "this window",
  uriScheme: "vscode",
  clipboard: {
    readText: async () => editor.clipboard,
    writeText: async (text: string) => void (editor.clipboard = text),
  },
  openExternal: async (uri: { toString(): string }) => editor.opened.push(uri.toString()) > 0,
};

/** A text editor that can be seen. */
export interface SeenEditor {
  readonly viewColumn: number | undefined;
  readonly document: unknown;
}

const activeEditorChanged = new EventEmitter<SeenEditor | undefined>();
const seenEditorsChanged = new EventEmitter<readonly SeenEditor[]>();
/** Fires with the tabs that were opened, and those that are another way now. */
export const tabsChanged = new EventEmitter<{ opened: unknown[]; changed: unknown[] }>();
const configurationChanged = new EventEmitter<{ affectsConfiguration(name: string): boolean }>();

/** What tests look at and change. */
export const editor = {
  panels: [] as WebviewPanel[],
  /** The text editors that can be seen, the active one first. */
  seen: [] as SeenEditor[],
  /** The notebooks that can be seen, the active one first. */
  notebooks: [] as Pick<SeenEditor, "viewColumn">[],
  errors: [] as string[],
  /** The view of the side bar. */
  treeView: undefined as TreeView | undefined,
  /** What fills the view that is a webview, each time that the editor makes it. */
  viewProvider: undefined as WebviewViewProvider | undefined,
  /** The item of the status bar, once there is one. */
  statusBarItem: undefined as StatusBarItem | undefined,
  /** Everything else that was said or asked, with its detail. */
  messages: [] as string[],
  /** The buttons that the user presses, one a message that has some; none is Escape. */
  presses: [] as (string | undefined)[],
  /** What the user picks from one list after another; none is Escape, `OK` takes what is picked already. */
  picks: [] as string[],
  /** The path that the user chooses in one dialog of files after another; none is Escape. */
  chosen: [] as string[],
  /** The list that was opened last and fills while it is open. */
  quickPick: undefined as QuickPick | undefined,
  /** What the user types into one input box after another, perhaps after a look at it; none is Escape. */
  typed: [] as Typing[],
  /** The commands that the editor has, as far as somebody asks for that. */
  commands: new Set<string>(),
  /** Commands that were called, with their arguments. */
  executed: [] as (readonly unknown[])[],
  /** What a command does, by its name. */
  onCommand: undefined as ((name: unknown) => void) | undefined,
  clipboard: "",
  /** The file systems that extensions add, by their schemes. */
  fileProviders: new Map<string, FileProvider>(),
  /** The language models of the editor. */
  models: [] as FakeModel[],
  /** What servers of MCP are offered with, by its id. */
  mcpProviders: new Map<string, McpProvider>(),
  /** Addresses that were opened in a browser. */
  opened: [] as string[],
  /** The texts of documents that were opened and shown. */
  documents: [] as string[],
  /** What was selected in them. */
  selected: [] as string[],
  /** The files on the disk: address to text, or to the address that a link leads to. */
  files: new Map<string, DiskFile>(),
  /** Documents that were opened and never saved. */
  untitled: [] as UntitledDocument[],
  /** The folders of the workspace. */
  folders: [] as ReturnType<typeof Uri.file>[],
  /** The documents that are open, and those that another extension shows, in tabs or not. */
  loaded: [] as LoadedDocument[],
  /** The addresses of the tabs that show a text. */
  textTabs: [] as LoadedDocument["uri"][],
  /** What other extensions hand out, by their ids. */
  extensions: new Map<string, unknown>(),
  /** The user's settings by their whole names. */
  settings: new Map<string, unknown>(),
  change(name: string, value: unknown): void {
    editor.settings.set(name, value);
    configurationChanged.fire({
      affectsConfiguration: (asked) => name === asked || name.startsWith(`${asked}.`),
    });
  },
  /** Other text editors can be seen. @param hasFocus false while something else has the focus, such as a chat */
  see(seen: SeenEditor[], { hasFocus }: { readonly hasFocus: boolean }): void {
    editor.seen = seen;
    seenEditorsChanged.fire(seen);
    activeEditorChanged.fire(hasFocus ? seen[0] : undefined);
  },
  reset(): void {
    editor.panels = [];
    editor.seen = [];
    editor.notebooks = [];
    editor.errors = [];
    editor.treeView = undefined;
    editor.viewProvider = undefined;
    editor.statusBarItem = undefined;
    editor.messages = [];
    editor.presses = [];
    editor.picks = [];
    editor.chosen = [];
    editor.quickPick = undefined;
    editor.typed = [];
    editor.commands.clear();
    editor.executed = [];
    editor.onCommand = undefined;
    editor.clipboard = "";
    editor.opened = [];
    editor.documents = [];
    editor.selected = [];
    editor.files.clear();
    editor.untitled = [];
    editor.folders = [];
    editor.loaded = [];
    editor.textTabs = [];
    editor.extensions.clear();
    editor.mcpProviders.clear();
    editor.models = [];
    editor.fileProviders.clear();
    editor.settings.clear();
  },
};

type Said = string | { readonly detail?: string };

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
  showQuickPick: async (
    items: readonly (string | { readonly label: string; readonly picked?: boolean })[],
    options?: { readonly canPickMany?: boolean },
  ) => {
    const wanted = editor.picks.shift();
    if (wanted === undefined) return undefined;
    if (wanted === "OK") return items.filter((item) => typeof item === "object" && item.picked);
    const found = items.find((item) => wanted === (typeof item === "string" ? item : item.label));
    if (found === undefined) throw new Error(`nothing to pick is called ${wanted}`);
    return options?.canPickMany ? [found] : found;
  },
  createInputBox: () => new InputBox(editor),
  createQuickPick: () => (editor.quickPick = new QuickPick()),
  showInputBox: async () => {
    const typed = editor.typed.shift();
    return typeof typed === "function" ? typed(new InputBox(editor)) : typed;
  },
  /** Left with Escape. */
  ...dialogs(() => editor.chosen.shift()),
  showInformationMessage: say,
  showWarningMessage: say,
  withProgress: async (_options: unknown, action: (...parts: unknown[]) => unknown) =>
    action({ report: () => undefined }, { onCancellationRequested: () => new Disposable(() => 0) }),
  get visibleTextEditors(): readonly SeenEditor[] {
    return editor.seen;
  },
  get activeTextEditor(): SeenEditor | undefined {
    return editor.seen[0];
  },
  get visibleNotebookEditors(): readonly Pick<SeenEditor, "viewColumn">[] {
    return editor.notebooks;
  },
  get activeNotebookEditor(): Pick<SeenEditor, "viewColumn"> | undefined {
    return editor.notebooks[0];
  },
  tabGroups: {
    onDidChangeTabs: tabsChanged.event,
    close: async () => true,
    get all() {
      return tabGroups(editor.panels, editor.textTabs);
    },
  },
  createWebviewPanel: (_type: string, _title: string, column: number) => {
    const panel = new WebviewPanel();
    const active = (editor.seen[0] ?? editor.notebooks[0])?.viewColumn ?? 1;
    if (column === ViewColumn.Beside) panel.viewColumn = active + 1;
    else panel.viewColumn = column === ViewColumn.Active ? active : column;
    for (const other of editor.panels) other.active = false;
    editor.panels.push(panel);
    return panel;
  },
  createTreeView: () => {
    editor.treeView = new TreeView();
    return editor.treeView;
  },
  registerWebviewViewProvider: (_id: string, provider: WebviewViewProvider) => {
    editor.viewProvider = provider;
    return new Disposable(() => (editor.viewProvider = undefined));
  },
  createStatusBarItem: () => {
    editor.statusBarItem = new StatusBarItem();
    return editor.statusBarItem;
  },
  onDidChangeActiveTextEditor: activeEditorChanged.event,
  onDidChangeTextEditorSelection: new EventEmitter<unknown>().event,
  onDidChangeVisibleTextEditors: seenEditorsChanged.event,
  onDidChangeWindowState: new EventEmitter<{ focused: boolean }>().event,
  showErrorMessage: async (text: string, button?: string) => {
    editor.errors.push(text);
    return button === undefined ? undefined : editor.presses.shift();
  },
  showTextDocument: async (
    { content, getText }: { readonly content?: string; readonly getText?: () => string },
    how?: { readonly selection?: Range },
  ) => {
    const text = content ?? getText?.() ?? "";
    editor.documents.push(text);
    if (how?.selection) editor.selected.push(text.slice(how.selection.start, how.selection.end));
  },
};

export const workspace = {
  createFileSystemWatcher: watchFiles,
  fs: {
    ...disk(() => editor.files),
    // What an extension shows of another time is no file that could be changed.
    isWritableFileSystem: (scheme: string) => (scheme === "git" ? false : undefined),
  },
  get workspaceFolders() {
    return editor.folders.map((uri) => ({
      uri,
      name: uri.path.slice(uri.path.lastIndexOf("/") + 1),
    }));
  },
  findFiles: async (wanted: string | RelativePattern, exclude?: unknown, most?: number) => {
    const { pattern, baseUri } =
      typeof wanted === "string" ? { pattern: wanted, baseUri: undefined } : wanted;
    const folders = (baseUri ? [baseUri] : editor.folders).map(({ path }) => path);
    const setting = editor.settings.get("files.exclude") as Readonly<Record<string, true>>;
    const hidden = exclude === null ? [] : Object.keys(setting ?? {});
    const found = matching(editor.files.keys(), folders, pattern, hidden);
    return found.slice(0, most).map(Uri.file);
  },
  getWorkspaceFolder: (uri: LoadedDocument["uri"]) => folderOf(uri, workspace.workspaceFolders),
  registerFileSystemProvider: (scheme: string, provider: FileProvider) => {
    editor.fileProviders.set(scheme, provider);
    return new Disposable(() => editor.fileProviders.delete(scheme));
  },
  asRelativePath: (uri: LoadedDocument["uri"]) => relativePath(uri, workspace.workspaceFolders),
  openTextDocument: async (
    wanted:
      | { readonly content: string; readonly getText?: unknown }
      | (LoadedDocument["uri"] & { readonly getText?: unknown }),
  ) => {
    if ("content" in wanted) return UntitledDocument.openAmong(editor.untitled, wanted.content);
    // What a test has made a document is one.
    if (wanted.getText !== undefined) return wanted;
    const open = editor.loaded.find(
      (one) => one.getText && one.uri.toString() === wanted.toString(),
    );
    if (open) return open;
    const provider = editor.fileProviders.get(wanted.scheme);
    const bytes = await (provider ?? workspace.fs).readFile(wanted);
    const text = new TextDecoder().decode(bytes);
    return { languageId: "plaintext", getText: () => text, positionAt: (offset: number) => offset };
  },
  applyEdit: async (edit: WorkspaceEdit) => edit.apply(() => editor.loaded),
  get textDocuments() {
    return [...editor.loaded, ...editor.untitled.filter(({ isClosed }) => !isClosed)];
  },
  onWillSaveTextDocument: new EventEmitter<unknown>().event,
  onDidOpenTextDocument: UntitledDocument.opened.event,
  onDidChangeTextDocument: UntitledDocument.changed.event,
  onDidCloseTextDocument: UntitledDocument.closed.event,
  onDidChangeConfiguration: configurationChanged.event,
  getConfiguration: (section: string) => ({
    get: (name: string, fallback: unknown) => editor.settings.get(`${section}.${name}`) ?? fallback,
    update: async (name: string, value: unknown) => {
      // It is written into a file first.
      await new Promise(setImmediate);
      editor.change(`${section}.${name}`, value);
    },
    inspect: (name: string) => ({ globalValue: editor.settings.get(`${section}.${name}`) }),
  }),
};

export const commands = {
  getCommands: async () => [...editor.commands],
  executeCommand: async (...call: readonly unknown[]) => {
    editor.executed.push(call);
    editor.onCommand?.(call[0]);
  },
};
export const lm = {
  selectChatModels: async () => editor.models,
  onDidChangeChatModels: modelsChanged.event,
  registerMcpServerDefinitionProvider: (id: string, provider: McpProvider) => {
    editor.mcpProviders.set(id, provider);
    return new Disposable(() => editor.mcpProviders.delete(id));
  },
};

/** Other extensions: what each hands out. */
export const extensions = {
  getExtension: (id: string) => {
    const api = editor.extensions.get(id);
    return api === undefined ? undefined : { activate: async () => api };
  },
};
