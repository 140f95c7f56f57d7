import assert from "node:assert/strict";
import { commands, extensions, Uri, workspace } from "vscode";
import { readonlyScheme } from "../../src/host/adapters/readonlyDocuments.ts";

describe("the extension in a real extension host", () => {
  it("runs on a Node that its HTTP library supports", () => {
    const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
    assert.ok(major > 22 || (major === 22 && minor >= 19), `Node ${process.versions.node}`);
  });

  it("activates and registers its commands", async () => {
    const extension = extensions.getExtension("parley.parley");
    assert.ok(extension);
    await extension.activate();
    const all = await commands.getCommands(true);
    assert.ok(all.includes("parley.addAccount"));
    assert.ok(all.includes("parley.newSession"));
  });

  it("says so where a link of an earlier window names a text that is gone", async () => {
    const link = Uri.from({ scheme: readonlyScheme, path: "/Webhooks", query: "1" });
    const document = await workspace.openTextDocument(link);
    assert.match(document.getText(), /no longer has this text/);
  });
});
