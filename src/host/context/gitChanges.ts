import * as vscode from "vscode";

/** Which changes of a repository. */
export type WhichChanges = "all" | "staged" | "unstaged";

type Method = (...values: readonly unknown[]) => unknown;

/**
 * The changes of a git repository as a patch, read through VS Code's own git extension. Undefined when there is no
 * repository or that extension is off. Files that git does not track yet are no part of it.
 * @param near a file or folder of the repository; else the first repository
 */
export async function readChanges(
  near: vscode.Uri | undefined,
  which: WhichChanges,
): Promise<string | undefined> {
  const git = vscode.extensions.getExtension<unknown>("vscode.git");
  const exported = git && (await git.activate());
  const api = apiOf(exported);
  const repository = repositoryOf(api, near);
  const diff = methodOf(repository, "diff");
  if (!diff) return undefined;
  const parts = [
    ...(which === "unstaged" ? [] : [await diff(true)]),
    ...(which === "staged" ? [] : [await diff(false)]),
  ];
  return parts.filter((part) => typeof part === "string" && part !== "").join("\n");
}

function apiOf(exported: unknown): unknown {
  try {
    return methodOf(exported, "getAPI")?.(1);
  } catch {
    // The setting `git.enabled` is off.
    return undefined;
  }
}

function repositoryOf(api: unknown, near: vscode.Uri | undefined): unknown {
  const { repositories } = Object(api) as Record<string, unknown>;
  const [first] = Array.isArray(repositories) ? (repositories as readonly unknown[]) : [];
  return (near && methodOf(api, "getRepository")?.(near)) ?? first;
}

/** A method of another extension's object, of which nothing is known. */
function methodOf(owner: unknown, name: string): Method | undefined {
  const method = (Object(owner) as Record<string, unknown>)[name];
  return typeof method === "function" ? (method.bind(owner) as Method) : undefined;
}
