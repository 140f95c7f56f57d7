import { afterEach, beforeEach, expect, test } from "vitest";
import { keepChatTabs } from "../../../src/host/panel/keepChatTabs.ts";
import {
  type Disposable,
  editor,
  TabInputText,
  TabInputWebview,
  tabsChanged,
  Uri,
} from "../../helpers/editor/vscode.ts";

const chat = new TabInputWebview("mainThreadWebview-parley.chat");
const preview = { input: chat, isPreview: true, isActive: true, group: { isActive: true } };

let watcher: Disposable;

beforeEach(() => {
  editor.reset();
  watcher = keepChatTabs() as Disposable;
});

afterEach(() => watcher.dispose());

test.each(["opened", "changed"] as const)("a chat that was %s as a preview is kept", (how) => {
  tabsChanged.fire({ opened: [], changed: [], [how]: [preview] });
  expect(editor.executed).toEqual([["workbench.action.keepEditor"]]);
});

test("no other tab is, nor a chat that is not in front, where the command would keep another one", () => {
  const others = [
    { ...preview, isPreview: false },
    { ...preview, isActive: false },
    { ...preview, group: { isActive: false } },
    { ...preview, input: new TabInputText(Uri.file("/a.ts")) },
    { ...preview, input: new TabInputWebview("mainThreadWebview-other") },
  ];
  tabsChanged.fire({ opened: others, changed: others });
  expect(editor.executed).toEqual([]);
});
