import assert from "node:assert/strict";
import { type Disposable, Uri, workspace } from "vscode";
import { noticeKnowledgeMap } from "../../src/host/knowledge/noticeMap.ts";
import { MemoryLog } from "../helpers/fakes.ts";
import { eventually } from "./parley.ts";

describe("the view of knowledge sync", () => {
  let map: Uri;
  let watching: Disposable;
  /** What was made of the view, the latest last. */
  const seen: string[] = [];
  before(async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    map = Uri.joinPath(folder.uri, ".parley/knowledge.json");
    watching = noticeKnowledgeMap({
      sync: {
        get: async () => ({ forget: () => undefined, shown: seen.push("shown") }),
        ifMade: () => void seen.push("gone"),
      },
      log: new MemoryLog(),
    });
  });
  after(() => void watching.dispose());

  for (const [what, path] of [
    ["the map", "."],
    ["its folder", ".."],
  ] as const) {
    it(`is there from when a workspace has a map until ${what} is deleted`, async () => {
      await eventually(() => seen.at(-1) === "gone");
      await workspace.fs.writeFile(map, Buffer.from('{ "chatbots": [] }'));
      await eventually(() => seen.at(-1) === "shown");
      await workspace.fs.delete(Uri.joinPath(map, path), { recursive: true });
      await eventually(() => seen.at(-1) === "gone");
    });
  }
});
