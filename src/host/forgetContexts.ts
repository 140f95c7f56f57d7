import * as vscode from "vscode";

/**
 * Takes back what the menus were told by an extension host that has ended: VS Code keeps it when it starts another one,
 * and a demo that is over could not be started again.
 */
export function forgetContexts(): void {
  const set = async (name: string, value: unknown) =>
    vscode.commands.executeCommand("setContext", `parley.${name}`, value);
  void set("isDemoRunning", false);
  void set("isFiltered", false);
  void set("hasKnowledgeMap", false);
  void set("corrections", []);
}
