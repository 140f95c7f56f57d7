import { l10n } from "vscode";
import type { ErrorKind } from "../../core/model.ts";

/** After these the service may have done it all the same. */
const uncertain: ReadonlySet<ErrorKind> = new Set(["timeout", "unreachable", "server"]);

/** Says that one thing is still there after a failure; undefined where nobody can tell. */
export function notDeleted(title: string, kind: ErrorKind): string | undefined {
  return uncertain.has(kind) ? undefined : l10n.t("“{0}” was not deleted.", title);
}
