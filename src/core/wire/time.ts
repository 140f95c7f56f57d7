import type { Timestamp } from "../model.ts";

const months = "JanFebMarAprMayJunJulAugSepOctNovDec";
// Groups without names: a long session has ten thousand times, and named ones make reading three times as slow.
const zone = String.raw`(z|utc|gmt|[+-]\d\d:?\d\d)`;
/** Hour, minute, second, fraction. */
const clock = String.raw`(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?`;
/** ISO 8601, also with a space in the middle, or only the day. */
const iso = new RegExp(String.raw`^(\d{4})-(\d\d)-(\d\d)(?:[t ]${clock} ?${zone}?)?$`, "i");
/** RFC 1123, as in the headers of HTTP. */
const rfc1123 = new RegExp(
  String.raw`^[a-z]{3}, (\d{1,2}) ([a-z]{3}) (\d{4}) ${clock} ${zone}$`,
  "i",
);

/** Numbers of seconds are smaller than this, numbers of milliseconds are not: both for 1973 to 5138. */
const firstMilliseconds = 1e11;

/**
 * Reads a time: ISO 8601, RFC 1123, or a number of seconds or milliseconds since 1970. One without a zone means UTC.
 * Undefined for anything else, and for days and hours that do not exist.
 */
export function parseTime(value: unknown): Timestamp | undefined {
  if (typeof value === "number") return parseNumber(value);
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (/^\d{9,13}(?:\.\d+)?$/.test(text)) return parseNumber(Number(text));
  const asIso = iso.exec(text);
  if (asIso) {
    const [, year, month, day, ...time] = asIso;
    return toTimestamp(Number(year), Number(month), Number(day), time);
  }
  const [, day, name = "", year, ...time] = rfc1123.exec(text) ?? [];
  return year === undefined
    ? undefined
    : toTimestamp(Number(year), monthOf(name), Number(day), time);
}

function parseNumber(value: number): Timestamp | undefined {
  const time = Math.round(value < firstMilliseconds ? value * 1000 : value);
  // A smaller number is a count of something else, a larger one of smaller parts of a second.
  return time >= firstMilliseconds && time < firstMilliseconds * 1000 ? time : undefined;
}

/** @param time what stands for hour, minute, second, fraction and zone */
function toTimestamp(
  year: number,
  month: number,
  day: number,
  time: readonly (string | undefined)[],
): Timestamp | undefined {
  const [hour, minute, second] = [Number(time[0] ?? 0), Number(time[1] ?? 0), Number(time[2] ?? 0)];
  const offset = offsetOf(time[4]);
  // A minute can have a second more; Date knows of none, and takes it for the next.
  const exists = month >= 1 && month <= 12 && hour < 24 && minute < 60 && second <= 60;
  // Year 1 is what some systems write for no time at all.
  if (!exists || offset === undefined || year < 1000) return undefined;
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const milliseconds = Math.trunc(Number(`0.${time[3] ?? "0"}`) * 1000);
  return Date.UTC(year, month - 1, day, hour, minute - offset, second, milliseconds);
}

function monthOf(name: string): number {
  const index = months.toLowerCase().indexOf(name.toLowerCase());
  return index % 3 === 0 ? index / 3 + 1 : 0;
}

/** Minutes before UTC; undefined for an offset that does not exist. */
function offsetOf(written: string | undefined): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(written ?? "") ?? [];
  if (sign === undefined) return 0;
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
