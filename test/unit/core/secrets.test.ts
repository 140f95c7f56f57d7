import { expect, test } from "vitest";
import { looksSecret } from "../../../src/core/secrets.ts";

test.each([
  ".env",
  "config/.env.production",
  "C:\\work\\.ENV.local",
  "home/.ssh/id_ed25519",
  "server.pem",
  "certs/tls.key",
  ".npmrc",
  "secrets.yaml",
  "aws/credentials",
])("%s is asked about", (path) => {
  expect(looksSecret(path, "")).toBe(true);
});

test.each([
  "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
  'const key = "AKIAABCDEFGHIJKLMNOP";',
  `token: ghp_${"a1".repeat(18)}`,
  'API_KEY = "0123456789abcdef0123"',
])("a text with %j is asked about", (text) => {
  expect(looksSecret("notes.txt", text)).toBe(true);
});

test.each([
  ["src/environment.ts", "export const env = process.env;"],
  ["keyboard.ts", "const key = 'Enter';"],
  ["docs/keys.md", "Paste your API key here."],
  ["secret-santa.ts", "const apiKey = readKey();"],
])("%s is not", (path, text) => {
  expect(looksSecret(path, text)).toBe(false);
});
