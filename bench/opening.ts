// npm run bench:opening [-- --rounds n]: how long after a click a chat can be read and typed in, in the real workbench,
// beside a panel of another extension that has nothing but a field: that is VS Code's own part. What the simulated service
// takes for the messages of the long session is measured as well.
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Locator, Page } from "playwright-core";
import { startSimulator, type SimulatorProcess } from "../tools/demo/simulator.ts";
import { buildParley, packParley } from "../tools/support/build.ts";
import { runTool, ToolError } from "../tools/support/toolError.ts";
import { composer } from "../test/helpers/workbench/chat.ts";
import {
  chatbotRow,
  chatPanel,
  closeEditors,
  expandRow,
  openView,
  treeRow,
} from "../test/helpers/workbench/views.ts";
import { openWorkbench } from "../test/helpers/workbench/workbench.ts";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "7" } } });
const questions = 5000;

/** Something that a click opens, and what is to be seen then. */
interface Opening {
  readonly title: string;
  /** Where the pointer goes first, as the button comes with it. */
  readonly row?: Locator;
  readonly click: Locator;
  readonly seen: Locator;
}

await runTool(async () => {
  await buildParley();
  const parley = await packParley();
  const simulator = await startSimulator({ longSession: questions });
  const fixtures = ["plainPanel"];
  const workbench = await openWorkbench({ parley, accounts: simulator.accounts, fixtures });
  try {
    const openings = await prepare(workbench.page);
    const times = new Map<Opening, number[]>(openings.map((opening) => [opening, []]));
    for (let round = 0; round < Number(values.rounds); round += 1) {
      // In turn, so that what else the machine does meets all of them.
      for (const [opening, list] of times) list.push(await measure(workbench.page, opening));
    }
    print(times);
    const service = await measureService(simulator);
    console.log(`the service alone, for these messages: ${service.toFixed(0)} ms`);
  } catch (error) {
    await workbench.report("bench opening");
    throw error;
  } finally {
    await workbench.close();
    await simulator.stop();
  }
});

async function prepare(page: Page): Promise<readonly Opening[]> {
  await openView(page, "Parley");
  await expandRow(page, "Harbor Docs");
  const session = treeRow(page, /^1: /);
  await session.waitFor();
  const panel = chatPanel(page);
  const row = chatbotRow(page, "Code Mentor");
  return [
    {
      title: "a panel with a field (control)",
      click: page.locator(".statusbar-item", { hasText: "Plain panel" }),
      seen: panel.locator("textarea"),
    },
    {
      title: "a new chat, to type in",
      row,
      click: row.getByRole("button", { name: "New Session" }),
      seen: composer(panel),
    },
    {
      title: "a session of 10,000 messages, to read",
      click: session,
      seen: panel.locator("article", { hasText: `${questions}: ` }).last(),
    },
  ];
}

/** Milliseconds from the click until it is seen, as far as a page can be asked: a hundredth of a second. */
async function measure(page: Page, { title, row, click, seen }: Opening): Promise<number> {
  await row?.hover();
  await click.hover();
  const start = performance.now();
  await page.mouse.down();
  await page.mouse.up();
  while (!(await seen.isVisible())) {
    if (performance.now() - start > 30_000)
      throw new ToolError(`The click has not opened ${title}.`);
    // Whoever asks without a pause keeps the page from loading.
    await setTimeout(5);
  }
  const time = performance.now() - start;
  await closeEditors(page);
  return time;
}

/** Milliseconds in which the service gives all messages of its longest session. */
async function measureService({ origin, accounts }: SimulatorProcess): Promise<number> {
  const key = accounts.find(({ provider }) => provider === "ai-chatbot-hub")?.apiKey ?? "";
  const get = async (path: string): Promise<string> => {
    const response = await fetch(`${origin}/api/v1/${path}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    return await response.text();
  };
  const parse = async (path: string): Promise<readonly { readonly uuid: string }[]> =>
    JSON.parse(await get(path)) as readonly { readonly uuid: string }[];
  const times: number[] = [];
  const [chatbot] = await parse("chatbots");
  for (const { uuid } of await parse(`chatbot/${chatbot?.uuid}/sessions`)) {
    const start = performance.now();
    await get(`session/${uuid}/messages`);
    times.push(performance.now() - start);
  }
  return Math.max(...times);
}

function print(times: ReadonlyMap<Opening, readonly number[]>): void {
  const [control = 0] = [...times.values()].map(median);
  for (const [{ title }, list] of times) {
    const ratio = (median(list) / control).toFixed(1);
    const all = list.map((time) => time.toFixed(0)).join(", ");
    console.log(
      `${title}: ${median(list).toFixed(0)} ms, ${ratio} times the control; the first ${list[0]?.toFixed(0)} ms (${all})`,
    );
  }
}

function median(list: readonly number[]): number {
  const sorted = list.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
