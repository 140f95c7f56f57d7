import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { repositoryFolder } from "../support/paths.ts";
import { ToolError } from "../support/toolError.ts";

/** An account at one of the simulated services, complete with the key that the simulator accepts. */
export interface DemoAccount {
  readonly provider: string;
  readonly label: string;
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** The simulated services, running as a process of their own. */
export interface SimulatorProcess {
  readonly origin: string;
  readonly accounts: readonly DemoAccount[];
  readonly stop: () => Promise<void>;
}

/**
 * Starts the built simulator on a free port; it ends with `stop` or with this process, whichever comes first.
 * @param longSession questions of one more past conversation with each service's first bot
 * @param pace milliseconds between two pieces of a streamed answer
 * @param isLegacy true for the first generation of each service's API instead of the latest
 */
export async function startSimulator({
  longSession = 0,
  pace = 25,
  isLegacy = false,
} = {}): Promise<SimulatorProcess> {
  const program = join(repositoryFolder, "dist/simulator/main.js");
  const options = ["--long-session", String(longSession), "--pace", String(pace)];
  if (isLegacy) options.push("--legacy");
  const child = spawn(process.execPath, [program, ...options], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const closed = new Promise<void>((resolve) => {
    child.on("close", () => {
      resolve();
    });
  });
  const lines = createInterface({ input: child.stdout });
  const firstLine = new Promise<string>((resolve) => {
    lines.once("line", resolve);
  });
  const tooEarly = closed.then((): never => {
    throw new ToolError("The simulator ended before it was ready.");
  });
  const line = await Promise.race([firstLine, tooEarly]);
  const ready = JSON.parse(line) as Omit<SimulatorProcess, "stop">;
  return {
    ...ready,
    stop: () => {
      child.stdin.end();
      return closed;
    },
  };
}
