import { l10n } from "vscode";
import type { ErrorKind } from "../../core/model.ts";
import { isUncertain } from "./isUncertain.ts";

/** Says that one thing is still there after a failure; undefined where nobody can tell. */
export function notDeleted(title: string, kind: ErrorKind): string | undefined {
  return isUncertain(kind) ? undefined : l10n.t("“{0}” was not deleted.", title);
}

/** Says that of several things something is still there after a failure. */
export function someNotDeleted(): string {
  return l10n.t("Some items could not be deleted. The list shows what remains.");
}
