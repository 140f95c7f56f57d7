import { env, l10n } from "vscode";
import type { Timestamp } from "../../core/model.ts";
import type { ListedSession } from "../refs/listedSession.ts";

/** What a session is called: the user's own name for it, its title, or where the service gives none and Parley has not seen it, when it began. */
export function sessionTitle({ customTitle, title, serviceId, createdAt }: ListedSession): string {
  const name = customTitle ?? title;
  if (name !== undefined) return name;
  if (serviceId === undefined) return l10n.t("New session");
  if (createdAt === undefined) return l10n.t("Untitled session");
  return l10n.t("Session of {0}", exactTime(createdAt));
}

/** A time to the minute, e.g. "Nov 26, 10:15 AM". */
export function exactTime(time: Timestamp): string {
  const format = new Intl.DateTimeFormat(env.language, {
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  return format.format(time);
}
