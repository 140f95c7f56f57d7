import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const program = fileURLToPath(new URL("../../../src/simulator/main.ts", import.meta.url));

interface Ready {
  origin: string;
  accounts: { provider: string; label: string; baseUrl: string; apiKey: string }[];
}

async function start(...options: string[]) {
  const child = spawn(process.execPath, [program, ...options], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  const lines: string[] = [];
  const output = createInterface(child.stdout).on("line", (line) => lines.push(line));
  const [line] = (await once(output, "line")) as [string];
  return { child, exit, lines, ready: JSON.parse(line) as Ready };
}

test("the program prints one line with accounts that work, and ends with its input", async () => {
  const { child, exit, lines, ready } = await start("--pace", "0");
  expect(ready.accounts.map(({ provider }) => provider)).toEqual([
    "ai-chatbot-hub",
    "sitegpt",
    "crbnai",
  ]);
  expect(ready.accounts.every(({ baseUrl }) => baseUrl === ready.origin)).toBe(true);
  const authorization = `Bearer ${ready.accounts[2]?.apiKey ?? ""}`;
  const response = await fetch(`${ready.origin}/api/chats`, { headers: { authorization } });
  expect([response.status, await response.json()]).toEqual([200, []]);
  child.stdin.end();
  expect(await exit).toEqual([0, null]);
  expect(lines).toHaveLength(1);
});

test("the program ends on SIGTERM and takes the port it is told", async () => {
  const first = await start();
  first.child.kill("SIGTERM");
  expect(await first.exit).toEqual([0, null]);
  const second = await start("--port", new URL(first.ready.origin).port);
  expect(second.ready.origin).toBe(first.ready.origin);
  second.child.stdin.end();
  await second.exit;
});
