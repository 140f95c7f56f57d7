import { expect, test } from "vitest";
import { findHardCoded } from "../../../tools/texts/hardCoded.ts";
import { readSources, type SourceFile } from "../../../tools/texts/syntax.ts";

/** What people may come to read; a simulated service says what it likes. */
const isShown = ({ path }: SourceFile): boolean => !/^src\/simulator\/|\/simulation\//.test(path);

test("no text for people is written into the code (tools/texts/hardCoded.ts says what counts as one)", () => {
  const sources = readSources("src/**/*.ts", "webview/**/*.ts").filter(isShown);
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.flatMap(findHardCoded)).toEqual([]);
});

const found = (text: string, path = "src/host/some.ts"): readonly string[] =>
  findHardCoded({ path, text }).map((line) => line.replace(/^.*?:\d+: /, ""));

test.each([
  ['const words = "Nothing is selected."', "Nothing is selected."],
  ['tell("the answer was stopped")', "the answer was stopped"],
  ["const words = `Ask the chatbot ${name}`", "Ask the chatbot \u{FFFC}"],
  ['vscode.window.showErrorMessage("Failed")', "Failed"],
  ['vscode.window.showQuickPick(["Yes"])', "Yes"],
  ['ask({ title: l10n.t("Delete?"), detail: isOne ? "one" : l10n.t("several") })', "one"],
  ['new TreeItem("Older")', "Older"],
  ["item.tooltip = `${name} at ${place}`", "\u{FFFC} at \u{FFFC}"],
  ['item.description = [time, "unread"].join(", ")', "unread"],
  ['button.setAttribute("aria-label", "Close")', "Close"],
  ["html`<p class=${kind}>Loading</p>`", "Loading"],
  ['html`<button aria-label="Close"></button>`', "Close"],
  ["const page = `<!doctype html><title>Chat</title>`", "Chat"],
])("%s is found", (text, words) => {
  expect(found(text)).toEqual([words]);
});

test.each([
  ['show({ title: vscode.l10n.t("Nothing is selected.") })'],
  ['log.info("The window was closed")'],
  ["this.#log.warn(`The file ${name} is gone`)"],
  ['throw new ChatError("bug", { detail: "The stream ended twice" })'],
  ['const type: "Some Long Name" = value'],
  ['html`<p class="state failed">${words}</p>`'],
  ['item.tooltip = "Parley"'],
  ["item.label = `$(add) ${name}`"],
  ['const path = "M13 3v3.5H9.5M12.6 6.5A5 5 0 1 0 13 9"'],
])("%s is allowed", (text) => {
  expect(found(text)).toEqual([]);
});

test("in the webview's list of texts a single word is one", () => {
  expect(found('export const text = { find: "Find" }', "webview/text.ts")).toEqual(["Find"]);
});

test("the webview's own function translates there and nowhere else", () => {
  expect(found('const words = t("Nothing is selected.")', "webview/some.ts")).toEqual([]);
  expect(found('const words = t("Nothing is selected.")')).toEqual(["Nothing is selected."]);
});
