import { commands } from "./commandTable.ts";
import type { Container } from "./container.ts";
import { isRowLost, tellRowLost } from "./host/tree/lostRow.ts";
import { tellError } from "./host/text/tellError.ts";
import type { TreeView } from "./host/tree/registerTree.ts";

/**
 * Runs a command of the table; a failure is told to the user.
 * @param given everything that VS Code gave the command; "selected" for a key that was pressed in the tree, which
 *   brings no row along
 */
export async function runCommand(
  name: string,
  container: Container,
  treeView: TreeView,
  given: readonly unknown[],
): Promise<unknown> {
  try {
    if (isRowLost(given) && isOfRows(name, container)) return tellRowLost();
    const selected = given[0] === "selected" ? treeView.selected() : undefined;
    // What is in another place was not meant.
    if (selected?.length === 0) return undefined;
    const argument = selected ? selected[0] : given[0];
    const selection = selected ?? given[1];
    // The title of a tree gives two, and the palette none.
    const isFromView = given.length === 1 && argument === undefined;
    return await commands[name]?.(container, argument, { argument, selection, isFromView });
  } catch (error) {
    tellError(error, `parley.${name}`, { service: "Parley", account: "Parley" }, container.log);
    return undefined;
  }
}

/** False for what the title of a tree runs: VS Code gives it the row that has the focus, and there may be none. */
function isOfRows(name: string, { extension }: Pick<Container, "extension">): boolean {
  const { contributes } = extension.packageJSON as {
    readonly contributes: {
      readonly menus: Readonly<Record<string, readonly { command: string }[]>>;
    };
  };
  const rows = contributes.menus["view/item/context"] ?? [];
  return rows.some(({ command }) => command === `parley.${name}`);
}
