import { expect, test } from "vitest";
import { HttpClient } from "../../../src/core/http/client.ts";
import { Escalations } from "../../../src/providers/siteGpt/escalations.ts";
import { FakeClock, MemoryLog } from "../../helpers/fakes.ts";

const noSignal = new AbortController().signal;

async function* bytesOf(text: string) {
  yield new TextEncoder().encode(text);
}

test("what was read before a change is not remembered behind it", async () => {
  let prompts: readonly object[] = [];
  let release = (): void => undefined;
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  const clock = new FakeClock();
  const log = new MemoryLog();
  const http = new HttpClient({
    transport: {
      send: async () => {
        const body = bytesOf(JSON.stringify({ data: { followUpPrompts: prompts } }));
        await isReleased;
        return { status: 200, headers: {}, body };
      },
    },
    origin: "https://sitegpt.example",
    readKey: async () => "key",
    clock,
    log,
  });
  const escalations = new Escalations({ http, clock, log });
  const early = escalations.read("bot", noSignal);
  // The request is on its way.
  await new Promise((resolve) => setImmediate(resolve));
  prompts = [{ title: "Human", description: "Get me one.", isEscalationPrompt: true }];
  escalations.forget("bot");
  release();
  expect(await early).toEqual([]);
  expect(await escalations.read("bot", noSignal)).toEqual(["Get me one."]);
});
