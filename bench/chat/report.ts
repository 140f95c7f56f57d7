import type { Stream } from "./measure.ts";
import type { Opened } from "./page/page.ts";

/** Everything that one run has measured; `parley` and `control` stood side by side. */
export interface Figures {
  /** The browser's version. */
  readonly browser: string;
  readonly openings: readonly {
    readonly name: string;
    readonly messages: number;
    readonly parley: Opened;
    readonly control: Opened;
  }[];
  readonly streams: readonly {
    readonly name: string;
    readonly parley: Stream;
    readonly control: Stream;
  }[];
  readonly hostile: readonly { readonly name: string; readonly parley: Stream }[];
}

/** One row of a part of the figures. */
export type Row<Part extends "openings" | "streams" | "hostile"> = Figures[Part][number];

/**
 * What is promised: milliseconds, in which an answer is later than in the control at the most, and how many nodes of one
 * are in the page.
 */
const limits = {
  typing: 300,
  longSession: 500,
  end: 300,
  firstText: 33,
  hostileTask: 200,
  nodes: 10_000,
};

/** The figures as tables in Markdown. */
export function tables({ openings, streams, hostile }: Figures): string {
  const parts = [
    table(
      ["opening", "readable", "ratio to the control", "tasks over 50 ms (control)", "nodes"],
      openings.map(({ name, parley, control }) => [
        name,
        milliseconds(parley.readable),
        ratio(parley.readable, control.readable),
        `${tasks(parley)} (${tasks(control)})`,
        String(parley.nodes),
      ]),
    ),
    table(
      [
        "answer, deltas",
        "main thread, ratio to the control",
        "first text later by",
        "end later by",
        "tasks over 50 ms (control)",
        "nodes",
      ],
      streams.map(({ name, parley, control }) => [
        name,
        ratio(parley.busy, control.busy),
        milliseconds(parley.firstText - control.firstText),
        milliseconds(parley.lag - control.lag),
        `${tasks(parley)} (${tasks(control)})`,
        String(parley.nodes),
      ]),
    ),
    table(
      ["hostile answer", "tasks over 50 ms"],
      hostile.map(({ name, parley }) => [name, tasks(parley)]),
    ),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** What was promised and is not so, a sentence each. */
export function missed({ openings, streams, hostile }: Figures): readonly string[] {
  return [
    ...openings.flatMap(({ name, messages, parley, control }) => [
      ...over(
        `${name}: readable after`,
        parley.readable,
        messages === 0 ? limits.typing : limits.longSession,
      ),
      ...moreTasks(name, parley, control),
    ]),
    ...streams.flatMap(({ name, parley, control }) => [
      ...over(
        `${name}: first text later by`,
        parley.firstText - control.firstText,
        limits.firstText,
      ),
      ...over(`${name}: end later by`, parley.lag - control.lag, limits.end),
      ...moreTasks(name, parley, control),
      ...(parley.nodes > limits.nodes
        ? [`${name}: ${parley.nodes} nodes (at most ${limits.nodes})`]
        : []),
    ]),
    ...hostile.flatMap(({ name, parley }) =>
      over(`${name}: a task of`, Math.max(0, ...parley.longTasks), limits.hostileTask),
    ),
  ];
}

function over(what: string, value: number, limit: number): readonly string[] {
  return value > limit ? [`${what} ${milliseconds(value)} (at most ${limit} ms)`] : [];
}

interface HasTasks {
  readonly longTasks: readonly number[];
}

/** A machine that is busy with something else lengthens the tasks of both. */
function moreTasks(name: string, parley: HasTasks, control: HasTasks): readonly string[] {
  return parley.longTasks.length > control.longTasks.length
    ? [`${name}: tasks over 50 ms: ${tasks(parley)} (control: ${tasks(control)})`]
    : [];
}

function tasks({ longTasks }: HasTasks): string {
  return longTasks.length === 0
    ? "0"
    : `${longTasks.length}, longest ${milliseconds(Math.max(...longTasks))}`;
}

function ratio(left: number, right: number): string {
  return `${(left / right).toFixed(1)} ×`;
}

function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
