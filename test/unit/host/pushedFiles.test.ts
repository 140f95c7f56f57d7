import { expect, test } from "vitest";
import { PushedFiles } from "../../../src/host/knowledge/sync/pushedFiles.ts";
import { editor, Memento, Uri } from "../../helpers/editor/vscode.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("the text of a version that was replaced is deleted, and no other", async () => {
  editor.reset();
  const pushed = new PushedFiles(new Memento() as never, Uri.file("/storage") as never);
  const state = (path: string, hash: string) => ({
    files: new Map([[path, { id: path, hash }]]),
    leftovers: [],
  });
  for (const hash of ["old", "new", "on its way"]) await pushed.keep(hash, bytes(hash));
  await pushed.write("one", state("a.md", "old"));
  await pushed.write("two", state("copy of a.md", "old"));
  await pushed.write("one", state("a.md", "new"));
  expect(await pushed.kept("old")).toBe("old");
  await pushed.write("two", state("copy of a.md", "new"));
  expect(await pushed.kept("old")).toBeUndefined();
  expect(await pushed.kept("new")).toBe("new");
  expect(await pushed.kept("on its way")).toBe("on its way");

  const older = { id: "a.md", hash: "new" };
  const learning = { path: "a.md", older, newer: "b" };
  const none = { files: new Map(), leftovers: [] };
  await pushed.write("one", { ...none, leftovers: [learning] });
  await pushed.write("two", none);
  expect(await pushed.kept("new")).toBe("new");
  await pushed.write("one", none);
  expect(await pushed.kept("new")).toBeUndefined();
});

test("what the service had already is remembered as such", async () => {
  const pushed = new PushedFiles(new Memento() as never, undefined);
  const files = new Map([["a.md", { id: "a", hash: "1", isForeign: true as const }]]);
  await pushed.write("one", { files, leftovers: [] });
  expect(pushed.read("one")?.files).toEqual(files);
});

test("what a later build has added is neither read wrongly nor lost, and hides no other chatbot", async () => {
  const memento = new Memento();
  const pushed = new PushedFiles(memento as never, undefined);
  const files = new Map([["a.md", { id: "a", hash: "1" }]]);
  await pushed.write("one", { files, leftovers: [] });
  const added = ["two", { pages: { "b.md": "b" } }];
  const [[, one]] = memento.get("parley.pushedKnowledge") as [[string, object]];
  await memento.update("parley.pushedKnowledge", [["one", { ...one, pace: 1 }], added]);
  expect(pushed.read("one")?.files).toEqual(files);
  expect(pushed.read("two")).toBeUndefined();
  await pushed.write("three", { files, leftovers: [] });
  const kept = memento.get("parley.pushedKnowledge") as unknown[];
  expect(kept).toEqual([["one", { ...one, pace: 1 }], added, ["three", one]]);
});
