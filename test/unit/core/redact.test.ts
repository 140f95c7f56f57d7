import fc from "fast-check";
import { expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import { hideSecret, redact } from "../../../src/core/redact.ts";

test.each([
  ["Authorization: Bearer abc-123", "abc-123"],
  ["authorization=bearer s3cr3t", "s3cr3t"],
  ["token apikeyv1_9f8e7d is wrong", "9f8e7d"],
  ["sgpt_a1b2c3", "a1b2c3"],
  ['{"apiKey":"a-b-c-d"}', "a-b-c-d"],
  ["https://me:pass@proxy.example/", "me:pass"],
  ["GET https://files.example/x?X-Signature=abcdef&y=1", "abcdef"],
  ["eyJhbGciOiJIUzI1NiJ9aaaa.eyJzdWIiOiIxMjM0NTY3ODkwIn0", "eyJzdWIi"],
])("%s keeps its secret", (text, secret) => {
  expect(redact(text)).not.toContain(secret);
});

test("ordinary words stay", () => {
  expect(redact("GET /api/v1/chatbots: status 500, see https://example.com/help")).toBe(
    "GET /api/v1/chatbots: status 500, see https://example.com/help",
  );
});

test("no error carries a bearer token, wherever it stood", () => {
  const token = fc.stringMatching(/^[A-Za-z0-9_-]{12,40}$/);
  fc.assert(
    fc.property(token, fc.string(), (key, around) => {
      const error = new ChatError("server", `${around} Bearer ${key} x`, {
        serviceMessage: `bearer ${key}`,
      });
      expect(JSON.stringify([error.message, error.toData()])).not.toContain(key);
    }),
  );
});

test("a key that was used stands in no text any more, whatever it looks like", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8, maxLength: 60 }), fc.string(), (key, around) => {
      hideSecret(key);
      const error = new ChatError("server", `${around}${key}!`, { serviceMessage: `was ${key}.` });
      expect(JSON.stringify(error.toData())).not.toContain(JSON.stringify(key).slice(1, -1));
    }),
    // Each key is remembered for good, as it should be, and a short one turns up in other texts by chance.
    { numRuns: 30 },
  );
});

test.each([
  ["words with hyphens", "a-".repeat(1_000_000)],
  ["addresses", "http://".repeat(300_000)],
  ["spaces", `token${" ".repeat(2_000_000)}`],
  ["one word", "x".repeat(2_000_000)],
])("a megabyte of %s is neither looked through nor kept", (_name, text) => {
  const start = performance.now();
  const error = new ChatError("bad-reply", text, { serviceMessage: text });
  expect(JSON.stringify(error.toData()).length).toBeLessThan(2000);
  // It took minutes before the text was cut first.
  expect(performance.now() - start).toBeLessThan(1000);
});
