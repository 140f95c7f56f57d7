// npm run bench:panel [-- --seconds n]: how much main-thread time the panel takes for answers of three lengths at
// 200 deltas a second, beside a page that only appends text. Ratios within one run; the machine does not matter much.
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import type { BrowserContext, CDPSession, Page } from "playwright-core";
import { launchBrowser } from "../test/helpers/workbench/browser.ts";
import { buildParley } from "../tools/support/build.ts";
import { repositoryFolder } from "../tools/support/paths.ts";
import { makeTemporaryFolder, removeFolder } from "../tools/support/temporaryFolder.ts";
import { runTool } from "../tools/support/toolError.ts";
import { endMark, makeAnswer } from "./panel/answer.ts";
import type { PageResult } from "./panel/page.ts";

const sizes = [20_000, 200_000, 1_000_000];
const deltasPerSecond = 200;
const deltaLength = 100;

interface Row extends PageResult {
  readonly panel: "floor" | "parley";
  readonly size: number;
  /** Main-thread time in milliseconds. */
  readonly busy: number;
}

interface Hostile {
  readonly name: string;
  /** The longest task over 50 ms, in milliseconds. */
  readonly longest: number;
}

await runTool(async () => {
  await buildParley();
  const server = await serve(await bundle());
  const folder = await makeTemporaryFolder();
  const context = await launchBrowser(folder);
  const rows: Row[] = [];
  let hostile: readonly Hostile[] = [];
  try {
    for (const size of sizes) {
      for (const panel of ["floor", "parley"] as const) {
        const page = await context.newPage();
        page.on("pageerror", (error) => console.error(error.message));
        await page.goto(`${server.origin}/${panel}.html`);
        rows.push({ panel, size, ...(await measure(page, makeAnswer(size))) });
        await page.close();
        report(rows.at(-1));
      }
    }
    hostile = await measureHostile(context, server.origin);
  } finally {
    await context.close();
    await removeFolder(folder);
    server.close();
  }
  return judge(rows, hostile);
});

/** The answers of `test/fixtures/hostile/`, each with its longest task. */
async function measureHostile(
  context: BrowserContext,
  origin: string,
): Promise<readonly Hostile[]> {
  const folder = join(repositoryFolder, "test/fixtures/hostile");
  const measured: Hostile[] = [];
  for (const name of await readdir(folder)) {
    const page = await context.newPage();
    await page.goto(`${origin}/parley.html`);
    const text = await readFile(join(folder, name), "utf8");
    const { longTasks } = await measure(page, `${text}\n\n${endMark}`);
    await page.close();
    const longest = Math.max(0, ...longTasks);
    console.log(`hostile ${name.padEnd(20)} longest task ${longest.toFixed(0)} ms`);
    measured.push({ name, longest });
  }
  return measured;
}

async function measure(page: Page, text: string): Promise<Omit<Row, "panel" | "size">> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const before = await taskTime(session);
  const result = await page.evaluate(async (play) => window.play(play), {
    text,
    deltaLength,
    deltasPerSecond,
  });
  return { ...result, busy: (await taskTime(session)) - before };
}

async function taskTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
}

function report(row: Row | undefined): void {
  if (!row) return;
  const longest = Math.max(0, ...row.longTasks);
  console.log(
    [
      row.panel.padEnd(7),
      `${String(row.size / 1000).padStart(5)} kB`,
      `${row.busy.toFixed(0).padStart(7)} ms main thread`,
      `${(row.busy / (row.size / 1000)).toFixed(2).padStart(6)} ms/kB`,
      `${String(row.longTasks.length).padStart(3)} long tasks (longest ${longest.toFixed(0)} ms)`,
      `end shown after ${row.lag.toFixed(0)} ms`,
    ].join("  "),
  );
}

/** The promises of the panel, as ratios; the exit code says whether they are kept. */
function judge(rows: readonly Row[], hostile: readonly Hostile[]): number {
  const perKb = (panel: string, size: number): number => {
    const row = rows.find((one) => one.panel === panel && one.size === size);
    return row ? row.busy / size : Number.NaN;
  };
  const [smallest = 0, , largest = 0] = sizes;
  const growth = perKb("parley", largest) / perKb("parley", smallest);
  const overFloor = perKb("parley", largest) / perKb("floor", largest);
  const parley = rows.filter(({ panel }) => panel === "parley");
  const longTasks = parley.flatMap((row) => row.longTasks).length;
  const lag = Math.max(...parley.map((row) => row.lag));
  const worst = hostile.toSorted((a, b) => b.longest - a.longest)[0];
  const checks = [
    [
      `time per kB at 1 MB is ${growth.toFixed(2)} times that at 20 kB (at most 1.3)`,
      growth <= 1.3,
    ],
    [`long tasks over 50 ms: ${longTasks} (none)`, longTasks === 0],
    [
      `the longest task of a hostile answer takes ${worst?.longest.toFixed(0)} ms (at most 200)`,
      (worst?.longest ?? 0) <= 200,
    ],
    [`the end is shown ${lag.toFixed(0)} ms after the last byte (at most 1000)`, lag <= 1000],
  ] as const;
  console.log(`\nParley takes ${overFloor.toFixed(1)} times the floor's main-thread time at 1 MB.`);
  for (const [text, isKept] of checks) console.log(`${isKept ? "ok    " : "MISSED"} ${text}`);
  return checks.every(([, isKept]) => isKept) ? 0 : 1;
}

async function bundle(): Promise<ReadonlyMap<string, string>> {
  const folder = join(repositoryFolder, "bench/panel");
  const { outputFiles } = await build({
    entryPoints: ["driver.ts", "page.ts", "floor.ts"].map((name) => join(folder, name)),
    bundle: true,
    format: "iife",
    write: false,
    outdir: "/",
  });
  return new Map(outputFiles.map(({ path, text }) => [path, text]));
}

async function serve(scripts: ReadonlyMap<string, string>) {
  const html = (body: string): string =>
    `<!doctype html><script>const acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });</script><body>${body}<script src="/page.js"></script></body>`;
  const pages: Readonly<Record<string, string>> = {
    "/floor.html": html('<script src="/floor.js"></script>'),
    "/parley.html": html(
      '<link rel="stylesheet" href="/webview/main.css"><main id="panel"></main><script type="module" src="/webview/main.js"></script>',
    ),
  };
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const send = (type: string, content: string | Buffer): void => {
      response.writeHead(200, { "content-type": type }).end(content);
    };
    const page = pages[path];
    const script = scripts.get(path);
    if (page !== undefined) send("text/html; charset=utf-8", page);
    else if (script !== undefined) send("text/javascript", script);
    else {
      readFile(join(repositoryFolder, "dist", path)).then(
        (content) => send(path.endsWith(".css") ? "text/css" : "text/javascript", content),
        () => response.writeHead(404).end(),
      );
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}
