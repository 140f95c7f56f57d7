import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { extractTexts, writeBundle } from "../../../tools/texts/extract.ts";
import { bundleFile } from "../../../tools/texts/files.ts";

test("l10n/bundle.l10n.json holds the texts of the code (if not: npm run l10n)", () => {
  expect(readFileSync(bundleFile, "utf8")).toBe(writeBundle(extractTexts()));
});

const host = (text: string) => extractTexts([{ path: "src/host/some.ts", text }]);
const webview = (text: string) => extractTexts([{ path: "webview/some.ts", text }]);

test("texts are found in either program, sorted, each once", () => {
  expect(host('vscode.l10n.t("Stop"); l10n.t("Ask {0}", name); l10n.t(`Stop`)')).toEqual({
    "Ask {0}": "Ask {0}",
    Stop: "Stop",
  });
  expect(Object.keys(webview('x ? t("Two") : t("One {0}", t("Deep"))'))).toEqual([
    "Deep",
    "One {0}",
    "Two",
  ]);
  expect(host('t("not the host\'s function"); other.t("neither")')).toEqual({});
});

test("texts of layers that know no vscode are found where they are kept", () => {
  const path = "src/providers/someService/index.ts";
  const text = 'export const some = { name: "Some Service", keyHint: "Profile → Keys" };';
  expect(extractTexts([{ path, text }])).toEqual({ "Profile → Keys": "Profile → Keys" });
});

test("the title of a kind is a text, the title of a resource is not", () => {
  const path = "src/providers/someService/resources/shelves.ts";
  const text = `export const shelves = declareKind<KindContext>({
    title: "Shelves",
    removeNote: "The books stay.",
    schema: { properties: { title: { markdownDescription: "What stands on it." } } },
    async list() { return [{ id: "1", title: name }]; },
  });`;
  expect(Object.keys(extractTexts([{ path, text }]))).toEqual([
    "Shelves",
    "The books stay.",
    "What stands on it.",
  ]);
  const maker = "src/providers/someService/resources/shelfKind.ts";
  expect(extractTexts([{ path: maker, text: "declareKind({ title, label })" }])).toEqual({});
});

test.each([
  ["l10n.t(sentence)", "a variable"],
  ["l10n.t(`Ask ${name}`)", "a template with an expression"],
  ['l10n.t("Ask " + name)', "a sum"],
  ['l10n.t({ message: "Ask" })', "an object"],
  ["names.map(l10n.t)", "the function itself"],
])("%s is refused: %s cannot be translated", (text) => {
  expect(() => host(`first();\n${text}`)).toThrow(
    /^src\/host\/some\.ts:2: .* must be a string in quotes/,
  );
});
