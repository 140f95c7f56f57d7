import { env, l10n } from "vscode";
import type { Timestamp } from "../../core/model.ts";

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * 24 * 3600_000],
  ["month", 30 * 24 * 3600_000],
  ["week", 7 * 24 * 3600_000],
  ["day", 24 * 3600_000],
  ["hour", 3600_000],
  ["minute", 60_000],
];

/** A time as people say it, e.g. "5 min. ago"; "now" within the last minute and for times ahead. */
export function relativeTime(time: Timestamp, now: Timestamp): string {
  const format = new Intl.RelativeTimeFormat(env.language, { numeric: "auto", style: "short" });
  const age = now - time;
  const unit = units.find(([, length]) => age >= length);
  return unit ? format.format(-Math.floor(age / unit[1]), unit[0]) : l10n.t("now");
}
