import { homedir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { readPrompts } from "../../../src/host/context/promptFiles.ts";
import { usePrompt } from "../../../src/host/context/usePrompt.ts";
import { editor, Uri } from "../../helpers/editor/vscode.ts";

beforeEach(() => {
  editor.reset();
  editor.folders = [Uri.file("/shop")];
});

const names = async (): Promise<readonly string[]> =>
  (await readPrompts()).map(({ name, origin }) => `${origin} ${name}`);

const builtIn = ["built-in explain", "built-in review", "built-in tests", "built-in docs"];

describe("the prompts that can be chosen", () => {
  test("are the built-in ones, those of the workspace, and the user's own before them", async () => {
    expect(await names()).toEqual(builtIn);
    editor.files.set("/shop/.parley/prompts/tax.md", "---\nname: rates\n---\nAre the rates right?");
    editor.files.set("/shop/.parley/prompts/notes.txt", "no prompt");
    editor.files.set("/own/mine.md", "Mine?");
    editor.settings.set("parley.promptFolder", "/own");
    expect(await names()).toEqual(["user mine", "workspace rates", ...builtIn]);
  });

  test("of a workspace are small, and no links; the user's own may be links", async () => {
    editor.files.set("/home/secret.md", "secret");
    editor.files.set("/shop/.parley/prompts/link.md", { link: "/home/secret.md" });
    editor.files.set("/shop/.parley/prompts/large.md", "x".repeat(50_001));
    expect(await names()).toEqual(builtIn);
    editor.files.set("/own/link.md", { link: "/home/secret.md" });
    editor.settings.set("parley.promptFolder", "/own");
    expect(await names()).toEqual(["user link", ...builtIn]);
  });

  test.each([
    ["/shop/.parley", "/home"],
    ["/shop/.parley/prompts", "/home/prompts"],
  ])("of a workspace do not lie behind a link at %s", async (link, target) => {
    editor.files.set("/home/prompts/secret.md", "secret");
    editor.files.set(link, { link: target });
    expect(await names()).toEqual(builtIn);
    editor.settings.set("parley.promptFolder", "/shop/.parley/prompts");
    expect(await names()).toEqual(["user secret", ...builtIn]);
  });

  test.each(["~/prompts", String.raw`~\prompts`])(
    "may be in a folder at home: %s",
    async (folder) => {
      editor.files.set(join(homedir(), "prompts", "mine.md"), "Mine?");
      editor.settings.set("parley.promptFolder", folder);
      expect(await names()).toEqual(["user mine", ...builtIn]);
    },
  );

  test("have an own folder only where the user has named one from the root", async () => {
    editor.files.set("own/mine.md", "Mine?");
    const { pattern } = manifest.contributes.configuration.properties["parley.promptFolder"];
    // The settings complain about what is ignored.
    expect("own").not.toMatch(new RegExp(pattern));
    for (const right of ["", "/own", "~/own", String.raw`~\own`, String.raw`C:\own`])
      expect(right).toMatch(new RegExp(pattern));
    for (const wrong of ["own", 7, ""]) {
      editor.settings.set("parley.promptFolder", wrong);
      expect(await names()).toEqual(builtIn);
    }
  });
});

describe("a chosen prompt", () => {
  const use = async (text: string) => usePrompt(text, { get: () => undefined });

  test("asks for its inputs, and attaches what it names", async () => {
    const repository = { diff: async (isStaged: boolean) => (isStaged ? "" : "+rate") };
    editor.extensions.set("vscode.git", { getAPI: () => ({ repositories: [repository] }) });
    editor.typed = ["German"];
    const filled = await use("In ${input:language:French}: what does ${diff} do?");
    expect(filled.notice).toBeUndefined();
    expect(filled.draft?.text).toBe("In German: what does `Changes` do?");
    expect(filled.draft?.attachments.map(({ path, text }) => [path, text])).toEqual([
      ["Changes", "+rate"],
    ]);
  });

  test("is left with Escape", async () => {
    expect(await use("${input:language}")).toEqual({});
  });

  test("says what there is not, and leaves its place", async () => {
    const filled = await use("Explain ${selection} and ${diff}.");
    expect(filled).toEqual({
      draft: { text: "Explain ${selection} and ${diff}.", attachments: [] },
      notice:
        "There is nothing to attach for ${selection}, ${diff}. Attach something else, or change the question.",
    });
    expect(editor.messages).toEqual([]);
  });

  test("stays when what it names is too large, which is told", async () => {
    const document = {
      uri: Uri.file("/shop/large.txt"),
      languageId: "plaintext",
      getText: () => "x".repeat(500_001),
    };
    const large = { document, selections: [], selection: { active: 0 } };
    const filled = await usePrompt("Explain ${selection}.", { get: () => large as never });
    expect(filled.draft).toEqual({ text: "Explain ${selection}.", attachments: [] });
    expect(editor.messages[0]).toBe(
      "large.txt is too large to attach: 501 kB. The limit is 500 kB.",
    );
  });
});
