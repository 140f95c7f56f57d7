import { beforeEach, expect, test, vi } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import type { ErrorKind } from "../../../src/core/model.ts";
import { subjectOf } from "../../../src/host/text/errorText.ts";
import { tellError } from "../../../src/host/text/tellError.ts";
import { editor, FileSystemError } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const account = knownAccount();

beforeEach(() => editor.reset());

/** Tells a failure to a user who presses a button, if there is one. */
function tell(kind: ErrorKind, pressed: string | undefined, known = true): void {
  editor.presses = [pressed];
  const subject = subjectOf(known ? account : undefined);
  tellError(new ChatError(kind, "no"), "test", subject, new MemoryLog());
}

test.each([
  ["bad-key", "Set API Key", ["parley.setApiKey", account.id]],
  ["rejected", "Show Log", ["parley.showLog"]],
  ["config", "Open Settings", ["workbench.action.openSettings", "parley.accounts"]],
] as const)("what helps after %s is a click away", async (kind, label, command) => {
  tell(kind, label);
  await vi.waitUntil(() => editor.executed.length > 0);
  expect(editor.executed).toEqual([command]);
  expect(editor.errors).toHaveLength(1);
});

test.each([
  Object.assign(new Error("Unable to write into user settings."), { name: "CodeExpectedError" }),
  FileSystemError.NoPermissions("/shop"),
])("what VS Code refuses is said in its own words: %s", (thrown) => {
  const log = new MemoryLog();
  tellError(thrown, "test", subjectOf(undefined), log);
  tellError(new TypeError("x is undefined"), "test", subjectOf(undefined), log);
  expect(editor.errors).toEqual([thrown.message, "An error occurred in Parley."]);
  expect(log.lines[0]).toContain(thrown.message);
});

test("the log is a click away also where no account is meant", async () => {
  tell("bug", "Show Log", false);
  await vi.waitUntil(() => editor.executed.length > 0);
  expect(editor.executed).toEqual([["parley.showLog"]]);
});

test("a message that is closed does nothing, and one without an action has no button", async () => {
  tell("bad-key", undefined);
  tell("timeout", "Set API Key");
  tell("bad-key", "Set API Key", false);
  await new Promise(setImmediate);
  expect(editor.errors).toHaveLength(3);
  expect(editor.executed).toEqual([]);
});
