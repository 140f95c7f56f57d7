import { l10n } from "vscode";
import type { SessionState } from "../../core/model.ts";

/** What a session is marked as, in a word. */
export function stateLabel(state: SessionState): string {
  switch (state) {
    case "open":
      return l10n.t("Open");
    case "escalated":
      return l10n.t("Escalated");
    case "starred":
      return l10n.t("Starred");
  }
}
