import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { outFolder } from "../../../tools/support/paths.ts";
import type { EditorServer } from "../../../tools/testbed/editorServer.ts";

// These come with every code-server and mean nothing.
const harmless = /vsda|favicon|GitHub Authentication/i;

/** Collects what explains a failure while a workbench is used: errors in the console, and what the page shows. */
export class Evidence {
  readonly #page: Page;
  readonly #server: EditorServer;
  readonly #errors: string[] = [];

  constructor(page: Page, server: EditorServer) {
    this.#page = page;
    this.#server = server;
    page.on("console", (message) => {
      if (message.type() === "error") this.#add(`${message.text()} ${message.location().url}`);
    });
    page.on("pageerror", (error) => {
      this.#add(error.stack ?? error.message);
    });
    page.on("crash", () => {
      this.#add("The page crashed.");
    });
  }

  /** Prints the errors and the end of the server's log, and saves a screenshot under the given name in `out/e2e/`. */
  async report(name: string): Promise<void> {
    const folder = join(outFolder, "e2e");
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80)}.png`);
    const picture = await this.#page.screenshot({ path, timeout: 10_000 }).then(
      () => path,
      (error: unknown) => `none (${String(error)})`,
    );
    console.error(`--- ${name}: screenshot ${picture}`);
    for (const error of this.#errors.slice(-20)) console.error(`  [console] ${error}`);
    const lines = this.#server.log().split("\n");
    const telling = lines.filter((line) => line.trim() !== "" && !harmless.test(line));
    for (const line of telling.slice(-20)) console.error(`  [server] ${line}`);
  }

  #add(text: string): void {
    if (!harmless.test(text)) this.#errors.push(text.slice(0, 600));
  }
}
