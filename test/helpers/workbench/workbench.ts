import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { prepareAccounts, waitForAccounts } from "../../../tools/demo/accounts.ts";
import type { DemoAccount } from "../../../tools/demo/simulator.ts";
import { makeTemporaryFolder, removeFolder } from "../../../tools/support/temporaryFolder.ts";
import { ensureCodeServer } from "../../../tools/testbed/codeServer.ts";
import {
  prepareEditorFolder,
  startEditorServer,
  workspaceFolder,
  type EditorServer,
} from "../../../tools/testbed/editorServer.ts";
import { installExtension } from "../../../tools/testbed/extensions.ts";
import { launchBrowser, type BrowserOptions } from "./browser.ts";
import { Evidence } from "./evidence.ts";
import { expectNoProcesses } from "./processes.ts";

/** What a workbench is opened with; everything has a default. */
export interface WorkbenchOptions extends BrowserOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment variables for the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** The files of the workspace: path to text. */
  readonly files?: Readonly<Record<string, string>>;
  /** `.vsix` files to install. */
  readonly packages?: readonly string[];
  /** Accounts that are added to Parley when a window opens, before the first step of a test. */
  readonly accounts?: readonly DemoAccount[];
  /** An extension under development and, for a run in the extension host, the script with its tests. */
  readonly development?: { readonly extension: string; readonly tests?: string };
  /** Called with the page before it opens the workbench. */
  readonly prepare?: (page: Page) => Promise<void>;
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
};

// Without the first flag VS Code ignores an extension under development that the address names.
const developmentFlags = ["enable-smoke-test-driver", "disable-experiments"].map(
  (option) => `--vscode-option=${option}`,
);

/** Opens a workbench and waits until it can be used (extensions start a few seconds later). */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  await ensureCodeServer();
  const folder = await makeTemporaryFolder();
  let server: EditorServer | undefined;
  let context: BrowserContext | undefined;
  const close = async (): Promise<void> => {
    await context?.close();
    await server?.stop();
    await expectNoProcesses(folder);
    await removeFolder(folder);
  };
  let evidence: Evidence | undefined;
  try {
    const { env, settings } = await fillFolder(folder, options);
    const flags = options.development === undefined ? [] : developmentFlags;
    server = await startEditorServer({ folder, settings, env, flags });
    context = await launchBrowser(folder, options);
    const page = context.pages()[0] ?? (await context.newPage());
    const shown = new Evidence(page, server);
    evidence = shown;
    await options.prepare?.(page);
    const address = workbenchAddress(server, folder, options.development);
    await page.goto(address, { waitUntil: "domcontentloaded" });
    await waitForWorkbench(page);
    if (options.accounts !== undefined) await waitForAccounts(folder);
    return { page, context, server, folder, address, report: (name) => shown.report(name), close };
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

async function fillFolder(
  folder: string,
  options: WorkbenchOptions,
): Promise<Required<Pick<WorkbenchOptions, "env" | "settings">>> {
  const settings = { ...quietSettings, ...options.settings };
  await prepareEditorFolder(folder, settings);
  for (const [path, text] of Object.entries(options.files ?? {})) {
    const file = join(workspaceFolder(folder), path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const accountsEnv = await prepareAccounts(folder, options.accounts ?? []);
  for (const vsix of options.packages ?? []) await installExtension(folder, vsix);
  return { settings, env: { ...accountsEnv, ...options.env } };
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
