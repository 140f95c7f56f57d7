import { expect, test } from "vitest";
import { checkBaseUrl } from "../../../src/core/baseUrl.ts";

test.each([
  ["https://app.example.com", "https://app.example.com"],
  ["https://APP.example.com:443/", "https://app.example.com"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ["http://localhost:3000/", "http://localhost:3000"],
  ["http://[::1]:3000", "http://[::1]:3000"],
])("%s is %s", (text, origin) => {
  expect(checkBaseUrl(text)).toEqual({ origin });
});

test.each([
  ["app.example.com", "not-a-url"],
  ["", "not-a-url"],
  ["file:///etc/passwd", "not-a-url"],
  ["javascript:alert(1)", "not-a-url"],
  ["https://user:pass@example.com", "not-an-origin"],
  ["https://example.com/api", "not-an-origin"],
  ["https://example.com/?a=1", "not-an-origin"],
  ["http://example.com", "not-https"],
  ["http://127.0.0.1.example.com", "not-https"],
  ["http://localhost.example.com", "not-https"],
])("%s is refused as %s", (text, problem) => {
  expect(checkBaseUrl(text).problem).toBe(problem);
});
