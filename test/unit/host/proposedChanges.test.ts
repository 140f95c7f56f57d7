import { beforeEach, expect, test } from "vitest";
import { ProposedChanges } from "../../../src/host/apply/proposedChanges.ts";
import { editor, type LoadedDocument, OpenFile, Uri } from "../../helpers/editor/vscode.ts";

let file: OpenFile;
let changes: ProposedChanges;

beforeEach(() => {
  editor.reset();
  file = new OpenFile("/shop/tax.ts", "let rate = 1;\n");
  editor.loaded = [file];
  changes = new ProposedChanges({ add: async () => Uri.file("/empty") as never });
});

/** Shows the file with another text; gives the address of what is shown. */
async function propose(text: string): Promise<unknown> {
  await changes.show(file.uri as never, async () => text);
  const [, , shown] = editor.executed.findLast(([name]) => name === "vscode.diff") ?? [];
  return shown;
}

test("a change that is kept stands in the file, and is shown no more", async () => {
  const shown = await propose("let rate = 2;\n");
  await changes.keep(shown);
  expect(file.getText()).toBe("let rate = 2;\n");
  expect(editor.messages).toEqual([]);
  await changes.keep(shown);
  expect(file.getText()).toBe("let rate = 2;\n");
});

test("a change that is shown says that it is UTF-8, whatever encoding is set for files", async () => {
  const shown = await propose('let name = "Müller";\n');
  const content = Buffer.from(changes.readFile(shown as never));
  expect(content.toString()).toBe('\uFEFFlet name = "Müller";\n');
  await changes.keep(shown);
  expect(file.getText()).toBe('let name = "Müller";\n');
});

test("a second click, while a change is being kept, makes it once and asks for nothing", async () => {
  const shown = await propose("let rate = 1;\nlet more = 2;\n");
  let third: Promise<void> | undefined;
  const replace: typeof file.replace = (...edit) => {
    file.replace(...edit);
    third ??= changes.keep(shown);
  };
  const { uri, getText, positionAt } = file;
  editor.loaded = [{ uri, getText, positionAt, replace } as LoadedDocument];
  await Promise.all([changes.keep(shown), changes.keep(shown)]);
  await third;
  expect(file.getText()).toBe("let rate = 1;\nlet more = 2;\n");
  expect([...editor.messages, ...editor.errors]).toEqual([]);
  expect(editor.executed.filter(([name]) => name === "vscode.diff")).toHaveLength(1);
});

test("a file that has changed meanwhile is shown again before its change is kept", async () => {
  const shown = await propose("let rate = 2;\n");
  file.replace(0, 0, "// new\n");
  await changes.keep(shown);
  expect(file.getText()).toBe("// new\nlet rate = 1;\n");
  expect(editor.messages).toEqual([
    "tax.ts has changed meanwhile. Look at the change again, then keep it.",
  ]);
});
