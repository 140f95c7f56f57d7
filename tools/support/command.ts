import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { basename, delimiter, join } from "node:path";
import { ToolError } from "./toolError.ts";

/**
 * How a command is run: `show` prints its output as it comes instead of only when it fails; `shell` is for the command
 * files of Windows; after `patience`, in milliseconds, it is ended.
 */
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly show?: boolean;
  readonly shell?: boolean;
  readonly patience?: number;
}

/** Runs a command to its end and returns its output (nothing with `show`); throws a ToolError when it fails. */
export function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env = process.env, show = false, shell = false, patience }: CommandOptions = {},
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const child = spawn(command, args, {
    cwd,
    env,
    shell,
    stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const line = [command, ...args].join(" ");
  const impatience =
    patience === undefined
      ? undefined
      : setTimeout(() => {
          reject(new ToolError(`"${line}" does not answer.`));
          child.kill("SIGKILL");
          // What the command has started itself would keep them open.
          child.stdout?.destroy();
          child.stderr?.destroy();
        }, patience);
  child.on("error", (error) => {
    reject(new ToolError(`"${line}" could not be started: ${error.message}`));
  });
  child.on("close", (code, signal) => {
    clearTimeout(impatience);
    if (code === 0) resolve(output);
    else reject(new ToolError(`"${line}" failed (${signal ?? code}).\n${output.slice(-4000)}`));
  });
  return promise;
}

/** Runs npm, the very one that started this program when it was started by npm. */
export function runNpm(args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const file = process.env["npm_execpath"];
  return file !== undefined && basename(file).startsWith("npm")
    ? runCommand(process.execPath, [file, ...args], options)
    : runCommand("npm", args, { ...options, shell: process.platform === "win32" });
}

/** The full path of a program on PATH, or undefined. */
export function findProgram(name: string): string | undefined {
  const extensions = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const extension of extensions) {
      const file = join(folder, name + extension);
      if (isExecutable(file)) return file;
    }
  }
  return undefined;
}

/** True when the file exists and may be run. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
