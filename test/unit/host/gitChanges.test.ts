import type * as vscode from "vscode";
import { beforeEach, expect, test } from "vitest";
import { readChanges } from "../../../src/host/context/gitChanges.ts";
import { editor, Uri } from "../../helpers/editor/vscode.ts";

beforeEach(() => editor.reset());

const file = (path: string) => Uri.file(path) as unknown as vscode.Uri;
const near = file("/b/tax.ts");

/** A repository as VS Code's git extension hands it out: its methods need their object. */
class Repository {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async diff(isStaged: boolean): Promise<string> {
    return `${isStaged ? "staged" : "unstaged"} in ${this.#root}`;
  }
}

const repositories = [new Repository("/a"), new Repository("/b")];
const getRepository = ({ path }: { readonly path: string }) =>
  path.startsWith("/b") ? repositories[1] : null;

test("the changes are read from the repository that is meant", async () => {
  editor.extensions.set("vscode.git", { getAPI: () => ({ repositories, getRepository }) });
  expect(await readChanges(near, "staged")).toBe("staged in /b");
  expect(await readChanges(near, "unstaged")).toBe("unstaged in /b");
  expect(await readChanges(near, "all")).toBe("staged in /b\nunstaged in /b");
  expect(await readChanges(undefined, "staged")).toBe("staged in /a");
  expect(await readChanges(file("/elsewhere"), "staged")).toBe("staged in /a");
});

test("without git, or with another one than is known, there are no changes to read", async () => {
  expect(await readChanges(near, "all")).toBeUndefined();
  const others: readonly unknown[] = [
    7,
    { getAPI: 1 },
    { getAPI: () => null },
    {
      // As with the setting `git.enabled` off.
      getAPI: () => {
        throw new Error("Git model not found");
      },
    },
    { getAPI: () => ({ repositories: "none" }) },
    { getAPI: () => ({ repositories: [{ diff: "none" }] }) },
  ];
  for (const other of others) {
    editor.extensions.set("vscode.git", other);
    expect(await readChanges(near, "all")).toBeUndefined();
  }
  editor.extensions.set("vscode.git", { getAPI: () => ({ repositories: [{ diff: () => 1 }] }) });
  expect(await readChanges(undefined, "all")).toBe("");
});
