import * as vscode from "vscode";

/** A function, class or the like. */
export interface NamedRange {
  readonly name: string;
  readonly range: vscode.Range;
}

/** All symbols of a document, as the language's own extension sees them; none where there is no such extension. */
export async function symbolsOf(document: vscode.TextDocument): Promise<readonly NamedRange[]> {
  const found = await vscode.commands.executeCommand<
    readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined
  >("vscode.executeDocumentSymbolProvider", document.uri);
  return (found ?? []).flatMap(withChildren);
}

function withChildren(
  symbol: vscode.DocumentSymbol | vscode.SymbolInformation,
): readonly NamedRange[] {
  const { name } = symbol;
  return "children" in symbol
    ? [{ name, range: symbol.range }, ...symbol.children.flatMap(withChildren)]
    : [{ name, range: symbol.location.range }];
}
