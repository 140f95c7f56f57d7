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

test("a file with a time that does not exist is no exported session", async () => {
  const session = {
    format: "parley-session",
    version: 1,
    title: "Refund",
    service: { id: "sitegpt", name: "SiteGPT" },
    chatbot: { id: "bot" },
    session: { id: "s" },
    messages: [{ key: "m", role: "user", text: "Why?", createdAt: 1e17 }],
  };
  editor.files.set("/exports/refund.json", JSON.stringify(session));
  const uri = Uri.file("/exports/refund.json") as unknown as vscode.Uri;
  const shown: string[] = [];
  const documents = { show: async (name: string) => void shown.push(name) };
  await importSession({ documents } as unknown as ImportSessionDeps, uri);
  expect([editor.errors, shown]).toEqual([
    ["This file is not a session exported from Parley as JSON."],
    [],
  ]);
});
