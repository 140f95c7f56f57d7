import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLink } from "../../../src/core/linkDoubts.ts";

const doubts = (url: string, label: string) => readLink(url, label)?.doubts;

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
    ["mailto:a@harbor.example", "a@harbor.example", []],
    ["mailto:a@evil.example", "a@harbor.example", ["other-host-in-text"]],
  ])("%s behind %j: %j", (url, label, wanted) => {
    expect(doubts(url, label)).toEqual(wanted);
  });

  test.each([
    "paypal.com",
    "PayPal.com",
    "good.example:443",
    "good.example?x",
    "//good.example/x",
    "(https://good.example)",
    "Sign in at https://good.example",
    "Sign in at paypal.com.",
    "»https://good.example«",
    "\u200B\uFEFFhttps://good.example",
    "\u2066good\u200B.example/x",
    "https：//good.example",
    "https:／／good．example",
    "https:\u2044\u2044good.example",
    "good。example/x",
    "https:\\\\good.example\\x",
    "https://good.example@evil.example/",
    "https://good.example:443@evil.example/",
    "https://evil.example and https://good.example",
    "me@good.example",
    "192.0.2.1",
    "https://intranet/x",
    "https://аpple.com",
    "victim.github.io",
  ])("to another host is doubted behind %j", (label) => {
    expect(doubts("https://evil.example/", label)).toEqual(["other-host-in-text"]);
  });

  test.each([
    ["https://evil.example/", "e.g./i.e."],
    ["https://evil.example/", "https://evil.example."],
    ["https://evil.example./", "https://evil.example"],
    ["https://evil.example/", "EVIL.example:443"],
    ["https://evil.example/", "evil.example!"],
    ["https://docs.evil.example/", "evil.example"],
    ["https://www.evil.co.uk/", "https://login.evil.co.uk/x"],
    ["https://evil.example/a", "src/main.ts:10"],
    ["https://evil.example/a", "README.md"],
    ["https://evil.example/a", "build.rs, setup.py and Node.js"],
    ["https://evil.example/a", "ASP.NET Core 8.0"],
    ["https://evil.example/a", "and/or 1.2.3 or 3.14"],
    ["https://evil.example/a", "// comment"],
    ["https://evil.example/a", "config.server.port = 80"],
    ["https://evil.example/a", "Open https://evil.example/a"],
  ])("to %s is not doubted behind %j", (url, label) => {
    expect(doubts(url, label)).toEqual([]);
  });

  test("on a host of many owners is another one for each of them", () => {
    expect(doubts("https://evil.github.io/", "https://good.github.io")).toEqual([
      "other-host-in-text",
    ]);
  });

  test.each([
    ["https://good.example\\@evil.example/", "https://good.example/@evil.example/", "good.example"],
    ["https:good.example", "https://good.example/", "good.example"],
    ["https://good.ex\tample/\n", "https://good.example/", "good.example"],
    ["  HTTPS://Good.Example ", "https://good.example/", "good.example"],
    ["https://good%2eexample/", "https://good.example/", "good.example"],
    ["https://0x7f.1/", "https://127.0.0.1/", "127.0.0.1"],
    ["mailto:a@good.example?subject=x", "mailto:a@good.example?subject=x", "good.example"],
  ])("%j is judged, shown and opened as %s", (url, href, host) => {
    expect(readLink(url, "")).toMatchObject({ href, host, doubts: [] });
  });

  test.each([
    "javascript:alert(1)",
    "file:///etc/passwd",
    "command:x",
    "vscode://x",
    "//x",
    "x",
    "",
  ])("%j is none", (url) => {
    expect(readLink(url, "")).toBeUndefined();
  });

  test("may be anything", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.emailAddress().map((mail) => `mailto:${mail}`),
        ),
        fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.webUrl()),
        (url, label) => {
          const link = readLink(url, label);
          // What is opened is understood in one way only.
          if (link) expect(new URL(link.href).href).toBe(link.href);
        },
      ),
    );
  });
});
