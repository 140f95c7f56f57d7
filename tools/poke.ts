// node tools/run.mjs tools/poke.ts '<JavaScript>' [picture.png] [--port 9333]: runs one step in the window that
// tools/playground.ts keeps open, with `page` and the helpers of test/helpers/workbench at hand, for example
//   'await command(page, "Parley: New Session")' out/session.png
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import * as menus from "../test/helpers/workbench/menus.ts";
import * as notifications from "../test/helpers/workbench/notifications.ts";
import * as palette from "../test/helpers/workbench/palette.ts";
import * as views from "../test/helpers/workbench/views.ts";
import { runTool, ToolError } from "./support/toolError.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: "string", default: "9333" } },
});

await runTool(async () => {
  const [code = "", picture] = positionals;
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${values.port}`);
  try {
    const page = browser
      .contexts()[0]
      ?.pages()
      .find((one) => one.url().startsWith("http"));
    if (page === undefined) throw new ToolError("The playground shows no workbench.");
    const helpers = { page, ...menus, ...notifications, ...palette, ...views };
    try {
      const run = compile(Object.keys(helpers), code);
      const result = await run(...Object.values(helpers));
      if (result !== undefined) console.log(result);
    } finally {
      if (picture !== undefined) await page.screenshot({ path: picture });
    }
  } finally {
    // This only disconnects: the browser belongs to the playground.
    await browser.close();
  }
});

function compile(
  names: readonly string[],
  code: string,
): (...values: unknown[]) => Promise<unknown> {
  const AsyncFunction = compile.constructor;
  const make = AsyncFunction as (...parts: string[]) => (...values: unknown[]) => Promise<unknown>;
  return make(...names, `return (async () => { ${code} })()`);
}
