// npm run recording [-- --scenario file.ts] [--out file.webp]
// Walks through a scenario and saves what the page shows meanwhile as an animated picture.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { setTimeout } from "node:timers/promises";
import type { Page } from "playwright-core";
import { openWorkbench } from "../test/helpers/workbench/workbench.ts";
import { startSimulator } from "./demo/simulator.ts";
import { writeAnimatedWebp, type AnimationFrame } from "./recording/animatedWebp.ts";
import type { Scenario, ScenarioTools } from "./scenarios/scenario.ts";
import { buildParley, packParley } from "./support/build.ts";
import { outFolder } from "./support/paths.ts";
import { runTool } from "./support/toolError.ts";

const size = { width: 1120, height: 700 };
/** Between two pictures, in milliseconds. */
const interval = 100;
/** A page that shows the same for longer is not worth the time of who watches. */
const maxDuration = 700;
/** The last picture, before all begins again. */
const lastDuration = 2000;

const { values } = parseArgs({
  options: {
    scenario: { type: "string", default: join(import.meta.dirname, "scenarios/recording.ts") },
    out: { type: "string", default: join(outFolder, "recording.webp") },
  },
});

/** A picture of the page as PNG, and when it was taken, in milliseconds. */
interface Shot {
  readonly at: number;
  readonly png: Buffer;
}

await runTool(async () => {
  const file = pathToFileURL(resolve(values.scenario)).href;
  const scenario = (await import(file)) as Scenario;
  await buildParley();
  const simulator = await startSimulator({ pace: 22 });
  const workbench = await openWorkbench({
    settings: {
      "workbench.colorTheme": "Default Dark Modern",
      "editor.minimap.enabled": false,
      "editor.renderWhitespace": "none",
      "editor.wordWrap": "on",
    },
    files: scenario.files ?? {},
    parley: await packParley(),
    accounts: simulator.accounts,
  });
  try {
    const { page, context } = workbench;
    await page.setViewportSize(size);
    const tools: ScenarioTools = { page, simulator, shoot: async () => {} };
    await scenario.prepare?.(tools);
    const shots = await shootDuring(page, async () => scenario.run(tools));
    const frames = await encode(await context.newPage(), shots);
    const animation = writeAnimatedWebp(size, frames);
    await mkdir(dirname(values.out), { recursive: true });
    await writeFile(values.out, animation);
    const seconds = frames.reduce((sum, { duration }) => sum + duration, 0) / 1000;
    console.log(
      `${values.out}: ${frames.length} frames, ${seconds} s, ${Math.ceil(animation.length / 1000)} kB`,
    );
  } catch (error) {
    await workbench.report("recording");
    throw error;
  } finally {
    await workbench.close();
    await simulator.stop();
  }
});

async function shootDuring(page: Page, run: () => Promise<void>): Promise<readonly Shot[]> {
  const shots: Shot[] = [];
  const shoot = async (): Promise<void> => {
    const at = performance.now();
    shots.push({ at, png: await page.screenshot({ caret: "initial" }) });
    await setTimeout(Math.max(0, at + interval - performance.now()));
  };
  const over = new AbortController();
  const running = run().finally(() => {
    over.abort();
  });
  try {
    while (!over.signal.aborted) await shoot();
  } finally {
    await running;
  }
  await shoot();
  return shots;
}

/** What changes from one picture to the next; pictures of the same become one. */
async function encode(page: Page, shots: readonly Shot[]): Promise<readonly AnimationFrame[]> {
  const script = join(import.meta.dirname, "recording/encodeFrame.js");
  await page.evaluate(await readFile(script, "utf8"));
  const changes: (Omit<AnimationFrame, "duration"> & { readonly at: number })[] = [];
  for (const { at, png } of shots) {
    const part: unknown = await page.evaluate(`encodeFrame("${png.toString("base64")}")`);
    if (!part) continue;
    const { webp, ...box } = part as Omit<AnimationFrame, "duration" | "webp"> & { webp: string };
    changes.push({ ...box, at, webp: Buffer.from(webp, "base64") });
  }
  return changes.map(({ at, ...frame }, index) => {
    const next = changes[index + 1]?.at;
    const duration = next === undefined ? lastDuration : Math.min(next - at, maxDuration);
    return { ...frame, duration: Math.round(duration) };
  });
}
