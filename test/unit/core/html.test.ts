import { describe, expect, test } from "vitest";
import { declaresWebPage, isWebPage, rejectHtml } from "../../../src/core/wire/html.ts";
import { decodeText } from "../../../src/core/wire/text.ts";
import { collect, cutAt, inPieces } from "../../helpers/bytes.ts";

const page = { "content-type": "Text/HTML; charset=utf-8" };
const text = { "content-type": "text/plain" };

const read = async (body: string, headers: Readonly<Record<string, string>>, cut = 0) =>
  collect(rejectHtml(decodeText(inPieces(cutAt(new TextEncoder().encode(body), [cut]))), headers));

describe("where a text is expected", () => {
  test.each(["<!DOCTYPE html><p>502", " \n<HTML lang=en>", "<html"])(
    "%j that says it is a page is one, wherever it is cut",
    async (body) => {
      for (const cut of body.split("").keys())
        await expect(read(body, page, cut)).rejects.toMatchObject({
          kind: "bad-reply",
          message: "got a web page instead of an answer",
        });
      expect((await read(body, text)).join("")).toBe(body);
      expect((await read(body, {})).join("")).toBe(body);
    },
  );

  test("what says so and is none passes as soon as that is clear", async () => {
    expect(await read("", page)).toEqual([]);
    expect(await read("<p>", page)).toEqual(["<p>"]);
    expect(await read("<!doctype htm is how it begins", page, 14)).toEqual([
      "<!doctype htm ",
      "is how it begins",
    ]);
    expect(await read("<!doctype htm", page, 12)).toEqual(["<!doctype htm"]);
  });
});

describe("where no text is expected", () => {
  test.each([
    "<!doctype html>",
    "<!-- proxy -->",
    " <HTML>",
    "<head>",
    "<body>",
    "<title>",
    "<script>",
  ])("%j is a page", (start) => {
    expect(isWebPage(start, text)).toBe(true);
  });

  test.each(["Sorry", "<p>", '"', "{}", "[]"])("%j is none under another type", (start) => {
    expect(isWebPage(start, text)).toBe(false);
    expect(isWebPage(`x ${start} <html>`, {})).toBe(false);
  });

  test("under the type of a page only JSON is none", () => {
    for (const start of ["Sorry {", "<p>", " x"]) expect(isWebPage(start, page)).toBe(true);
    for (const start of ["", " ", '"a"', " {}", "[]"]) expect(isWebPage(start, page)).toBe(false);
    expect(declaresWebPage({})).toBe(false);
  });
});
