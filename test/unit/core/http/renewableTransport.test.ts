import { beforeEach, expect, test } from "vitest";
import {
  type ConnectedTransport,
  RenewableTransport,
} from "../../../../src/core/http/renewableTransport.ts";
import type { TransportRequest, TransportResponse } from "../../../../src/core/http/transport.ts";
import { inPieces } from "../../../helpers/bytes.ts";
import { MemoryLog } from "../../../helpers/fakes.ts";

/** A transport whose answers and whose end come when the test says so. */
class FakeTransport implements ConnectedTransport {
  readonly answers: PromiseWithResolvers<TransportResponse>[] = [];
  readonly end = Promise.withResolvers<void>();
  readonly calls: string[] = [];

  async send(): Promise<TransportResponse> {
    this.calls.push("send");
    const answer = Promise.withResolvers<TransportResponse>();
    this.answers.push(answer);
    return answer.promise;
  }

  async finish(): Promise<void> {
    this.calls.push("finish");
    return this.end.promise;
  }

  async close(): Promise<void> {
    this.calls.push("close");
    return this.end.promise;
  }
}

const request: TransportRequest = {
  method: "GET",
  url: new URL("https://service.example"),
  headers: {},
  timeouts: { headers: 1000, idle: 1000 },
};
const answer: TransportResponse = { status: 200, headers: {}, body: inPieces([]) };
const noSignal = new AbortController().signal;
let opened: FakeTransport[];
let log: MemoryLog;
let transport: RenewableTransport;

beforeEach(() => {
  opened = [];
  log = new MemoryLog();
  transport = new RenewableTransport(() => {
    const one = new FakeTransport();
    opened.push(one);
    return one;
  }, log);
});

const send = async () => transport.send(request, noSignal);
const calls = () => opened.map((one) => one.calls.join(" "));
/** Lets what has ended be taken note of. */
const settle = async () => new Promise(setImmediate);

test("is opened by its first request, and the old one is finished once all that was on its way is in", async () => {
  expect(opened).toEqual([]);
  const [one, two] = [send(), send()];
  transport.renew();
  const three = send();
  await settle();
  expect(calls()).toEqual(["send send", "send"]);
  opened[0]?.answers[0]?.resolve(answer);
  expect(await one).toBe(answer);
  await settle();
  expect(calls()).toEqual(["send send", "send"]);
  opened[0]?.answers[1]?.reject(new Error("reset"));
  await expect(two).rejects.toThrow("reset");
  await settle();
  expect(calls()).toEqual(["send send finish", "send"]);
  opened[1]?.answers[0]?.resolve(answer);
  await three;
});

test("is finished at once when nothing is on its way", async () => {
  const one = send();
  opened[0]?.answers[0]?.resolve(answer);
  await one;
  transport.renew();
  await settle();
  expect(calls()).toEqual(["send finish"]);
});

test("closes what is open at once, and not what is finished", async () => {
  for (const _turn of [1, 2, 3]) {
    const sending = send();
    opened.at(-1)?.answers[0]?.resolve(answer);
    await sending;
    transport.renew();
    await settle();
  }
  opened[0]?.end.resolve();
  await settle();
  const last = send();
  transport.close();
  expect(calls()).toEqual(["send finish", "send finish close", "send finish close", "send close"]);
  await expect(send()).rejects.toMatchObject({ kind: "cancelled", maybeReceived: false });
  expect(opened).toHaveLength(4);
  opened[3]?.answers[0]?.resolve(answer);
  await last;
});

test("was never opened, and is closed without a word", async () => {
  transport.renew();
  transport.close();
  await settle();
  expect([opened, log.lines]).toEqual([[], []]);
});

test("leaves a line in the log where it cannot be finished or closed, and one for each", async () => {
  const fail = async (index: number) => {
    const sending = send();
    opened[index]?.answers[0]?.resolve(answer);
    await sending;
    opened[index]?.end.reject(new Error(`stuck ${index}`));
  };
  await fail(0);
  transport.renew();
  await settle();
  const line = (index: number) => `error closing connections: Error: stuck ${index}`;
  expect(log.lines).toEqual([line(0)]);
  await fail(1);
  // What is closed meanwhile has no other end.
  transport.renew();
  transport.close();
  await settle();
  expect(log.lines).toEqual([line(0), line(1)]);
});
