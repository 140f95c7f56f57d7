// npm run bench:chat [-- --quick]: the chat panel beside a page that only appends text, in one browser: openings, answers
// of three lengths and four kinds at three paces, and hostile ones. Without --quick it writes docs/PERFORMANCE.md.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser } from "../test/helpers/workbench/browser.ts";
import { buildParley } from "../tools/support/build.ts";
import { repositoryFolder } from "../tools/support/paths.ts";
import { makeTemporaryFolder, removeFolder } from "../tools/support/temporaryFolder.ts";
import { runTool } from "../tools/support/toolError.ts";
import { type AnswerKind, endMark, makeAnswer } from "./chat/answer.ts";
import { Measurements } from "./chat/measure.ts";
import { writePerformance } from "./chat/performancePage.ts";
import { type Figures, missed, type Row, tables } from "./chat/report.ts";
import { startSite } from "./chat/site.ts";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });

/** An answer of so many UTF-16 units that arrives in so many deltas a second. */
interface Plan {
  readonly size: number;
  readonly pace: number;
  readonly kind: AnswerKind;
}

const paces = [50, 200, 1000];
const quickPlans: readonly Plan[] = [200_000, 1_000_000].map((size) => ({
  size,
  pace: 200,
  kind: "mixed",
}));
const plans: readonly Plan[] = [
  ...[20_000, 200_000, 1_000_000].flatMap((size) =>
    paces.map((pace): Plan => ({ size, pace, kind: "mixed" })),
  ),
  ...(["prose", "code", "tables"] as const).map((kind): Plan => ({
    size: 200_000,
    pace: 200,
    kind,
  })),
];

/** How long an answer takes to arrive, in seconds. */
function duration(size: number): number {
  return size < 500_000 ? 8 : 20;
}

await runTool(async () => {
  await buildParley();
  const site = await startSite();
  const folder = await makeTemporaryFolder();
  const context = await launchBrowser(folder);
  try {
    const measurements = new Measurements(context, site.origin);
    const figures: Figures = {
      browser: context.browser()?.version() ?? "unknown",
      openings: await measureOpenings(measurements),
      streams: await measureStreams(measurements),
      hostile: values.quick ? [] : await measureHostile(measurements),
    };
    const misses = missed(figures);
    console.log([tables(figures), ...misses.map((miss) => `MISSED ${miss}`)].join("\n"));
    if (!values.quick) await writePerformance(figures);
    return misses.length === 0 ? 0 : 1;
  } finally {
    await context.close();
    await removeFolder(folder);
    site.close();
  }
});

/** The first page of a browser has nothing in its caches; the second finds everything. */
async function measureOpenings(measurements: Measurements): Promise<Figures["openings"]> {
  const openings: Row<"openings">[] = [];
  for (const [start, messages] of [
    ["cold", 0],
    ["warm", 0],
    ["warm", 10_000],
  ] as const) {
    const parley = await measurements.open("parley", messages);
    const control = await measurements.open("control", messages);
    openings.push({ name: `${messages} messages, ${start}`, messages, parley, control });
  }
  return openings;
}

async function measureStreams(measurements: Measurements): Promise<Figures["streams"]> {
  const streams: Row<"streams">[] = [];
  for (const { size, pace, kind } of values.quick ? quickPlans : plans) {
    const play = {
      text: makeAnswer(size, kind),
      deltasPerSecond: pace,
      deltaLength: Math.ceil(size / (pace * duration(size))),
    };
    const control = await measurements.play("control", play);
    const parley = await measurements.play("parley", play);
    streams.push({ name: `${size / 1000} kB, ${kind}, ${pace}/s`, parley, control });
  }
  return streams;
}

/** The answers of `test/fixtures/hostile/`. */
async function measureHostile(measurements: Measurements): Promise<Figures["hostile"]> {
  const folder = join(repositoryFolder, "test/fixtures/hostile");
  const hostile: Row<"hostile">[] = [];
  for (const name of await readdir(folder)) {
    const text = `${await readFile(join(folder, name), "utf8")}\n\n${endMark}`;
    const play = { text, deltasPerSecond: 200, deltaLength: 100 };
    hostile.push({ name, parley: await measurements.play("parley", play) });
  }
  return hostile;
}
