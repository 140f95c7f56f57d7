import { describe, expect, test } from "vitest";
import { act, json, play } from "./crbnAiService.ts";

describe("a download of CRBNai", () => {
  test.each([
    [{ "content-disposition": "attachment; filename*=UTF-8''%C3%A9.md" }, "é.md"],
    [{ "content-disposition": 'attachment; filename="a \\"b\\".md"' }, 'a "b".md'],
    [{ "content-disposition": "attachment; filename=../../etc/c.md" }, "c.md"],
    [{ "content-disposition": "attachment" }, "a.md"],
    [{}, "a.md"],
  ])("with the headers %j is the file %s", async (headers, name) => {
    const { kind } = play((call) =>
      call.endsWith("/download")
        ? { headers, pieces: ["text"] }
        : json({ id: "kb_1", documents: [{ id: "doc_1", name: "a.md" }] }),
    );
    const result = await act(kind("crbnai-documents"), "download", "doc_1");
    expect(result).toEqual({ kind: "file", name, content: new TextEncoder().encode("text") });
  });

  test.each(["signedUrl", "signedURL", "url", "downloadUrl"])(
    "that is an object with %s is a link, which is not followed",
    async (member) => {
      const url = "https://store.example/a?sig=1";
      const { kind, calls } = play(() => json({ [member]: url }));
      const result = await act(kind("crbnai-documents"), "download", "doc_1");
      expect(result).toEqual({ kind: "link", url });
      expect(calls).toEqual(["GET /api/documents/doc_1/download"]);
    },
  );

  test.each([
    ["a.md", "text/html", undefined, false],
    ["a.html", "text/html; charset=utf-8", undefined, true],
    ["a.md", "text/html", "attachment", true],
    ["a.md", "text/markdown", undefined, true],
  ])("of %s that comes as %s with the disposition %s", async (name, type, disposition, isFile) => {
    const headers = {
      "content-type": type,
      ...(disposition !== undefined && { "content-disposition": disposition }),
    };
    const { kind } = play((call) =>
      call.endsWith("/download")
        ? { headers, pieces: ["<!-- Tides -->\n<html></html>"] }
        : json({ id: "kb_1", documents: [{ id: "doc_1", name }] }),
    );
    const result = act(kind("crbnai-documents"), "download", "doc_1");
    if (isFile) expect(await result).toMatchObject({ kind: "file", name });
    else await expect(result).rejects.toMatchObject({ kind: "bad-reply" });
  });

  test("of a JSON file that looks like a link is a file", async () => {
    const headers = { "content-disposition": 'attachment; filename="a.json"' };
    const { kind } = play(() => ({ ...json({ url: "https://a.example" }), headers }));
    const result = await act(kind("crbnai-documents"), "download", "doc_1");
    expect(result).toMatchObject({ kind: "file", name: "a.json" });
  });
});
