import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { commands } from "../../src/commandTable.ts";

test("the palette shows about twenty commands where neither a row, a chat nor a file is meant", () => {
  const conditional = new Set(
    manifest.contributes.menus.commandPalette.map(({ command }) => command),
  );
  const always = manifest.contributes.commands
    .map(({ command }) => command)
    .filter((command) => !conditional.has(command));
  expect(always).toContain("parley.newSession");
  expect(always.length).toBeLessThanOrEqual(20);
});

test("every declared command does something, and nothing else is there", () => {
  const declared = manifest.contributes.commands.map(({ command }) => command);
  expect(
    Object.keys(commands)
      .map((name) => `parley.${name}`)
      .toSorted(),
  ).toEqual(declared.toSorted());
});

test("no command of a tree's title is one of a row: VS Code gives both a row", () => {
  const titles = manifest.contributes.menus["view/title"].filter(
    ({ when }) => !when.startsWith("view == parley.chatView"),
  );
  const rows = new Set(
    manifest.contributes.menus["view/item/context"].map(({ command }) => command),
  );
  expect(titles.filter(({ command }) => rows.has(command))).toEqual([]);
});

test("the title of an editor offers nothing of a chat in the side bar that has the focus meanwhile", () => {
  const whens = manifest.contributes.menus["editor/title"].map(({ when }) => when);
  expect(whens.filter((when) => when.includes("focusedView"))).toEqual([]);
});

test("the palette offers what the title of a chat does", () => {
  const { commandPalette, "editor/title": title } = manifest.contributes.menus;
  const ofChat = title.filter(({ when }) => when.startsWith("activeWebviewPanelId"));
  const hidden = new Set(
    commandPalette.filter(({ when }) => when === "false").map(({ command }) => command),
  );
  expect(ofChat.length).toBeGreaterThan(5);
  expect(ofChat.filter(({ command }) => hidden.has(command))).toEqual([]);
});

/** What is done for all rows that are selected. */
const ofSeveralRows = new Set(
  [
    "deleteResource",
    "deleteSession",
    "exportSession",
    "markSessionRead",
    "markSessionUnread",
    "pinSession",
    "retrainResource",
    "unpinSession",
  ].map((name) => `parley.${name}`),
);

test("while several rows are selected, their menu offers only what is done for all of them", () => {
  const ofOne = manifest.contributes.menus["view/item/context"].filter(
    ({ command, group }) => !group.startsWith("inline") && !ofSeveralRows.has(command),
  );
  expect(ofOne.length).toBeGreaterThan(20);
  expect(ofOne.filter(({ when }) => !when.includes("!listMultiSelection"))).toEqual([]);
});

test("no key of a chat goes back in VS Code, which Ctrl+Alt+- does on Linux", () => {
  const keys: readonly { readonly key: string; readonly linux?: string }[] =
    manifest.contributes.keybindings;
  expect(keys.map(({ key, linux }) => linux ?? key)).not.toContain("ctrl+alt+-");
});

test("sessions are filtered by state in the menu of the view; the palette has no groups", () => {
  const { commandPalette, "view/title": title } = manifest.contributes.menus;
  expect(commandPalette.filter((entry) => "group" in entry)).toEqual([]);
  expect(title.map(({ command }) => command)).toContain("parley.filterSessionsByState");
});

test("a tab offers its file as knowledge wherever the Explorer does, in a remote workspace too", () => {
  const offer = manifest.contributes.menus["editor/title/context"].find(
    ({ command }) => command === "parley.addToKnowledge",
  );
  const [, pattern = ""] = /^resourceScheme =~ \/(.*)\/$/.exec(offer?.when ?? "") ?? [];
  expect(["file", "vscode-remote", "vscode-vfs"].filter((one) => !one.match(pattern))).toEqual([]);
  expect("untitled").not.toMatch(new RegExp(pattern));
});
