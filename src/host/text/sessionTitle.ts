import { env, l10n } from "vscode";
import type { ListedSession } from "../sessions/catalog.ts";

/** What a session is called: its title, or where the service gives none and Parley has not seen it, when it began. */
export function sessionTitle({ title, isNew, createdAt }: ListedSession): string {
  if (title !== undefined) return title;
  if (isNew) return l10n.t("New session");
  if (createdAt === undefined) return l10n.t("Untitled session");
  const format = new Intl.DateTimeFormat(env.language, {
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  return l10n.t("Session of {0}", format.format(createdAt));
}
