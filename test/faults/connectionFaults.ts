import { type Fault, repeated, repeatedReads } from "./fault.ts";
import { headOf, wholeAnswer, write, writeAnswer } from "./faultServer.ts";
import { altered, chunked, middleOf, trickle, writeHalf } from "./bodies.ts";

/** Milliseconds; long enough for a busy machine to pass the first half of an answer on. */
const short = 400;

/** Milliseconds; long enough where nothing ever comes. */
const veryShort = 50;

/** What can happen to the connection itself. */
export const connectionFaults: readonly Fault[] = [
  {
    name: "refused",
    expect: "unreachable",
    // Nobody listens on this port of this machine.
    origin: "http://127.0.0.1:1",
    tries: repeated,
  },
  {
    name: "refused once",
    expect: "same",
    origin: "http://127.0.0.1:1",
    times: 1,
    tries: { read: 2, write: 2 },
  },
  {
    name: "name that does not exist",
    // No label is longer than 63 letters, so the system says no without asking anybody in the network.
    expect: "unreachable",
    origin: `http://${"x".repeat(64)}.invalid`,
    tries: repeated,
  },
  {
    name: "closed before headers",
    expect: "unreachable",
    act: async ({ socket, askService }) => {
      await askService();
      socket.end();
    },
    tries: repeatedReads,
  },
  {
    name: "reset before headers",
    expect: "unreachable",
    act: async ({ socket, askService }) => {
      await askService();
      socket.resetAndDestroy();
    },
    tries: repeatedReads,
  },
  {
    name: "reset before headers, once",
    // A question that may have arrived is not asked again by itself.
    expect: { read: "same", write: "unreachable" },
    act: async ({ socket, askService }) => {
      await askService();
      socket.resetAndDestroy();
    },
    times: 1,
    tries: { read: 2, write: 1 },
  },
  {
    name: "reset inside headers",
    expect: "unreachable",
    act: async ({ socket, askService }) => {
      const head = headOf(await askService());
      await write(socket, head.slice(0, head.length / 2));
      socket.resetAndDestroy();
    },
    tries: repeatedReads,
  },
  {
    name: "reset in the middle",
    keepsText: true,
    expect: "unreachable",
    act: async (exchange, tools) => {
      await writeHalf(exchange, tools);
      exchange.socket.resetAndDestroy();
    },
  },
  {
    name: "closed in the middle",
    keepsText: true,
    expect: "unreachable",
    act: async (exchange, tools) => {
      await writeHalf(exchange, tools);
      exchange.socket.end();
    },
  },
  {
    name: "closed in the middle of a chunk",
    keepsText: true,
    expect: "unreachable",
    act: async ({ socket, askService }, { untilRead }) => {
      const answer = await askService();
      await write(socket, headOf(answer, { "transfer-encoding": "chunked" }));
      const half = answer.body.subarray(0, middleOf(answer.body));
      await write(socket, `${(half.length * 2).toString(16)}\r\n`);
      await write(socket, half);
      await untilRead(half.length);
      socket.end();
    },
  },
  {
    name: "closed in the middle, no length (HTTP/1.0)",
    // Raw text without a length ends like this when it is complete, too: the stored answer completes it.
    expect: {
      json: "bad-reply",
      "json-sequence": "bad-reply",
      text: "done",
      success: "bad-reply",
      // Of a file nobody can tell that it was longer.
      anything: "done",
    },
    act: async ({ socket, askService }) => {
      const answer = await askService();
      await write(socket, headOf(answer, { connection: "close" }).replace("1.1", "1.0"));
      await write(socket, answer.body.subarray(0, middleOf(answer.body)));
      socket.end();
    },
  },
  {
    name: "no length (HTTP/1.0)",
    expect: "same",
    act: async ({ socket, askService }) => {
      const answer = await askService();
      await write(socket, headOf(answer, { connection: "close" }).replace("1.1", "1.0"));
      await write(socket, answer.body);
      socket.end();
    },
  },
  {
    name: "stall before headers",
    expect: "timeout",
    act: async ({ askService }) => void (await askService()),
    timeouts: { headers: veryShort },
    tries: repeatedReads,
  },
  {
    name: "stall inside headers",
    expect: "timeout",
    act: async ({ socket, askService }) => {
      await write(socket, headOf(await askService()).slice(0, 30));
    },
    timeouts: { headers: veryShort },
    tries: repeatedReads,
  },
  {
    name: "stall in the middle",
    keepsText: true,
    expect: "timeout",
    act: writeHalf,
    timeouts: { idle: short },
  },
  {
    name: "stall before headers, given up",
    expect: "cancelled",
    act: async ({ askService }, { hangs }) => {
      await askService();
      hangs();
    },
    isGivenUp: true,
  },
  {
    name: "stall in the middle, given up",
    keepsText: true,
    expect: "cancelled",
    act: async (exchange, tools) => {
      await writeHalf(exchange, tools);
      tools.hangs();
    },
    isGivenUp: true,
  },
  {
    name: "byte by byte",
    expect: "same",
    act: trickle,
  },
  { name: "chunks of one byte", expect: "same", act: chunked([1]) },
  { name: "chunks anywhere", expect: "same", act: chunked([1, 7, 2, 61, 3, 500, 13]) },
  { name: "chunks with extensions", expect: "same", act: chunked([33, 5], ';note="x"') },
  {
    name: "keep-alive closed between requests",
    expect: "same",
    closesIdle: true,
  },
  {
    name: "connection: close",
    expect: "same",
    act: altered(() => ({ headers: { connection: "close" } })),
  },
  {
    name: "103 before the answer",
    expect: "same",
    act: async ({ socket, askService }) => {
      await write(socket, "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n");
      await writeAnswer(socket, await askService());
    },
  },
  {
    name: "bytes after the announced length",
    expect: "same",
    act: async ({ socket, askService }) => {
      const answer = wholeAnswer(await askService());
      await write(socket, Buffer.concat([answer, Buffer.from("trailing garbage")]));
    },
  },
  {
    name: "a second answer that nobody asked for",
    expect: "same",
    act: async ({ socket, askService }) => {
      const answer = await askService();
      const forged = wholeAnswer({ ...answer, body: Buffer.from('{"forged":true}') });
      await write(socket, Buffer.concat([wholeAnswer(answer), forged]));
    },
  },
  {
    name: "no HTTP at all",
    expect: "bad-reply",
    act: async ({ socket, askService }) => {
      await askService();
      await write(socket, "220 mail.example ESMTP ready\r\n".repeat(10));
      socket.end();
    },
  },
  {
    name: "two lengths that differ",
    expect: "bad-reply",
    act: async ({ socket, askService }) => {
      const answer = await askService();
      const head = headOf(answer, { "content-length": answer.body.length });
      await write(socket, head.replace("\r\n\r\n", "\r\ncontent-length: 7\r\n\r\n"));
      await write(socket, answer.body);
    },
  },
  {
    name: "headers of a megabyte",
    expect: "bad-reply",
    act: async ({ socket, askService }) => {
      const head = headOf(await askService(), { "x-much": "y".repeat(1_000_000) });
      await write(socket, head);
    },
  },
];
