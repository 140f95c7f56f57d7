import { expect } from "vitest";
import { Conversation } from "../../src/core/conversation/conversation.ts";
import type { Unsettled } from "../../src/core/conversation/unsettled.ts";
import type { ChatProvider, SessionAddress } from "../../src/core/provider.ts";
import { FakeClock, MemoryLog } from "../helpers/fakes.ts";
import type { Column } from "./column.ts";
import type { Format } from "../contract/endpoints/endpoint.ts";
import { endOf, type Fault } from "./fault.ts";
import { startFaultServer } from "./faultServer.ts";
import { ReadCounter } from "./readCounter.ts";
import { makeSession, noSignal, openClient } from "./subjects.ts";

/** Where a question goes wrong, and from where it is asked again. */
export interface ChatCell {
  /** The column of the call that goes wrong. */
  readonly column: Column;
  readonly format: Format;
  readonly fault: Fault;
  /** Whether the next look is in the same window, or in a new one that has only what was written down. */
  readonly window: "same" | "new";
}

let cellCount = 0;

/** Asks a question while its call goes wrong, then looks again, then asks again. Gives how the first try ended. */
export async function runChat({ column, format, fault, window }: ChatCell): Promise<string> {
  const { subject, service, call } = column;
  const { chatbotId, question } = subject;
  const { provider: direct } = service.direct;
  const isNew = call.method === "createSession";
  let session = isNew ? undefined : await makeSession(service, subject, 1);
  const before = session ? await direct.listMessages(session, noSignal) : [];

  cellCount += 1;
  let isOver = false;
  let harmed = 0;
  const counter = new ReadCounter();
  const stop = { now: (): void => undefined };
  const isTarget = (line: string): boolean =>
    (session ? line.replaceAll(session.sessionId, "{session}") : line) === column.lines[0];
  const server = await startFaultServer({
    service: service.simulator.origin,
    mark: `chat-${cellCount}`,
    handle: ({ line }) => {
      const { act, times = Infinity } = fault;
      if (!act || isOver || !isTarget(line) || harmed > times) return undefined;
      const hangs = (): void => void (fault.isGivenUp && stop.now());
      const tools = {
        format,
        key: service.key,
        elsewhere: "http://127.0.0.1:1",
        untilRead: counter.until,
        hangs,
      };
      return async (exchange) => act(exchange, tools);
    },
  });
  const client = await openClient(subject.descriptor, server.origin, service, (transport) => ({
    async send(request, signal) {
      const { pathname, search } = request.url;
      if (isOver || !isTarget(`${request.method} ${pathname}${search}`))
        return transport.send(request, signal);
      harmed += 1;
      if (fault.closesIdle) server.closeConnections();
      const isHarmed = harmed <= (fault.times ?? Infinity);
      const url = fault.origin && isHarmed ? new URL(pathname + search, fault.origin) : request.url;
      const timeouts = { ...request.timeouts, ...fault.timeouts };
      return counter.count(await transport.send({ ...request, url, timeouts }, signal));
    },
  }));

  const kept: { unsettled: Unsettled | undefined } = { unsettled: undefined };
  const open = (sessionId: string | undefined): Conversation =>
    openConversation(client.provider, chatbotId, sessionId, kept, (created) => {
      session = { chatbotId, sessionId: created };
    });
  let chat = open(session?.sessionId);
  stop.now = () => chat.stop();

  // The question goes wrong.
  await chat.load(noSignal);
  await chat.ask(question);
  const [asked, reply] = chat.state.messages.slice(before.length);
  expect(chat.state.messages).toHaveLength(before.length + 2);
  expect(asked).toMatchObject({ role: "user", text: question });
  const end = endOf(fault, true, format);
  const result =
    reply?.state?.kind === "failed" ? reply.state.error.kind : (reply?.state?.kind ?? "same");
  expect(result).toBe(end === "cancelled" ? "stopped" : end);
  isOver = true;

  // What the service has stored by now, and what of the answer had arrived.
  const stored = session ? (await direct.listMessages(session, noSignal)).slice(before.length) : [];
  const answer = stored.at(-1);
  if (end === "same") {
    expect(kept.unsettled).toBeUndefined();
    expect(stored.map(({ text }) => text)).toEqual([question, reply?.text]);
  } else {
    expect(kept.unsettled?.question.text).toBe(question);
    expect(kept.unsettled?.reply.text).toBe(reply?.text);
    if (fault.keepsText && subject.descriptor.capabilities.replies !== "whole" && !isNew) {
      expect(reply?.text).not.toBe("");
      expect(withoutMarkers(answer?.text ?? "")).toContain(withoutMarkers(reply?.text ?? ""));
    }
  }

  // A look at the session again: the stored answer wins, and what was not stored is still there.
  if (window === "new" && session) {
    chat = open(session.sessionId);
    await chat.load(noSignal);
    expect(chat.state.history).toEqual({ kind: "ready" });
    const shown = chat.state.messages.slice(before.length);
    if (answer) {
      expect(shown.map(({ text, state }) => [text, state])).toEqual(
        stored.map(({ text }) => [text, undefined]),
      );
      expect(kept.unsettled).toBeUndefined();
    } else {
      expect(shown.map(({ text }) => text)).toEqual([question, reply?.text]);
      expect(kept.unsettled).toBeDefined();
    }
  }

  // Asking again leads to one question with one answer, here and there, whatever had happened.
  await chat.retry();
  const settled = session
    ? (await direct.listMessages(session, noSignal)).slice(before.length)
    : [];
  expect(settled.map(({ role, text }) => [role, text])).toEqual([
    ["user", question],
    ["assistant", settled.at(-1)?.text],
  ]);
  expect(chat.state.messages.slice(before.length).map(({ text, state }) => [text, state])).toEqual(
    settled.map(({ text }) => [text, undefined]),
  );
  expect(kept.unsettled).toBeUndefined();
  await client.close();
  await server.allClosed();
  await server.stop();
  return result;
}

function openConversation(
  provider: ChatProvider,
  chatbotId: string,
  sessionId: SessionAddress["sessionId"] | undefined,
  kept: { unsettled: Unsettled | undefined },
  onCreated: (sessionId: string) => void,
): Conversation {
  let keys = 0;
  return new Conversation({
    connect: async () => provider,
    clock: new FakeClock(),
    log: new MemoryLog(),
    newKey: () => `key-${(keys += 1)}`,
    unsettled: {
      read: async () => kept.unsettled,
      write: async (unsettled) => {
        kept.unsettled = unsettled;
      },
    },
    chatbotId,
    sessionId,
    onSessionCreated: async ({ id }) => onCreated(id),
  });
}

/** A text that arrives cites in the service's own spelling, a stored one as the sources spell it. */
function withoutMarkers(text: string): string {
  return text
    .replaceAll(/\[[^\]]*\]?/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
