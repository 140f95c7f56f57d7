import { afterEach, beforeEach, expect, test } from "vitest";
import {
  exportSession,
  type ExportCommandsDeps,
} from "../../../src/host/sessions/exportCommands.ts";
import { editor, Uri, window, workspace } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const ref = { accountId: "a", chatbotId: "bot", id: "s1" };

beforeEach(() => editor.reset());

// The stand-in for the editor has neither for other tests.
afterEach(() => {
  Reflect.deleteProperty(window, "showSaveDialog");
  Reflect.deleteProperty(workspace.fs, "writeFile");
});

test("a session that cannot be written to its file says which and why", async () => {
  editor.picks = ["Markdown"];
  Object.assign(window, { showSaveDialog: async () => Uri.file("/locked/refund.md") });
  Object.assign(workspace.fs, {
    writeFile: async () => {
      throw new Error("permission denied");
    },
  });
  const state = { history: { kind: "ready" }, messages: [], title: "Refund" };
  const deps = {
    accounts: { find: async () => knownAccount() },
    catalog: { find: () => undefined, chatbots: async () => [] },
    files: { read: async () => undefined, refOf: async () => ref },
    chats: { find: () => ({ state }) },
    log: new MemoryLog(),
  };
  await exportSession(deps as unknown as ExportCommandsDeps, { argument: ref });
  expect(editor.errors).toEqual(["Could not write /locked/refund.md: permission denied"]);
  expect(editor.documents).toEqual([]);
});
