import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("contender.ts", import.meta.url));

/** Another process that contends for locks. */
export interface Contender {
  /** Goes in and out once. @returns how many others were met inside; undefined when it was killed meanwhile */
  readonly take: (path: string) => Promise<number | undefined>;
  /** Goes in and stays there. */
  readonly hold: (path: string) => Promise<void>;
  /** SIGKILL, at whatever it is doing. Resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

/** Starts a process that contends for locks. Kill it in the end. */
export function startContender(): Contender {
  const { stdin, stdout, ...child } = start();
  const answers = createInterface(stdout)[Symbol.asyncIterator]();
  const ask = async (command: string): Promise<string | undefined> => {
    stdin.write(`${command}\n`);
    const { value, done } = await answers.next();
    return done ? undefined : value;
  };
  return {
    take: async (path) => {
      const answer = await ask(`take ${path}`);
      return answer === undefined ? undefined : Number(answer);
    },
    hold: async (path) => void (await ask(`hold ${path}`)),
    kill: child.kill,
  };
}

function start() {
  const child = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "inherit"] });
  const gone = once(child, "exit");
  // What is written to one that was just killed is for nobody.
  child.stdin.on("error", () => undefined);
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await gone;
  };
  return { stdin: child.stdin, stdout: child.stdout, kill };
}
