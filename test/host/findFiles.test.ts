import assert from "node:assert/strict";
import { commands, ConfigurationTarget, Uri, window, workspace } from "vscode";
import { attachFile } from "../../src/host/context/attachFile.ts";
import { findFiles, uriOfPath } from "../../src/host/context/findFiles.ts";

describe("the files for what is typed behind #", () => {
  let folder: Uri;
  const search = () => workspace.getConfiguration("search");
  before(async () => {
    const [first] = workspace.workspaceFolders ?? [];
    assert.ok(first);
    folder = Uri.joinPath(first.uri, "found");
    for (const path of [
      "a/Tides.md",
      "a/low-tides.md",
      "tides/notes.md",
      "tides/b.c/{1,2}[3].md",
      "node_modules/tides/index.js",
      "secret/tides.md",
    ])
      await workspace.fs.writeFile(Uri.joinPath(folder, path), new TextEncoder().encode(path));
  });
  after(async () => {
    await search().update("exclude", undefined, ConfigurationTarget.Global);
    await commands.executeCommand("workbench.action.closeAllEditors");
    await workspace.fs.delete(folder, { recursive: true });
  });

  it("have it in their name or path, in any case, and are none that others have made", async () => {
    await search().update("exclude", { "**/secret": true }, ConfigurationTarget.Global);
    assert.deepEqual(await findFiles("tIdes"), [
      "found/a/Tides.md",
      "found/a/low-tides.md",
      "found/tides/notes.md",
      "found/tides/b.c/{1,2}[3].md",
    ]);
    assert.deepEqual(await findFiles("des/no"), ["found/tides/notes.md"]);
    assert.deepEqual(await findFiles("{1,2}[3]"), ["found/tides/b.c/{1,2}[3].md"]);
    assert.deepEqual(await findFiles("*"), []);
    const found = await uriOfPath("found/tides/b.c/{1,2}[3].md");
    assert.equal(found?.path, Uri.joinPath(folder, "tides/b.c/{1,2}[3].md").path);
  });

  it("are the open ones first, hidden or not", async () => {
    await window.showTextDocument(Uri.joinPath(folder, "tides/notes.md"), { preview: false });
    await window.showTextDocument(Uri.joinPath(folder, "secret/tides.md"), { preview: false });
    const [first, second] = await findFiles("");
    assert.deepEqual([first, second], ["found/tides/notes.md", "found/secret/tides.md"]);
    assert.equal((await findFiles("tides"))[0], "found/secret/tides.md");
  });
});

it("a file that was never saved can be attached", async () => {
  const { uri } = await workspace.openTextDocument({
    content: "never saved",
    language: "markdown",
  });
  const attached = await attachFile(uri);
  assert.equal(attached?.text, "never saved");
  assert.match(attached.path, /^Untitled-\d+$/);
});
