import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type BrowserContext } from "playwright-core";
import { ensureChromium } from "../../../tools/testbed/chromium.ts";

/** How the browser is started; `flags` are Chromium's own. */
export interface BrowserOptions {
  readonly profile?: string;
  readonly flags?: readonly string[];
  readonly scale?: number;
}

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  // No name can be resolved, so nothing that a page refers to is ever fetched from elsewhere.
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
];

/** Without a graphics card each frame of an animation costs, and the editor's own go on while something is awaited. */
const stopEndlessAnimations = `
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ".codicon-modifier-spin, .codicon-modifier-spin::before, .progress-bit { animation: none !important; }",
  );
  document.adoptedStyleSheets.push(sheet);`;

/** Starts headless Chromium with a profile in `folder`; another profile is another user's browser. */
export async function launchBrowser(
  folder: string,
  { profile = "chromium", flags: more = [], scale = 1 }: BrowserOptions = {},
): Promise<BrowserContext> {
  for (const name of ["home", "temporary"]) await mkdir(join(folder, name), { recursive: true });
  const context = await chromium.launchPersistentContext(join(folder, profile), {
    executablePath: await ensureChromium(),
    chromiumSandbox: false,
    // Who opened the workbench closes it, in the right order; a killed program takes the browser along anyway.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    viewport: { width: 1280, height: 860 },
    deviceScaleFactor: scale,
    reducedMotion: "reduce",
    env: {
      PATH: process.env["PATH"],
      HOME: join(folder, "home"),
      TMPDIR: join(folder, "temporary"),
      LANG: "C.UTF-8",
      TZ: "UTC",
    },
    args: [...flags, ...more],
  });
  context.setDefaultTimeout(30_000);
  await context.addInitScript({ content: stopEndlessAnimations });
  return context;
}
