import { l10n } from "vscode";

/** A text of a layer that knows no `vscode`, in the language of VS Code; `tools/texts/extract.ts` lists such texts. */
export function translated(english: string): string {
  return l10n.bundle?.[english] ?? english;
}
