import { l10n } from "vscode";

const maxNames = 5;

/** Some names in quotes, one a line, and how many more there are. */
export function namedList(names: readonly string[]): readonly string[] {
  const rest = names.length - maxNames;
  return [
    ...names.slice(0, maxNames).map((name) => `“${name}”`),
    ...(rest > 0 ? [l10n.t("and {0} more", rest)] : []),
  ];
}
