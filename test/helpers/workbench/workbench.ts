import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { prepareAccounts, waitForAccounts } from "../../../tools/demo/accounts.ts";
import type { DemoAccount } from "../../../tools/demo/simulator.ts";
import { repositoryFolder } from "../../../tools/support/paths.ts";
import { makeTemporaryFolder, removeFolder } from "../../../tools/support/temporaryFolder.ts";
import { ensureCodeServer } from "../../../tools/testbed/codeServer.ts";
import {
  extensionsFolder,
  prepareEditorFolder,
  startEditorServer,
  workspaceFolder,
  type EditorServer,
} from "../../../tools/testbed/editorServer.ts";
import { unpackParley } from "../../../tools/testbed/extensions.ts";
import { launchBrowser, type BrowserOptions } from "./browser.ts";
import { Evidence } from "./evidence.ts";
import { expectNoProcesses, kill } from "./processes.ts";

/** What a workbench is opened with; everything has a default. */
export interface WorkbenchOptions extends BrowserOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment variables for the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** The files of the workspace: path to text. */
  readonly files?: Readonly<Record<string, string>>;
  /** Extensions that come with VS Code and are left out otherwise. */
  readonly builtIn?: readonly string[];
  /** The `.vsix` file with Parley, unless it is under development. */
  readonly parley?: string;
  /** Folders in `test/fixtures/` with an extension of the test's own. */
  readonly fixtures?: readonly string[];
  /** Accounts that are added to Parley when a window opens, before the first step of a test. */
  readonly accounts?: readonly DemoAccount[];
  /** An extension under development and, for a run in the extension host, the script with its tests. */
  readonly development?: { readonly extension: string; readonly tests?: string };
  /** Called with the page, and with the folder of everything, before it opens the workbench. */
  readonly prepare?: (page: Page, folder: string) => Promise<void>;
}

/** A real VS Code: its server, a browser and the page that shows the workbench. */
export interface Workbench {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly server: EditorServer;
  /** The throw-away folder of everything: settings, extensions, workspace, profile. */
  readonly folder: string;
  /** The address of the workbench, to open it in another page or browser. */
  readonly address: string;
  /** Kills the browser, or everything, without a warning, and starts it again. Gives the workbench from then on. */
  readonly killAndRestart: (what: "browser" | "editor") => Promise<Workbench>;
  /** Prints console errors and the server's log, and saves a screenshot in `out/e2e/`. */
  readonly report: (name: string) => Promise<void>;
  /** Ends server and browser, removes the folder and throws if a process stays behind. */
  readonly close: () => Promise<void>;
}

const quietSettings = {
  "chat.disableAIFeatures": true,
  // A webview takes the focus when it has loaded, which would close a quick pick at some random moment.
  "workbench.quickOpen.closeOnFocusLost": false,
  // The mouse rests where it clicked last; a hover there would cover what is clicked next.
  "workbench.hover.delay": 60_000,
  // A parent that stays in sight would cover the row that is clicked.
  "workbench.tree.enableStickyScroll": false,
  "editor.cursorBlinking": "solid",
};

/**
 * Extensions that come with VS Code and do no work for a test, but each start and reload of a window costs a quarter
 * more with them: they start by themselves, or with the first JSON or Markdown file.
 */
const needlessExtensions = [
  "GitHub.copilot-chat",
  "ms-vscode.js-debug",
  "ms-vscode.js-debug-companion",
  "ms-vscode.vscode-js-profile-table",
  ...[
    "debug-auto-launch",
    "debug-server-ready",
    "emmet",
    "extension-editing",
    "git",
    "git-base",
    "github",
    "github-authentication",
    "grunt",
    "gulp",
    "jake",
    "markdown-math",
    "media-preview",
    "merge-conflict",
    "mermaid-markdown-features",
    "microsoft-authentication",
    "npm",
    "php-language-features",
    "references-view",
    "simple-browser",
    "terminal-suggest",
    "tunnel-forwarding",
  ].map((name) => `vscode.${name}`),
];

// Without the first flag VS Code ignores an extension under development that the address names.
const developmentFlags = ["enable-smoke-test-driver", "disable-experiments"].map(
  (option) => `--vscode-option=${option}`,
);

/** Opens a workbench and waits until it can be used (extensions start a few seconds later). */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  await ensureCodeServer();
  const folder = await makeTemporaryFolder();
  const env = await fillFolder(folder, options);
  const flags = options.development === undefined ? [] : developmentFlags;
  let server: EditorServer | undefined;
  let context: BrowserContext | undefined;
  const close = async (): Promise<void> => {
    await context?.close();
    await server?.stop();
    await expectNoProcesses(folder);
    await removeFolder(folder);
  };
  let evidence: Evidence | undefined;
  /** Starts what does not run. */
  const open = async (port = 0): Promise<Workbench> => {
    server ??= await startEditorServer({ folder, env, flags, port });
    context ??= await launchBrowser(folder, options);
    const page = context.pages()[0] ?? (await context.newPage());
    const shown = new Evidence(page, server, folder);
    evidence = shown;
    await options.prepare?.(page, folder);
    const address = workbenchAddress(server, folder, options.development);
    await page.goto(address, { waitUntil: "domcontentloaded" });
    await waitForWorkbench(page);
    if (options.accounts !== undefined) await waitForAccounts(folder);
    const report = async (name: string): Promise<void> => shown.report(name);
    return { page, context, server, folder, address, killAndRestart, report, close };
  };
  const killAndRestart = async (what: "browser" | "editor"): Promise<Workbench> => {
    const port = Number(new URL(server?.origin ?? "").port);
    const isClosed = context && new Promise((resolve) => context?.once("close", resolve));
    kill(what, folder);
    await isClosed;
    context = undefined;
    if (what === "editor") {
      await server?.ended;
      server = undefined;
    }
    return await open(port);
  };
  try {
    return await open();
  } catch (error) {
    await evidence?.report("opening the workbench");
    await close();
    throw error;
  }
}

/** Waits until a page that opens or reloads the workbench has drawn it. */
export async function waitForWorkbench(page: Page): Promise<void> {
  await page.locator(".monaco-workbench .statusbar-item").first().waitFor({ timeout: 60_000 });
}

async function fillFolder(folder: string, options: WorkbenchOptions): Promise<NodeJS.ProcessEnv> {
  const settings = { ...quietSettings, ...options.settings };
  await prepareEditorFolder(folder, settings);
  for (const [path, text] of Object.entries(options.files ?? {})) {
    const file = join(workspaceFolder(folder), path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  for (const name of options.fixtures ?? []) {
    const source = join(repositoryFolder, "test/fixtures", name);
    await cp(source, join(extensionsFolder(folder), name), { recursive: true });
  }
  const accountsEnv = await prepareAccounts(folder, options.accounts ?? []);
  if (options.parley !== undefined) await unpackParley(folder, options.parley);
  const leftOut = needlessExtensions.filter((name) => !options.builtIn?.includes(name));
  return {
    VSCODE_SKIP_BUILTIN_EXTENSIONS: leftOut.join(","),
    ...accountsEnv,
    ...options.env,
  };
}

function workbenchAddress(
  server: EditorServer,
  folder: string,
  development: WorkbenchOptions["development"],
): string {
  const address = new URL(server.origin);
  address.searchParams.set("folder", workspaceFolder(folder));
  if (development !== undefined) {
    const remote = (path: string): string => `vscode-remote://${address.host}${encodeURI(path)}`;
    const payload = [["extensionDevelopmentPath", remote(development.extension)]];
    if (development.tests !== undefined) {
      payload.push(["extensionTestsPath", remote(development.tests)]);
    }
    address.searchParams.set("payload", JSON.stringify(payload));
  }
  return address.href;
}
