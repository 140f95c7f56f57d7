import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readStartOptions } from "../../../tools/demo/startOptions.ts";

const tools = join(import.meta.dirname, "../../../tools");

let folder: string;
/** A file where a folder should be. */
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-tools-"));
  file = join(folder, "file");
  await writeFile(file, "");
});
afterEach(async () => rm(folder, { recursive: true }));

/** Runs a line of a program to its end; gives what it says in the end. A program that hangs is killed with the test. */
async function run(line: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string> {
  const options = { env: { ...process.env, ...env }, signal, killSignal: "SIGKILL" } as const;
  const child = spawn(process.execPath, ["--input-type=module", "-e", line], options);
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  return said;
}

const load = (name: string): string => JSON.stringify(pathToFileURL(join(tools, name)).href);

describe("on a machine that cannot be written to", () => {
  test("the dependencies are not waited for without end", async ({ signal }) => {
    const line = `
      const { ensureDependencies } = await import(${load("support/dependencies.mjs")});
      try {
        ensureDependencies(${JSON.stringify(folder)});
      } catch (error) {
        console.error(error.message);
      }`;
    expect(await run(line, { TMPDIR: file }, signal)).toMatch(/^Cannot write to .*file.*TMPDIR/);
  });

  test("the cache is named, with the way to another one", async ({ signal }) => {
    const line = `
      const { runTool } = await import(${load("support/toolError.ts")});
      const { ensureCodeServer } = await import(${load("testbed/codeServer.ts")});
      await runTool(ensureCodeServer);`;
    const said = await run(line, { XDG_CACHE_HOME: file }, signal);
    expect(said).toMatch(/^Cannot write to .*file.parley.*XDG_CACHE_HOME/);
    expect(said.trim().split("\n")).toHaveLength(1);
  });
});

describe("npm start", () => {
  // Windows would start a command file.
  test.skipIf(process.platform === "win32")(
    "goes on in the browser where the command of VS Code never answers, and says so",
    async ({ signal }) => {
      const command = join(folder, "code");
      await writeFile(command, "#!/bin/sh\nexec tail -f /dev/null\n", { mode: 0o755 });
      const line = `
        const { findDesktopEditor } = await import(${load("demo/desktopEditor.ts")});
        console.log = console.error;
        console.log(await findDesktopEditor(1));`;
      const PATH = `${folder}${delimiter}${process.env["PATH"] ?? ""}`;
      const said = await run(line, { PATH, VSCODE_IPC_HOOK_CLI: "" }, signal);
      expect(said).toBe(
        `"${command} --version" does not answer. Opening VS Code in the browser.\nundefined\n`,
      );
    },
  );

  test("takes a port, and says which ones there are", () => {
    expect(readStartOptions([])).toEqual({ browser: false, show: true, port: 8420 });
    const args = ["--browser", "--no-open", "--port", "9000"];
    expect(readStartOptions(args)).toEqual({ browser: true, show: false, port: 9000 });
    for (const wrong of ["abc", "", "-1", "65536", "80.5", "0x50", "1e3"])
      expect(() => readStartOptions([`--port=${wrong}`])).toThrow(
        `--port takes a number from 0 to 65535, and not “${wrong}”.`,
      );
  });

  test("names what it does not know", () => {
    expect(() => readStartOptions(["--prot", "1"])).toThrow(/--prot/);
    expect(() => readStartOptions(["demo"])).toThrow(/demo/);
    for (const args of [["--prot"], ["demo"], ["--port"]])
      expect(() => readStartOptions(args)).toThrow(
        expect.objectContaining({ name: "ToolError" }) as Error,
      );
  });
});
