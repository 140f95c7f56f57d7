import { gzipSync } from "node:zlib";
import type { Format } from "./fault.ts";
import type { FaultTools } from "./fault.ts";
import {
  type Exchange,
  headOf,
  type WireAnswer,
  wholeAnswer,
  write,
  writeAnswer,
} from "./faultServer.ts";

/** A place in the middle of a body which is inside a JSON value, whatever the format. */
export function middleOf(body: Buffer): number {
  const half = Math.floor(body.length / 2);
  const brace = body.indexOf("{", half);
  return brace === -1 ? Math.max(1, half) : brace + 2;
}

/** A fault that gives the service's answer with another body or other headers. */
export const altered =
  (change: (answer: WireAnswer, format: Format) => Partial<WireAnswer>) =>
  async ({ socket, askService }: Exchange, { format }: { format: Format }): Promise<void> => {
    const answer = await askService();
    const { headers = {}, ...rest } = change(answer, format);
    await writeAnswer(socket, { ...answer, ...rest, headers: { ...answer.headers, ...headers } });
  };

/** A fault that gives the service's JSON written in another way; text stays as it is. */
export const rewritten = (write_: (value: unknown) => string) =>
  altered(({ body }, format) =>
    format === "text" || format === "anything"
      ? {}
      : { body: Buffer.from(valuesOf(body).map(write_).join("\n")) },
  );

/** A fault that says something else than the service, which has got the request all the same. */
export const replaced = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
  altered(() => ({ status: 200, body: Buffer.from(body), headers }));

/** The JSON values of a body, which stand back to back or alone. */
export function valuesOf(body: Buffer): readonly unknown[] {
  const text = body.toString("utf8");
  try {
    return [JSON.parse(text)];
  } catch {
    // Each object of the simulator's sequences is written without a line feed inside.
    return text
      .replaceAll(/\}\s*\{/g, "}\n{")
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => JSON.parse(line) as unknown);
  }
}

/** JSON with something before the members of each object. */
export function withMembers(value: unknown, extra: (keys: readonly string[]) => string): string {
  if (Array.isArray(value)) return `[${value.map((item) => withMembers(item, extra)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}:${withMembers(member, extra)}`,
  );
  const before = extra(Object.keys(value));
  return `{${[...(before ? [before] : []), ...members].join(",")}}`;
}

/** JSON with members in the first object that comes. */
export function withMemberOnce(value: unknown, member: string): string {
  let isDone = false;
  return withMembers(value, () => {
    const text = isDone ? "" : member;
    isDone = true;
    return text;
  });
}

/** Sends the body in HTTP chunks of these sizes, over and over. */
export const chunked =
  (sizes: readonly number[], extension = "") =>
  async ({ socket, askService }: Exchange): Promise<void> => {
    const answer = await askService();
    await write(socket, headOf(answer, { "transfer-encoding": "chunked" }));
    for (let start = 0, index = 0; start < answer.body.length; index += 1) {
      const piece = answer.body.subarray(start, start + (sizes[index % sizes.length] ?? 1));
      start += piece.length;
      await write(socket, Buffer.concat([chunkOf(piece, extension)]));
    }
    await write(socket, "0\r\n\r\n");
  };

/** One HTTP chunk. */
export function chunkOf(piece: Uint8Array, extension = ""): Buffer {
  const size = Buffer.from(`${piece.length.toString(16)}${extension}\r\n`, "latin1");
  return Buffer.concat([size, piece, Buffer.from("\r\n")]);
}

/** Sends the answer one byte at a time; of a long one the middle in small pieces. */
export async function trickle({ socket, askService }: Exchange): Promise<void> {
  const bytes = wholeAnswer(await askService());
  for (let start = 0; start < bytes.length && !socket.destroyed;) {
    const length = start < 300 || start > bytes.length - 100 ? 1 : 50;
    socket.write(bytes.subarray(start, start + length));
    start += length;
    await new Promise(setImmediate);
  }
}

/** Writes the head and the first half of the body, and waits until they have arrived. */
export async function writeHalf(
  { socket, askService }: Exchange,
  { untilRead }: Pick<FaultTools, "untilRead">,
): Promise<void> {
  const answer = await askService();
  const half = answer.body.subarray(0, middleOf(answer.body));
  await write(socket, headOf(answer, { "content-length": answer.body.length }));
  await write(socket, half);
  await untilRead(half.length);
}

/** Writes the head and half of the compressed body. */
export async function writeHalfCompressed({ socket, askService }: Exchange): Promise<void> {
  const answer = await askService();
  const packed = gzipSync(answer.body);
  const framing = { "content-encoding": "gzip", "content-length": packed.length };
  await write(socket, headOf(answer, framing));
  await write(socket, packed.subarray(0, Math.floor(packed.length / 2)));
  // Nothing tells how much of it is unpacked by now; all of it cannot be.
  await new Promise(setImmediate);
}

/** Sends the same compressed bytes again and again, until nobody listens any more. */
export const floodCompressed =
  (member: Buffer) =>
  async ({ socket, askService }: Exchange): Promise<void> => {
    const answer = await askService();
    const framing = { "content-encoding": "gzip", "transfer-encoding": "chunked" };
    await write(socket, headOf(answer, framing));
    while (!socket.destroyed) await write(socket, chunkOf(member));
  };

/** Pours this piece after the first byte of the real body, until it is enough or nobody listens any more. */
export const flood =
  (enough: number, framing: "chunked" | "length", status?: number) =>
  async ({ socket, askService }: Exchange, { format }: { format: Format }): Promise<void> => {
    const answer = { ...(await askService()), ...(status !== undefined && { status }) };
    const filler = Buffer.alloc(256 * 1024, format === "text" ? "many words " : " ");
    const isChunked = framing === "chunked";
    const frame = (piece: Buffer): Buffer => (isChunked ? chunkOf(piece) : piece);
    await write(
      socket,
      headOf(
        answer,
        isChunked
          ? { "transfer-encoding": "chunked" }
          : { "content-length": answer.body.length + enough },
      ),
    );
    await write(socket, frame(answer.body.subarray(0, 1)));
    const piece = frame(filler);
    for (let sent = 0; sent < enough && !socket.destroyed; sent += filler.length)
      await write(socket, piece);
    await write(socket, frame(answer.body.subarray(1)));
    if (isChunked) await write(socket, "0\r\n\r\n");
  };
