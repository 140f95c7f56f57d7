import type { BrowserContext, CDPSession, Page } from "playwright-core";
import type { Opened, Played } from "./page/page.ts";
import type { Play } from "./page/player.ts";

/** What is measured: Parley's panel, or the control. */
export type Panel = "parley" | "control";

/** How an answer was shown, and what that took. */
export interface Stream extends Played {
  /** Processor time of the main thread in milliseconds. */
  readonly busy: number;
}

/** Opens the page of a panel, as often as something is measured. */
export class Measurements {
  readonly #context: BrowserContext;
  readonly #origin: string;

  constructor(context: BrowserContext, origin: string) {
    this.#context = context;
    this.#origin = origin;
  }

  /** Opens a chat of so many messages. */
  async open(panel: Panel, messages: number): Promise<Opened> {
    return this.#inPage(panel, messages, async (_page, opened) => opened);
  }

  /** Plays an answer to an empty chat. */
  async play(panel: Panel, play: Play): Promise<Stream> {
    return this.#inPage(panel, 0, async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send("Performance.enable");
      const before = await threadTime(session);
      const played = await page.evaluate(async (what) => window.play(what), play);
      return { ...played, busy: (await threadTime(session)) - before };
    });
  }

  async #inPage<Result>(
    panel: Panel,
    messages: number,
    run: (page: Page, opened: Opened) => Promise<Result>,
  ): Promise<Result> {
    const page = await this.#context.newPage();
    try {
      page.on("pageerror", (error) => console.error(error.message));
      await page.goto(`${this.#origin}/${panel}.html?messages=${messages}`);
      return await run(page, await page.evaluate(async () => window.opened));
    } finally {
      await page.close();
    }
  }
}

async function threadTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "ThreadTime")?.value ?? 0) * 1000;
}
