import { beforeEach, expect, test } from "vitest";
import type { AccountStore } from "../../../src/host/accounts/accountStore.ts";
import { showSecret } from "../../../src/host/resources/showSecret.ts";
import { editor, env } from "../../helpers/editor/vscode.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

beforeEach(() => editor.reset());

test("a new key that did not become an account is offered again", async () => {
  const accounts = { list: async () => [] } as unknown as AccountStore;
  editor.presses = ["Add as Account", "Copy"];
  // The user does not confirm the address, or the key cannot be stored.
  await showSecret(accounts, knownAccount(), "shown-only-once");
  expect(editor.executed.map(([name]) => name)).toEqual(["parley.addAccount"]);
  expect(editor.clipboard).toBe("shown-only-once");
});

test("a new key that the clipboard did not take is offered again", async () => {
  const accounts = { list: async () => [] } as unknown as AccountStore;
  const { writeText } = env.clipboard;
  env.clipboard.writeText = async () => {
    env.clipboard.writeText = writeText;
    throw new Error("not allowed");
  };
  editor.presses = ["Copy", "Copy"];
  await showSecret(accounts, knownAccount(), "shown-only-once");
  expect(editor.clipboard).toBe("shown-only-once");
});
