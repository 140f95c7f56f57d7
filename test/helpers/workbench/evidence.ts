import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { outFolder } from "../../../tools/support/paths.ts";
import type { EditorServer } from "../../../tools/testbed/editorServer.ts";

// These come with every code-server that lacks some of its extensions, and mean nothing.
const harmless =
  /vsda|favicon|GitHub Authentication|provider '?:? ?'?github|^Activating extension 'vscode\.|^File not found: /i;

/** Collects what explains a failure while a workbench is used: what the page shows and complains of, and the logs. */
export class Evidence {
  readonly #page: Page;
  readonly #server: EditorServer;
  readonly #folder: string;
  readonly #errors: string[] = [];

  /** @param folder the throw-away folder of the workbench */
  constructor(page: Page, server: EditorServer, folder: string) {
    this.#page = page;
    this.#server = server;
    this.#folder = folder;
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

  /** Prints the errors and the ends of the server's and of Parley's log, and saves a screenshot under the given name in `out/e2e/`. */
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
    for (const line of await this.#parleyLog()) console.error(`  [parley] ${line}`);
  }

  /** The end of the log that Parley's output channel shows, of each window that was open. */
  async #parleyLog(): Promise<readonly string[]> {
    const logs = join(this.#folder, "data/logs");
    const names = (await readdir(logs, { recursive: true })).filter((name) =>
      name.endsWith("/Parley.log"),
    );
    const texts = await Promise.all(names.map((name) => readFile(join(logs, name), "utf8")));
    return texts.flatMap((text) => text.trim().split("\n").slice(-40));
  }

  #add(text: string): void {
    if (!harmless.test(text)) this.#errors.push(text.slice(0, 600));
  }
}
