import { beforeEach, expect, test } from "vitest";
import type { LastEditor } from "../../../src/host/adapters/lastEditor.ts";
import { pickContext } from "../../../src/host/context/pickContext.ts";
import { editor, Uri } from "../../helpers/editor/vscode.ts";

const pick = async (uri?: ReturnType<typeof Uri.file>) => {
  const document = { uri, languageId: "plaintext", getText: () => "" };
  const shown = uri && { document, selection: { isEmpty: true }, selections: [] };
  return pickContext({ get: () => shown } as unknown as LastEditor);
};

beforeEach(() => editor.reset());

test("files that are not chosen after all are nothing to tell", async () => {
  editor.picks = ["$(files) Files…"];
  expect(await pick()).toEqual({ attachments: [] });
});

test("a file that cannot be attached is told once", async () => {
  editor.picks = ["$(file) Current File"];
  const notice = "/gone.ts is not a file.";
  expect(await pick(Uri.file("/gone.ts"))).toEqual({ attachments: [], notice });
});

test("what is not there is told", async () => {
  editor.picks = ["$(symbol-method) Symbol at the Cursor"];
  const notice = "There is nothing to attach.";
  expect(await pick(Uri.file("/empty.ts"))).toEqual({ attachments: [], notice });
});
