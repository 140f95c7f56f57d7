import { text } from "../text.ts";

/** When a message came, as short as it is clear: the time alone for one of today. */
export function shortTime(date: Date, now: Date): string {
  const time = format(date, { timeStyle: "short" });
  if (isSameDay(date, now)) return time;
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (isSameDay(date, yesterday)) return text.yesterday(time);
  const isThisYear = date.getFullYear() === now.getFullYear();
  const day = format(date, {
    month: "short",
    day: "numeric",
    ...(!isThisYear && { year: "numeric" }),
  });
  return text.dayAndTime(day, time);
}

/** When a message came, with the day of the week and the second. */
export function fullTime(date: Date): string {
  return format(date, { dateStyle: "full", timeStyle: "medium" });
}

function format(date: Date, options: Intl.DateTimeFormatOptions): string {
  // The page is in the language of VS Code, which may be another than the browser's.
  return new Intl.DateTimeFormat(document.documentElement.lang || undefined, options).format(date);
}

function isSameDay(left: Date, right: Date): boolean {
  return left.toDateString() === right.toDateString();
}
