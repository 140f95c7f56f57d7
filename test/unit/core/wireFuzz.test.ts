import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toResponseError } from "../../../src/core/http/errorResponse.ts";
import { limitBytes, readStart } from "../../../src/core/wire/bytes.ts";
import { rejectHtml } from "../../../src/core/wire/html.ts";
import { decodeJson, parseEmbeddedJson } from "../../../src/core/wire/json.ts";
import { decodeJsonSequence } from "../../../src/core/wire/jsonSequence.ts";
import { decodeText } from "../../../src/core/wire/text.ts";
import { parseTime } from "../../../src/core/wire/time.ts";
import { cutAt, inPieces } from "../../helpers/bytes.ts";

/** Any list of places at which a body may be cut. */
const cuts = fc.array(fc.nat(2000), { maxLength: 20 });

/** What was read, and the kind of error that ended it. */
async function outcome<T>(items: AsyncIterable<T>): Promise<{ items: T[]; kind: unknown }> {
  const seen: T[] = [];
  try {
    for await (const item of items) seen.push(item);
    return { items: seen, kind: undefined };
  } catch (error) {
    return { items: seen, kind: (error as { kind?: unknown }).kind ?? error };
  }
}

describe("a JSON document", () => {
  test("any bytes give a value or bad-reply, the same however they are cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), cuts, async (bytes, places) => {
        const read = async (pieces: readonly Uint8Array[]): Promise<unknown> =>
          decodeJson(inPieces(pieces), "test").catch((error: { kind: string }) => error.kind);
        const whole = await read([bytes]);
        expect(await read(cutAt(bytes, places))).toEqual(whole);
      }),
    );
  });
});

describe("JSON objects back to back", () => {
  const noise = fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \n1a\uFEFFé'.split("")) });

  test("what is read before an error, and the error, do not depend on the cuts", async () => {
    await fc.assert(
      fc.asyncProperty(noise, cuts, async (text, places) => {
        const bytes = new TextEncoder().encode(text);
        const whole = await outcome(decodeJsonSequence(decodeText(inPieces([bytes]))));
        expect([undefined, "bad-reply"]).toContain(whole.kind);
        expect(
          await outcome(decodeJsonSequence(decodeText(inPieces(cutAt(bytes, places))))),
        ).toEqual(whole);
      }),
    );
  });

  test("10,000 open brackets neither exhaust the stack nor count as an answer", async () => {
    const deep = new TextEncoder().encode("[".repeat(10_000) + "]".repeat(10_000));
    expect((await outcome(decodeJsonSequence(decodeText(inPieces([deep]))))).items).toHaveLength(1);
    expect(
      (await outcome(decodeJsonSequence(decodeText(inPieces([deep.subarray(0, -1)]))))).kind,
    ).toBe("bad-reply");
  });
});

describe("a page in the place of an answer", () => {
  const type = fc.constantFrom("text/html", "text/html; charset=utf-8", "text/plain", undefined);
  const start = fc.constantFrom(
    "",
    "<!DOCTYPE html>",
    "<!doc",
    " \n<HTML lang=en>",
    "<html",
    "<p>",
  );

  test("any text passes unchanged or is refused, the same however it is cut", async () => {
    await fc.assert(
      fc.asyncProperty(start, fc.string(), type, cuts, async (head, rest, contentType, places) => {
        const text = head + rest;
        const headers = contentType === undefined ? {} : { "content-type": contentType };
        const bytes = new TextEncoder().encode(text);
        const read = async (pieces: readonly Uint8Array[]) => {
          const { items, kind } = await outcome(rejectHtml(decodeText(inPieces(pieces)), headers));
          return { text: items.join(""), kind };
        };
        const whole = await read([bytes]);
        expect(await read(cutAt(bytes, places))).toEqual(whole);
        expect(whole).toEqual(
          whole.kind === undefined
            ? { text: new TextDecoder().decode(bytes), kind: undefined }
            : { text: "", kind: "bad-reply" },
        );
        if (contentType === "text/plain") expect(whole.kind).toBeUndefined();
      }),
    );
  });
});

describe("bytes", () => {
  const bytes = fc.uint8Array({ maxLength: 300 });

  test("a limit passes everything up to it and not a byte more", async () => {
    await fc.assert(
      fc.asyncProperty(bytes, cuts, fc.nat(300), async (body, places, max) => {
        const { items, kind } = await outcome(limitBytes(inPieces(cutAt(body, places)), max));
        const length = items.reduce((sum, piece) => sum + piece.length, 0);
        expect(length).toBeLessThanOrEqual(max);
        expect(kind).toBe(body.length > max ? "too-large" : undefined);
        if (kind === undefined) expect(Buffer.concat(items).equals(Buffer.from(body))).toBe(true);
      }),
    );
  });

  test("the start of a body is its start, and no piece is asked for once there is enough", async () => {
    await fc.assert(
      fc.asyncProperty(bytes, cuts, fc.nat(300), async (body, places, max) => {
        let taken = 0;
        async function* counted(): AsyncGenerator<Uint8Array> {
          for (const piece of cutAt(body, places)) {
            expect(taken === 0 || taken < max).toBe(true);
            taken += piece.length;
            yield piece;
          }
        }
        const text = await readStart(counted(), max);
        expect(text).toBe(new TextDecoder().decode(body.subarray(0, taken)));
        expect(taken).toBeGreaterThanOrEqual(Math.min(max, body.length));
      }),
    );
  });
});

test("an error answer is never a bug, and what it says is short and readable", () => {
  const body = fc.oneof(
    fc.string(),
    fc.jsonValue().map((value) => JSON.stringify(value)),
  );
  const retryAfter = fc.oneof(fc.string(), fc.double().map(String), fc.date().map(String));
  const now = Date.parse("2026-01-01T12:00:00Z");
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 599 }), body, retryAfter, (status, text, wait) => {
      const error = toResponseError(
        { status, text, headers: { "retry-after": wait } },
        "GET /thing",
        now,
      );
      expect(error.kind).not.toBe("bug");
      expect(error.serviceMessage?.length ?? 0).toBeLessThanOrEqual(300);
      if (error.retryAt !== undefined) {
        expect(error.retryAt).toBeGreaterThanOrEqual(now);
        expect(new Date(error.retryAt).getTime()).not.toBeNaN();
      }
    }),
  );
});

test("embedded JSON is read or left out, whatever stands there", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      expect(parseEmbeddedJson(JSON.stringify(value))).toEqual(plain);
    }),
  );
  fc.assert(fc.property(fc.anything(), (value) => void parseEmbeddedJson(value)));
});

test("a time is a number of milliseconds or unknown, and one without a zone is UTC", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.anything()), (value) => {
      const time = parseTime(value);
      if (time !== undefined) expect(new Date(time).getTime()).toBe(time);
    }),
  );
  const years = { min: new Date("1970-01-01"), max: new Date("2999-12-31"), noInvalidDate: true };
  fc.assert(
    fc.property(fc.date(years), fc.constantFrom("Z", "", "+00:00"), (date, zone) => {
      expect(parseTime(date.toISOString().replace("Z", zone))).toBe(date.getTime());
    }),
  );
});
