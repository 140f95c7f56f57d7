import { expect, vi } from "vitest";
import { isRemoved } from "../../src/core/chat/questions.ts";
import type { Message } from "../../src/core/model.ts";
import type { MemoryChatStore } from "../helpers/memoryChatStore.ts";
import { type OpenedChat, openChat } from "../helpers/openChat.ts";
import type { Column } from "./column.ts";
import type { Format } from "./fault.ts";
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
  const { chatbotId } = subject;
  const { provider: direct } = service.direct;
  const isNew = call.method !== "send";
  cellCount += 1;
  // A first question whose answer is lost is looked for by its words, which no other cell asks.
  const question = isNew ? `${subject.question} (${cellCount})` : subject.question;
  let session = isNew ? undefined : await makeSession(service, subject, 1);
  const before = session ? await direct.listMessages(session, noSignal) : [];

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

  const open = async (store?: MemoryChatStore): Promise<OpenedChat> => {
    const connect = async () => client.provider;
    return openChat({
      connect,
      chatbotId,
      ...(session && { address: session }),
      ...(store && { store }),
    });
  };
  const first = await open();
  stop.now = () => first.chat.stop();

  // The question goes wrong.
  await first.chat.load();
  const { promise: end, resolve } = Promise.withResolvers<readonly Message[]>();
  first.chat.subscribe(({ type }) => {
    if (["reply-end", "reply-failed", "reply-stopped"].includes(type))
      resolve(first.chat.state.messages.slice(before.length));
  });
  first.chat.ask(question);
  const [asked, reply, ...more] = await end;
  expect(more).toEqual([]);
  expect(asked).toMatchObject({ role: "user", text: question });
  // Damage that nobody can see is repaired by what is stored.
  const told = endOf(fault, true, format);
  const wanted = told === "done" ? "same" : told;
  const result =
    reply?.state?.kind === "failed" ? reply.state.error.kind : (reply?.state?.kind ?? "same");
  expect(result).toBe(wanted === "cancelled" ? "stopped" : wanted);
  isOver = true;
  // What the service has stored by now, and what of the answer had arrived.
  let { chat, store } = first;
  const list = async (): Promise<readonly Message[]> => {
    const { serviceId } = chat;
    if (serviceId === undefined) return [];
    const address = { chatbotId, sessionId: serviceId };
    return (await direct.listMessages(address, noSignal)).slice(before.length);
  };
  const stored = await list();
  const answer = stored.at(-1);
  const shown = (): readonly Message[] => chat.state.messages.slice(before.length);
  if (wanted === "same") {
    await first.idleAtLast();
    expect(store.stored.questions).toEqual([]);
    expect(stored.map(({ text }) => text)).toEqual([question, answer?.text]);
    expect(shown().map(({ text }) => text)).toEqual([question, answer?.text]);
  } else if (fault.keepsText && subject.descriptor.capabilities.replies !== "whole" && !isNew) {
    expect(reply?.text).not.toBe("");
    expect(withoutMarkers(answer?.text ?? "")).toContain(withoutMarkers(reply?.text ?? ""));
  }

  // A look at the session again: the stored answer wins, and what was not stored is still there.
  if (window === "new" && session) {
    await chat.close();
    ({ chat, store } = await open(store));
    await chat.load();
    expect(chat.state.history).toEqual({ kind: "ready" });
    if (answer) {
      expect(shown().map(({ text, state }) => [text, state])).toEqual(
        stored.map(({ text }) => [text, undefined]),
      );
      expect(store.stored.questions).toEqual([]);
    } else {
      expect(shown().map(({ text }) => text)).toEqual([question, reply?.text]);
      expect(store.stored.questions.map(({ text }) => text)).toEqual([question]);
    }
  }

  // Asking again leads to one question with one answer, here and there, whatever had happened.
  await chat.retry(shown().at(-1)?.key ?? "");
  await vi.waitUntil(() => !chat.isBusy && store.stored.questions.every(isRemoved), 10_000);
  const settled = await list();
  expect(settled.map(({ role, text }) => [role, text])).toEqual([
    ["user", question],
    ["assistant", settled.at(-1)?.text],
  ]);
  expect(shown().map(({ text, state }) => [text, state])).toEqual(
    settled.map(({ text }) => [text, undefined]),
  );
  // Nor does it stand in a second session of which nobody knows.
  const since = { text: question, askedAt: Date.now() };
  const made = isNew && (await direct.findSessions?.(chatbotId, since, noSignal));
  if (made) expect(made.map(({ id }) => id)).toEqual([chat.serviceId]);
  await chat.close();
  await client.close();
  await server.allClosed();
  await server.stop();
  return result;
}

/** A text that arrives cites in the service's own spelling, a stored one as the sources spell it. */
function withoutMarkers(text: string): string {
  return text
    .replaceAll(/\[[^\]]*\]?/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
