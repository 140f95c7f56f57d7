import { globSync, readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { forgetContexts } from "../../../src/host/forgetContexts.ts";
import { editor } from "../../helpers/editor/vscode.ts";

beforeEach(() => editor.reset());

/** What every start sets to what is so then. */
const setAnew = ["hasAccounts", "hasModel", "isChatInView"];
/** What outlives an extension host: what was done once, and what the workspace keeps. */
const lasting = ["hasAsked", "hasReadSource", "isOnlyThisWorkspace"];

test("no menu shows what was so for an extension host that has ended", () => {
  forgetContexts();
  const forgotten = editor.executed.map(([command, name, value]) => {
    expect(command).toBe("setContext");
    expect([false, []]).toContainEqual(value);
    return String(name);
  });
  const known = [...forgotten, ...[...setAnew, ...lasting].map((name) => `parley.${name}`)];
  const used = globSync("src/**/*.ts").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/"setContext",\s*"([\w.]+)"/g)].map(([, name]) => name),
  );
  expect(new Set(used)).toEqual(new Set(known));
});
