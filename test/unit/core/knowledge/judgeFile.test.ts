import { describe, expect, test } from "vitest";
import { judgeFile } from "../../../../src/core/knowledge/judgeFile.ts";

const limits = { extensions: ["pdf", "txt"], textExtension: "txt", maxBytes: 100 };
const bytes = (text: string) => new TextEncoder().encode(text);

describe("a file", () => {
  test.each([
    [
      "of a type that is taken keeps its name",
      "docs/a.TXT",
      "high tide",
      { kind: "fits", name: "a.TXT" },
    ],
    [
      "of text gets the extension of text",
      "docs/a.md",
      "# High 🌊",
      { kind: "fits", name: "a.md.txt" },
    ],
    [
      "with no extension that holds text too",
      "LICENSE",
      "MIT",
      { kind: "fits", name: "LICENSE.txt" },
    ],
    ["that holds no text is of a wrong type", "a.zip", "PK\0\0", { kind: "wrong-type" }],
    ["without anything in it is not sent", "a.txt", "", { kind: "empty" }],
    ["that is too large is not sent", "a.txt", "x".repeat(101), { kind: "too-large" }],
    [
      "whose name says secret is held back",
      "conf/.env",
      "A=1",
      { kind: "secret", name: ".env.txt" },
    ],
    [
      "with a key in it is held back",
      "a.txt",
      "-----BEGIN RSA PRIVATE KEY-----",
      { kind: "secret", name: "a.txt" },
    ],
  ])("%s", (_what, path, text, verdict) => {
    expect(judgeFile(path, bytes(text), limits)).toEqual(verdict);
  });

  test("of another type is refused where text is not sent under another name", () => {
    const strict = { extensions: ["pdf"], maxBytes: 100 };
    expect(judgeFile("a.md", bytes("# A"), strict)).toEqual({ kind: "wrong-type" });
  });

  test("of any type is taken where the service names none", () => {
    expect(judgeFile("a.bin", Uint8Array.of(0, 1), { maxBytes: 100 })).toEqual({
      kind: "fits",
      name: "a.bin",
    });
  });

  test("is measured in characters where the service counts those", () => {
    const counted = { extensions: ["md"], maxBytes: 12, maxCharacters: 3 };
    expect(judgeFile("a.md", bytes("ééé"), counted)).toEqual({ kind: "fits", name: "a.md" });
    expect(judgeFile("a.md", bytes("🍎🍎🍎"), counted)).toEqual({ kind: "fits", name: "a.md" });
    expect(judgeFile("a.md", bytes("éééé"), counted)).toEqual({ kind: "too-long" });
    expect(judgeFile("a.md", bytes("x".repeat(13)), counted)).toEqual({ kind: "too-large" });
  });

  test("with a secret far behind its start is held back", () => {
    const content = bytes(`${"words ".repeat(20_000)}-----BEGIN RSA PRIVATE KEY-----`);
    const verdict = judgeFile("a.md", content, { ...limits, maxBytes: 1_000_000 });
    expect(verdict.kind).toBe("secret");
  });

  test("whose text is cut inside a character is still text", () => {
    const content = bytes(`${"x".repeat(64 * 1024 - 1)}é`);
    const verdict = judgeFile("a.md", content, { ...limits, maxBytes: 1_000_000 });
    expect(verdict).toEqual({ kind: "fits", name: "a.md.txt" });
  });
});
