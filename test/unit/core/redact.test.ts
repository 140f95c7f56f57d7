import fc from "fast-check";
import { expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import { redact } from "../../../src/core/redact.ts";

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
