import { beforeEach, expect, test } from "vitest";
import { pickAccount, type PickAccountDeps } from "../../../src/host/accounts/pickAccount.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const account = knownAccount();
const deps = { accounts: { list: async () => [account] } } as unknown as PickAccountDeps;

beforeEach(() => editor.reset());

test("a row means the account as it is now", async () => {
  const row = { kind: "account", id: "row", account: { ...account, label: "Before" } };
  expect(await pickAccount(deps, row, "Rename")).toBe(account);
});

test.each([
  ["a message", "gone"],
  ["a row", { kind: "account", id: "row", account: { ...account, id: "gone" } }],
])("%s that is older than the removal of its account says so", async (_what, argument) => {
  expect(await pickAccount(deps, argument, "Set API Key")).toBeUndefined();
  expect(editor.messages).toEqual(["This account no longer exists."]);
});
