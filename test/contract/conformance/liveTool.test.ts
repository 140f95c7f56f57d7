import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { editionsOf } from "../../../src/core/editions.ts";
import { providers } from "../../../src/providers/registry.ts";
import { startDemoSimulator } from "../../../src/simulator/demo.ts";
import type { Simulator } from "../../../src/simulator/server.ts";

const run = promisify(execFile);
const tool = join(import.meta.dirname, "../../../tools/live.ts");

let simulator: Simulator;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-live-"));
  const all = providers.flatMap(editionsOf);
  ({ simulator } = await startDemoSimulator({ providers: all, pace: 0 }));
});
afterAll(async () => {
  await simulator.stop();
  await rm(folder, { recursive: true });
});

/** Runs the tool with a key in the environment. */
async function live(key: string | undefined, ...args: readonly string[]) {
  const { PARLEY_KEY: _own, ...env } = process.env;
  const options = { env: { ...env, ...(key !== undefined && { PARLEY_KEY: key }) } };
  return await run(process.execPath, [tool, ...args], options);
}

describe("npm run live", () => {
  test("prints the report, and writes redacted answers with where they come from", async () => {
    const key = simulator.keys["crbnai"] ?? "";
    const args = [
      "crbnai",
      "--ask",
      "--record",
      "--base-url",
      simulator.origin,
      "--folder",
      folder,
    ];
    const { stdout } = await live(key, ...args);
    expect(stdout).toContain("# CRBNai: compared with the documentation");
    expect(stdout).toContain("Differences: 0. Calls that are not documented: 0.");
    const files = await readdir(join(folder, "crbnai"));
    expect(files).toEqual(expect.arrayContaining(["4.3.4.txt", "4.4.1.txt", "origin.json"]));
    const texts = await Promise.all(
      files.map(async (file) => readFile(join(folder, "crbnai", file), "utf8")),
    );
    const origin = JSON.parse(texts[files.indexOf("origin.json")] ?? "") as Record<string, unknown>;
    expect(origin).toMatchObject({ service: "CRBNai", isUsualAddress: false, isRedacted: true });
    expect(origin["answers"]).toHaveLength(files.length - 1);
    for (const secret of [key, simulator.origin, "Incident"])
      expect(texts.join() + stdout).not.toContain(secret);
  });

  test("takes the generation of the API that the key speaks", async () => {
    const key = simulator.keys["sitegpt-v2"];
    const { stdout } = await live(key, "sitegpt", "--base-url", simulator.origin);
    expect(stdout).toContain("`GET /api/v2/chatbots`");
    const changing = simulator.requests.filter(
      ({ method, service }) => method !== "GET" && service === "sitegpt-v2",
    );
    expect(changing).toEqual([]);
  });

  test.each<[string, string | undefined, readonly string[], string]>([
    ["no service", "a key", [], "Name one service: ai-chatbot-hub, sitegpt, crbnai."],
    ["a service that nobody knows", "a key", ["other"], "Name one service"],
    ["no key", undefined, ["crbnai"], "Put the API key into the environment variable PARLEY_KEY."],
    [
      "an address that is not safe",
      "a key",
      ["crbnai", "--base-url", "http://a.example"],
      "is not an origin over https",
    ],
  ])("says what to do about %s", async (_case, key, args, message) => {
    await expect(live(key, ...args)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(message) as string,
    });
  });
});
