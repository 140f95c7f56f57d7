import { describe, expect, test } from "vitest";
import { readServiceMessage, toResponseError } from "../../../../src/core/http/errorResponse.ts";

const now = Date.parse("2026-01-01T12:00:00Z");
const year = 365 * 24 * 60 * 60 * 1000;

const read = (status: number, text = "", headers: Readonly<Record<string, string>> = {}) =>
  toResponseError({ status, text, headers }, "GET /thing", now);

describe("an error answer", () => {
  test.each([
    [302, "bad-reply"],
    [399, "bad-reply"],
    [400, "rejected"],
    [401, "bad-key"],
    [402, "out-of-quota"],
    [403, "forbidden"],
    [404, "not-found"],
    [407, "unreachable"],
    [408, "timeout"],
    [410, "not-found"],
    [413, "too-large"],
    [422, "rejected"],
    [429, "rate-limited"],
    [499, "rejected"],
    [500, "server"],
    [503, "server"],
  ])("with status %i is %s", (status, kind) => {
    const error = read(status);
    expect(error).toMatchObject({ kind, status, message: `GET /thing: status ${status}` });
    const { code, retryAt, serviceMessage } = error;
    expect([code, retryAt, serviceMessage]).toEqual([undefined, undefined, undefined]);
  });

  test("is a firewall's only where a page comes with 403, and its service knows better", () => {
    expect(read(403, "<html>").kind).toBe("blocked");
    expect(read(403, "Sorry", { "content-type": "text/html" }).kind).toBe("blocked");
    expect(read(404, "<html>").kind).toBe("not-found");
    expect(read(403, "<html>").serviceMessage).toBeUndefined();
    const seen: unknown[] = [];
    const classify = (status: number, body: unknown) => {
      seen.push(status, body);
      return "config" as const;
    };
    const response = { status: 403, text: '{"a":1}', headers: {} };
    expect(toResponseError(response, "GET /thing", now, classify).kind).toBe("config");
    expect(seen).toEqual([403, { a: 1 }]);
  });

  test.each([
    ["7", now + 7000],
    ["0", now],
    ["-5", now],
    ["1.5", now + 1500],
    ["1e99", now + year],
    ["Thu, 01 Jan 2026 12:01:00 GMT", now + 60_000],
    ["Thu, 01 Jan 2015 12:01:00 GMT", now],
    ["", undefined],
    [" ", undefined],
    ["soon", undefined],
  ])("says with Retry-After %j when to come again", (value, at) => {
    expect(read(429, "", { "retry-after": value }).retryAt).toBe(at);
  });

  test("has a code and words of its service", () => {
    expect(read(400, '{"error":{"code":"NO","message":"No."}}')).toMatchObject({
      code: "NO",
      serviceMessage: "No.",
    });
    expect(read(400, '{"error":{"code":7}}').code).toBeUndefined();
    expect(read(400, " no such bot ").serviceMessage).toBe("no such bot");
    expect(read(400, "2 < 3").serviceMessage).toBe("2 < 3");
    expect(read(400, " <p>no such bot").serviceMessage).toBeUndefined();
  });
});

test.each([
  ["  ", undefined],
  [null, undefined],
  [[], undefined],
  [{}, undefined],
  [{ error: "a", message: "b" }, "a"],
  [{ error: "", message: " ", msg: "c", detail: "d" }, "c"],
  [{ error: true, detail: "d" }, "d"],
  [{ error: { message: "a" }, message: "b" }, "a"],
  [{ error: { details: [{ path: "x", no: 1 }, ["y"]] }, message: "b" }, "b x y"],
  [{ error: { message: "a", hint: "try b" } }, "a try b"],
  [{ errors: { name: ["too long"] } }, "too long"],
  [{ errors: "too long" }, undefined],
])("the words in %j are %j", (body, words) => {
  expect(readServiceMessage(body)).toBe(words);
});
