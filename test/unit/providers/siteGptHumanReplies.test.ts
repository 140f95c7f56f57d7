import { expect, test } from "vitest";
import type { HttpClient } from "../../../src/core/http/client.ts";
import { HumanReplies } from "../../../src/providers/siteGpt/humanReplies.ts";
import { MemoryLog, MemoryNotes } from "../../helpers/fakes.ts";

test("a reply that was sent is sent, also where its author cannot be noted", async () => {
  const sent: unknown[] = [];
  const http = { confirm: async ({ json }: { json?: unknown }) => void sent.push(json) };
  const notes = new MemoryNotes();
  notes.writeText = async () => {
    throw new Error("the disk is full");
  };
  const log = new MemoryLog();
  const replies = new HumanReplies({ http: http as unknown as HttpClient, notes, log });
  const reply = { text: "Hello.", author: "Kim" };
  const { signal } = new AbortController();
  await replies.send({ chatbotId: "bot", sessionId: "1" }, reply, signal);
  expect(sent).toMatchObject([{ message: "Hello.", agentName: "Kim" }]);
  expect(log.lines.join()).toContain("the disk is full");
});
