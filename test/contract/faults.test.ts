import { describe, expect, test } from "vitest";
import { toChatError } from "../../src/core/errors.ts";
import type { ErrorKind } from "../../src/core/model.ts";
import type { ProviderDescriptor } from "../../src/core/provider.ts";
import type { ChatEvent } from "../../src/core/chatEvents.ts";
import { services } from "../helpers/services.ts";
import { type FaultId, faults } from "../../src/simulator/faults.ts";
import { newSession, noSignal, type OpenProvider, openProvider } from "./openProvider.ts";

/** How an answer, or the list of chatbots, should end under each fault; `well` where Parley gets over it. */
const answerEnds: Readonly<Record<FaultId, ErrorKind | "well">> = {
  slow: "well",
  stall: "timeout",
  silent: "timeout",
  "open-end": "timeout",
  "late-record": "well",
  cut: "unreachable",
  "cut-in-character": "unreachable",
  malformed: "bad-reply",
  html: "bad-reply",
  unauthorized: "bad-key",
  forbidden: "forbidden",
  blocked: "blocked",
  "not-found": "not-found",
  // Parley waits as long as the service asks for, and asks again.
  "rate-limited": "well",
  limit: "server",
  "error-then-well": "server",
  "event-stream": "well",
  "plain-text": "well",
  quoted: "well",
  nested: "well",
  huge: "well",
  empty: "bad-reply",
};

/** Where one service's way of answering makes a difference. */
const exceptions: Readonly<Record<string, Partial<Record<FaultId, ErrorKind | "well">>>> = {
  // Raw text has no format that could be broken.
  "ai-chatbot-hub": { malformed: "well" },
  sitegpt: { limit: "out-of-quota" },
  "sitegpt-v2": { limit: "out-of-quota" },
};

async function askUnderFault(open: OpenProvider) {
  const session = await newSession(open);
  const events: ChatEvent[] = [];
  let error: ReturnType<typeof toChatError> | undefined;
  try {
    for await (const event of open.provider.send({ session, text: open.bot.question }, noSignal)) {
      events.push(event);
    }
  } catch (thrown) {
    error = toChatError(thrown);
  }
  const text = events
    .flatMap((event) => (event.type === "text-delta" ? [event.text] : []))
    .join("");
  return { events, error, text };
}

const cases = services.flatMap((descriptor) =>
  faults.map(({ id: fault }) => ({ descriptor, name: descriptor.name, fault })),
);

/** Short timeouts only where a test waits for one. */
async function openFor(descriptor: ProviderDescriptor, fault: FaultId): Promise<OpenProvider> {
  return openProvider(
    descriptor,
    ["stall", "silent", "open-end"].includes(fault)
      ? { timeouts: { headers: 300, idle: 300 } }
      : {},
  );
}

describe("a question to", () => {
  test.each(cases)("$name, when the answer goes wrong: $fault", async ({ descriptor, fault }) => {
    const open = await openFor(descriptor, fault);
    open.simulator.setFault({ fault, questionsOnly: true });
    const { events, error, text } = await askUnderFault(open);
    const expected = exceptions[descriptor.id]?.[fault] ?? answerEnds[fault];
    expect(error?.kind ?? "well").toBe(expected);
    expect(events.filter(({ type }) => type === "reply-end")).toHaveLength(
      expected === "well" ? 1 : 0,
    );

    const asked = open.simulator.requests.filter(({ asks }) => asks);
    expect(asked).toHaveLength(fault === "rate-limited" ? 2 : 1);
    if (fault === "rate-limited") {
      expect(events[0]).toMatchObject({
        type: "retry-scheduled",
        attempt: 1,
        error: { kind: "rate-limited" },
      });
      expect(open.clock.waits.some((ms) => ms >= 2000)).toBe(true);
    }
    const arrives = descriptor.capabilities.replies !== "whole";
    if (["stall", "cut", "cut-in-character"].includes(fault)) {
      // What had arrived was handed on, whole characters only.
      expect(text !== "").toBe(arrives);
      expect(text).not.toContain("\uFFFD");
    }
    if (fault === "huge") expect(text.length).toBeGreaterThan(900_000);
    if (["event-stream", "plain-text", "quoted", "nested"].includes(fault)) {
      // Nothing of the frame is shown.
      expect(text.length).toBeGreaterThan(50);
      expect(text).not.toMatch(/data:|"delta"|\\n|^"/);
    }
    if (error) {
      const key = open.simulator.keys[descriptor.id] ?? "";
      expect(key.length).toBeGreaterThan(10);
      expect(JSON.stringify([error.toData(), open.log.lines])).not.toContain(key);
    }
  });

  test.each(services)("$name answers again after a failure", async (descriptor) => {
    const open = await openProvider(descriptor);
    open.simulator.setFault({ fault: "error-then-well", questionsOnly: true });
    expect((await askUnderFault(open)).error?.kind).toBe("server");
    expect((await askUnderFault(open)).error).toBeUndefined();
  });

  test.each(services)(
    "$name, stopped in the middle, closes the connection and says nothing more",
    async (descriptor) => {
      const open = await openProvider(descriptor);
      const session = await newSession(open);
      open.simulator.setFault({ fault: "stall", questionsOnly: true });
      const stop = new AbortController();
      const request = open.simulator.waitForRequest(({ asks }) => asks);
      const events: ChatEvent[] = [];
      const asking = (async () => {
        const send = { session, text: open.bot.question };
        for await (const event of open.provider.send(send, stop.signal)) {
          events.push(event);
          if (event.type === "text-delta") stop.abort();
        }
      })();
      const { ended } = await request;
      // An answer in one piece shows nothing before its end.
      if (descriptor.capabilities.replies === "whole") stop.abort();
      await expect(asking).rejects.toMatchObject({ kind: "cancelled" });
      expect(await ended).toBe("closed-by-client");
      const eventsAtStop = events.length;
      await new Promise(setImmediate);
      expect(events).toHaveLength(eventsAtStop);
    },
  );

  test.each(services)("$name behind a firewall that wants to know who asks", async (descriptor) => {
    for (const userAgent of [undefined, "Parley/1.2.3"]) {
      const open = await openProvider(descriptor, { userAgent });
      open.simulator.setFault({
        fault: "blocked",
        match: ({ headers }) => headers["user-agent"] === undefined,
        times: Infinity,
      });
      const listed = open.provider.listChatbots(noSignal);
      if (userAgent === undefined) await expect(listed).rejects.toMatchObject({ kind: "blocked" });
      else expect((await listed).length).toBeGreaterThan(0);
    }
  });

  test.each(services)("$name with a wrong key, and with none", async (descriptor) => {
    const wrong = await openProvider(descriptor, { key: "not-the-key" });
    await expect(wrong.provider.listChatbots(noSignal)).rejects.toMatchObject({ kind: "bad-key" });
    const none = await openProvider(descriptor, { key: null });
    const before = none.simulator.requests.length;
    await expect(none.provider.listChatbots(noSignal)).rejects.toMatchObject({ kind: "no-key" });
    expect(none.simulator.requests).toHaveLength(before);
  });
});

describe("the list of chatbots of", () => {
  test.each(cases)("$name, when it goes wrong: $fault", async ({ descriptor, fault }) => {
    const open = await openFor(descriptor, fault);
    const before = open.simulator.requests.length;
    open.simulator.setFault({ fault });
    const result = await open.provider.listChatbots(noSignal).then(
      () => "well",
      (thrown: unknown) => toChatError(thrown).kind,
    );
    // A limit is one of questions.
    const expected = fault === "limit" ? "well" : answerEnds[fault];
    expect(result).toBe(expected);
    // A list that comes in pages ends with an empty one.
    const pages = expected === "well" && descriptor.id === "sitegpt" ? 2 : 1;
    const repeats = fault === "rate-limited" ? 1 : 0;
    expect(open.simulator.requests.length - before).toBe(pages + repeats);
  });
});
