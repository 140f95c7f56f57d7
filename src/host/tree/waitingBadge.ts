import { l10n, type ViewBadge } from "vscode";
import type { ListedSession } from "../refs/listedSession.ts";

/** How many of these sessions wait for a human, on the view; nothing where none does. */
export function waitingBadge(sessions: readonly ListedSession[]): ViewBadge | undefined {
  const value = sessions.filter(({ waitsForHuman }) => waitsForHuman).length;
  if (value === 0) return undefined;
  const tooltip =
    value === 1
      ? l10n.t("1 session waits for a human")
      : l10n.t("{0} sessions wait for a human", value);
  return { value, tooltip };
}
