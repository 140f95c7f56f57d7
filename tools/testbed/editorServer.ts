import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ToolError } from "../support/toolError.ts";
import { codeServerEntry } from "./codeServer.ts";
import { editorSettings } from "./editorSettings.ts";

const startLimit = 60_000;
const listening = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/;

/** What an editor server is started with; everything it writes stays in `folder`. */
export interface EditorServerOptions {
  readonly folder: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly flags?: readonly string[];
  /** 0, the default, means any free port. */
  readonly port?: number;
}

/** A running code-server: VS Code's workbench at `origin`, its extension host on this machine. */
export interface EditorServer {
  readonly origin: string;
  /** Everything the server has printed so far. */
  readonly log: () => string;
  /** Settles when the server ends without having been stopped. */
  readonly ended: Promise<void>;
  readonly onOutput: (listener: (text: string) => void) => void;
  readonly stop: () => Promise<void>;
}

/** The subfolder that is meant to be opened as the workspace. */
export const workspaceFolder = (folder: string): string => join(folder, "workspace");

/** The subfolder that holds the installed extensions. */
export const extensionsFolder = (folder: string): string => join(folder, "extensions");

/** The first arguments of every call of code-server: which program, and where it keeps its files. */
export function editorArguments(folder: string): string[] {
  return [
    codeServerEntry,
    `--config=${join(folder, "config.yaml")}`,
    `--user-data-dir=${join(folder, "data")}`,
    `--extensions-dir=${extensionsFolder(folder)}`,
  ];
}

/** A whole environment for an editor: nothing of the caller's own settings, proxies or home folder leaks in. */
export function editorEnvironment(folder: string, env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    HOME: join(folder, "home"),
    TMPDIR: join(folder, "temporary"),
    LANG: "C.UTF-8",
    TZ: "UTC",
    EXTENSIONS_GALLERY: "{}",
    ...env,
  };
}

/** Makes the folders and files that an editor started in `folder` expects. */
export async function prepareEditorFolder(
  folder: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  for (const name of ["home", "temporary", "data/User", "extensions", "workspace"]) {
    await mkdir(join(folder, name), { recursive: true });
  }
  await writeFile(join(folder, "config.yaml"), "auth: none\n");
  const merged = JSON.stringify({ ...editorSettings, ...settings }, undefined, 2);
  await writeFile(join(folder, "data/User/settings.json"), merged);
}

/** Starts code-server in a prepared folder and waits until it listens. */
export async function startEditorServer(options: EditorServerOptions): Promise<EditorServer> {
  const { folder, env, flags = [], port = 0 } = options;
  const guard = join(import.meta.dirname, "guard.ts");
  const args = [
    ...editorArguments(folder),
    `--bind-addr=127.0.0.1:${port}`,
    "--auth=none",
    "--disable-telemetry",
    "--disable-update-check",
    "--disable-workspace-trust",
    "--disable-getting-started-override",
    "--ignore-last-opened",
    ...flags,
  ];
  const child = spawn(process.execPath, [guard, process.execPath, ...args], {
    cwd: workspaceFolder(folder),
    env: editorEnvironment(folder, env),
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });

  let log = "";
  const file = createWriteStream(join(folder, "server.log"));
  const listeners: ((text: string) => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      file.write(text);
      for (const listener of listeners) listener(text);
    });
  }
  const closed = new Promise<void>((resolve) => {
    child.on("close", () => {
      file.end(resolve);
    });
  });
  const server: Omit<EditorServer, "origin"> = {
    log: () => log,
    ended: closed,
    onOutput: (listener) => listeners.push(listener),
    stop: () => {
      child.stdin.end();
      return closed;
    },
  };
  try {
    return { ...server, origin: await waitForOrigin(server) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function waitForOrigin(server: Omit<EditorServer, "origin">): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const failure = (why: string): ToolError => new ToolError(`code-server ${why}.\n${server.log()}`);
  const timer = setTimeout(() => {
    reject(failure(`did not start in ${startLimit / 1000} seconds`));
  }, startLimit);
  server.onOutput(() => {
    const origin = listening.exec(server.log())?.[1];
    if (origin !== undefined) resolve(origin);
  });
  const ended = server.ended.then((): never => {
    throw failure("ended at once");
  });
  return Promise.race([promise, ended]).finally(() => {
    clearTimeout(timer);
  });
}
