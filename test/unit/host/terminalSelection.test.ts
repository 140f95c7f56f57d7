import { beforeEach, describe, expect, test } from "vitest";
import { attachTerminalSelection } from "../../../src/host/context/attachOther.ts";
import { editor, env } from "../../helpers/editor/vscode.ts";

const copy = "workbench.action.terminal.copySelection";

beforeEach(() => {
  editor.reset();
  editor.clipboard = "mine";
});

describe("the selection of the terminal", () => {
  test("is attached, and the clipboard is as it was", async () => {
    editor.onCommand = (name) => {
      if (name === copy) editor.clipboard = "npm ERR!";
    };
    expect((await attachTerminalSelection())?.text).toBe("npm ERR!");
    expect(editor.clipboard).toBe("mine");
  });

  test("that is none leaves a clipboard alone that holds no text: a picture could not be put back", async () => {
    const { clipboard } = env;
    const written: string[] = [];
    const { writeText } = clipboard;
    clipboard.writeText = async (text) => void written.push(text);
    editor.clipboard = "";
    try {
      expect(await attachTerminalSelection()).toBeUndefined();
    } finally {
      clipboard.writeText = writeText;
    }
    expect(written).toEqual([]);
  });

  test("is attached by two calls, one within the other, and the clipboard is as it was", async () => {
    let second: ReturnType<typeof attachTerminalSelection> | undefined;
    editor.onCommand = (name) => {
      if (name !== copy) return;
      second ??= attachTerminalSelection();
      editor.clipboard = "npm ERR!";
    };
    expect((await attachTerminalSelection())?.text).toBe("npm ERR!");
    expect((await second)?.text).toBe("npm ERR!");
    expect(editor.clipboard).toBe("mine");
  });

  test("that cannot be copied leaves the clipboard as it was", async () => {
    editor.onCommand = () => {
      throw new Error("no terminal");
    };
    await expect(attachTerminalSelection()).rejects.toThrow("no terminal");
    expect(editor.clipboard).toBe("mine");
  });
});
