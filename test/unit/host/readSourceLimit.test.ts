import { beforeEach, expect, test } from "vitest";
import { readSourceLimit } from "../../../src/host/sessions/readSourceLimit.ts";
import { editor } from "../../helpers/editor/vscode.ts";

beforeEach(() => editor.reset());

test.each([
  [7, 7],
  [0, undefined],
  [-3, undefined],
  ["many", undefined],
  [true, undefined],
  [{}, undefined],
  [undefined, undefined],
])("the limit of passages in the settings may be anything: %o", (set, limit) => {
  editor.settings.set("parley.chat.sourceLimit", set);
  expect(readSourceLimit()).toBe(limit);
});
