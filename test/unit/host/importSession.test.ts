import type * as vscode from "vscode";
import { beforeEach, expect, test } from "vitest";
import { importSession, type ImportSessionDeps } from "../../../src/host/sessions/importSession.ts";
import { editor, Uri } from "../../helpers/editor/vscode.ts";

beforeEach(() => editor.reset());

test("an exported session that is gone, or may not be read, is said with its name", async () => {
  const uri = Uri.file("/exports/refund.json") as unknown as vscode.Uri;
  await importSession({ documents: {} } as ImportSessionDeps, uri);
  expect(editor.messages).toEqual([
    "Could not read /exports/refund.json: there is no /exports/refund.json",
  ]);
});
