import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linkDoubts } from "../../../src/core/linkDoubts.ts";

describe("a link", () => {
  test.each([
    ["https://harbor.example/docs", "the docs", []],
    ["https://harbor.example/docs", "https://harbor.example/docs", []],
    ["https://www.harbor.example/docs", "harbor.example/docs", []],
    ["https://harbor.example/main.ts", "main.ts", []],
    ["https://аpple.com/", "Apple", ["foreign-letters"]],
    ["https://xn--pple-43d.com/", "Apple", ["foreign-letters"]],
    ["https://münchen.example/", "München", ["foreign-letters"]],
    ["https://harbor.example@evil.example/", "login", ["name-before-host"]],
    ["https://evil.example/", "https://harbor.example", ["other-host-in-text"]],
    ["https://evil.example/", "www.harbor.example", ["other-host-in-text"]],
    ["https://a:b@evil.example/", "harbor.example/x", ["name-before-host", "other-host-in-text"]],
    ["mailto:a@harbor.example", "write to us", []],
  ])("%s behind %j: %j", (url, label, doubts) => {
    expect(linkDoubts(url, label)).toEqual(doubts);
  });

  test("may be anything", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string()), fc.string(), (url, label) => {
        expect(Array.isArray(linkDoubts(url, label))).toBe(true);
      }),
    );
  });
});
