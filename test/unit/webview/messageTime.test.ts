import { expect, test } from "vitest";
import { fullTime, shortTime } from "../../../webview/view/messageTime.ts";

const now = new Date(2026, 2, 1, 9, 30);
const plain = (text: string): string => text.replaceAll("\u202F", " ");

test.each([
  [new Date(2026, 2, 1, 0, 5), "12:05 AM"],
  [new Date(2026, 1, 28, 14, 5), "Yesterday, 2:05 PM"],
  [new Date(2026, 1, 27, 14, 5), "Feb 27, 2:05 PM"],
  [new Date(2025, 11, 31, 14, 5), "Dec 31, 2025, 2:05 PM"],
])("%s is %s", (date, wanted) => {
  document.documentElement.lang = "en";
  expect(plain(shortTime(date, now))).toBe(wanted);
});

test("the full time has the day of the week and the second, in the language of the page", () => {
  document.documentElement.lang = "de";
  expect(fullTime(new Date(2026, 2, 1, 9, 30, 7))).toMatch(/^Sonntag, 1\. März 2026.*09:30:07$/);
  document.documentElement.lang = "";
});
