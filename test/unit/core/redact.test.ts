import fc from "fast-check";
import { expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import { redact, redactStart, shorten } from "../../../src/core/redact.ts";
import { registerSecret } from "../../../src/core/registerSecret.ts";
import { parseJson } from "../../../src/core/wire/json.ts";

const pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIEabcdef\nxyz=\n-----END RSA PRIVATE KEY-----";

test.each([
  ["Authorization: Bearer abc-123", "abc-123"],
  ["authorization=bearer s3cr3t", "s3cr3t"],
  ["Authorization: Token abcdef", "abcdef"],
  ["'authorization': 'Basic dXNlcjpwYXNz'", "dXNlcjpwYXNz"],
  ["with Basic dXNlcjpwYXNzd29yZA== as its name", "dXNlcjpwYXNzd29yZA"],
  ["token apikeyv1_9f8e7d is wrong", "9f8e7d"],
  ["sgpt_a1b2c3", "a1b2c3"],
  ['{"apiKey":"a-b-c-d"}', "a-b-c-d"],
  ["{'api_key': 'x'}", "'x'"],
  ["API_KEY='x'", "'x'"],
  ["API_KEY=hunter", "hunter"],
  ["PASSWORD = hunter2", "hunter2"],
  ["password: hunter2", "hunter2"],
  ['{"body":"{\\"access_token\\":\\"abcdef\\"}"}', "abcdef"],
  ["Cookie: session=abc; theme=dark", "abc"],
  ["Cookie: session=abc; theme=dark", "dark"],
  ["set-cookie: sid=s%3Aabc; Path=/; HttpOnly", "abc"],
  ["https://me:pass@proxy.example/", "me:pass"],
  ["ws://u:p@h", "u:p"],
  ["postgres://me:p@ss@db.example/x", "p@ss"],
  ["GET https://files.example/x?X-Signature=abcdef&y=1", "abcdef"],
  ['{"signedUrl":"https:\\/\\/files.example\\/x?X-Signature=abcdef"}', "abcdef"],
  ['{"proxy":"https:\\/\\/me:pass@proxy.example"}', "me:pass"],
  ["PUT files.example/x?part=1&X-Amz-Signature=abcdef0123", "abcdef0123"],
  ["PUT /x?sv=2024&sig=abc%2Fdef refused", "abc%2Fdef"],
  ["eyJhbGciOiJIUzI1NiJ9aaaa.eyJzdWIiOiIxMjM0NTY3ODkwIn0", "eyJzdWIi"],
  [`key ${pem} end`, "MIIEabcdef"],
  [pem.slice(0, 50), "MIIEabcdef"],
  ["AKIAABCDEFGHIJKLMNOP", "ABCDEFGH"],
  [`ghp_${"a1".repeat(18)}`, "a1a1"],
  ["xoxb-1234567890-abc", "1234567890"],
  ["sk-proj-0123456789abcdefghij", "0123456789"],
])("%s keeps its secret", (text, secret) => {
  expect(redact(text)).not.toContain(secret);
});

test.each([
  "GET /api/v1/chatbots: status 500, see https://example.com/help",
  "Your Basic plan does not include this.",
  "Basic JavaScript courses",
  "token: expired",
  "The token: it has expired.",
  '{"password":"must be at least 8 characters"}',
  "secret: none, password: required",
  "if (token == null) return",
  "Bearer authentication is required",
  "Cookie: missing",
  "authorization: missing",
  "an hour-by-hour list of 12 e-mails",
])("%s stays as it is", (text) => {
  expect(redact(text)).toBe(text);
});

test("a key that begins with another one goes as a whole", () => {
  registerSecret("first-key");
  registerSecret("first-key-and-more");
  expect(redact("it was first-key-and-more, not first-key")).toBe(
    "it was [redacted], not [redacted]",
  );
});

test.each(['quo"ted\\key', "sla/sh+pl us&key", "ümlaut-schlüssel", "new\nline\tkey"])(
  "a key %j is found in JSON and in addresses, too",
  (key) => {
    registerSecret(key);
    const forms = [key, JSON.stringify({ key }), JSON.stringify(JSON.stringify({ key }))];
    const encoded = [encodeURIComponent(key), new URLSearchParams({ key }).toString()];
    for (const form of [...forms, ...encoded, ...encoded.map((one) => one.toLowerCase())]) {
      const rest = redact(form).replaceAll("[redacted]", "");
      expect(rest).not.toMatch(/ted|sh|pl|us|mlaut|line/);
    }
  },
);

test.each([
  ["upper case", (key: string) => key.toUpperCase()],
  ["lower case", (key: string) => key.toLowerCase()],
  [
    "JSON in JSON in JSON",
    (key: string) => JSON.stringify(JSON.stringify(JSON.stringify(key))).slice(7, -7),
  ],
  ["JSON of PHP", (key: string) => JSON.stringify(key).slice(1, -1).replaceAll("/", "\\/")],
  ["JSON of .NET", (key: string) => JSON.stringify(key).slice(1, -1).replaceAll("+", "\\u002B")],
  ["hexadecimal digits", (key: string) => Buffer.from(key).toString("hex")],
  ["large ones", (key: string) => Buffer.from(key).toString("hex").toUpperCase()],
])("a key that was used is found in %s", (_form, write) => {
  const key = 'Aa1b2C3d-quo"ted\\-/Ee+4F';
  registerSecret(key);
  expect(redact(`the key ${write(key)} is wrong`)).toBe("the key [redacted] is wrong");
});

test.each(["", "x:", "user:", "name:"])("a key in base64 behind %j is found", (before) => {
  const key = "0f8fad5b-d9cb-469f-a165-7086?>~28950e";
  registerSecret(key);
  for (const alphabet of ["base64", "base64url"] as const) {
    const found = redact(`got ${Buffer.from(before + key).toString(alphabet)} from the proxy`);
    const rest = found.replace("[redacted]", "").replace(/^got (.*) from the proxy$/, "$1");
    // No whole byte of the key is left.
    expect(rest.length).toBeLessThan(before.length * 2 + 5);
    expect(found).toContain("[redacted]");
  }
});

test("what is cut holds no half of a key", () => {
  const key = "half-a-key with spaces";
  registerSecret(key);
  const long = `ghp_${"a1".repeat(30)}`;
  for (const secret of [key, long]) {
    for (let before = 3900; before < 4010; before += 1) {
      const text = `${"word ".repeat(before / 5).slice(0, before - 1)} ${secret} end`;
      for (const error of [new ChatError("server", text, { serviceMessage: text })]) {
        expect(error.message).not.toMatch(/half-a|ghp_a/);
      }
      expect(redactStart(text, 4000)).not.toMatch(/half|ghp_/);
    }
  }
});

test("an answer that is no JSON is quoted without half a key", () => {
  registerSecret("a-key-of-forty-characters-0123456789abcd");
  const text = "the key is wrong: a-key-of-forty-characters-0123456789abcd, sorry";
  expect(() => parseJson(text, "list")).toThrow(
    'list: expected JSON, got "the key is wrong: [redacted], sorry"',
  );
  expect(() => parseJson(`${" ".repeat(170)}${text}`, "list")).toThrow(/wrong: \[redacted\]/);
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
      registerSecret(key);
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
  const error = new ChatError("bad-reply", text, { serviceMessage: text });
  expect(JSON.stringify(error.toData()).length).toBeLessThan(2000);
  // It took minutes before the text was cut first; the test's own limit is seconds.
});

test("a text that is cut ends in no half of a character", () => {
  expect(shorten("abc", 3)).toBe("abc");
  expect(shorten("abcd", 3)).toBe("ab…");
  expect(shorten("ab👩cd", 4)).toBe("ab…");
});
