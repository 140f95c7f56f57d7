import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { answer, composer, newSession } from "../helpers/workbench/chat.ts";
import { command } from "../helpers/workbench/palette.ts";
import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { openView } from "../helpers/workbench/views.ts";

const folder = join(import.meta.dirname, "../fixtures/hostile");
const names = readdirSync(folder);
/** Those that once took seconds, or blanked the panel. */
const slow = names.filter((name) => /^(?:deep|slow)-/.test(name));
/** So soon, in milliseconds, a click must be noticed. */
const soon = 200;
/** Longer than this, in milliseconds, is a page that hangs, on any machine; `npm run bench:panel` measures closer. */
const hang = 2000;

describe("a hostile answer", () => {
  const workbench = useWorkbench({ demoAccounts: true, pace: 3 });

  it("meets a page that may load nothing but its own script and styles", async () => {
    const { page } = workbench();
    await openView(page, "Parley");
    const panel = await newSession(page, "Harbor Docs");
    expect(await policyOf(panel)).toMatch(
      /^default-src 'none'; script-src 'nonce-[^']+' 'strict-dynamic'; style-src 'nonce-[^']+'$/,
    );
    await command(page, "View: Close All Editors");
  });

  it.each(names)("%s runs nothing, loads nothing and blocks nothing", async (name) => {
    const { page, context, simulator } = workbench();
    await openView(page, "Parley");
    const panel = await newSession(page, "Harbor Docs");
    const requests = watchRequests(page, [simulator.origin, new URL(page.url()).origin]);
    await watchPanel(panel);
    await put(panel, `#say ${readFileSync(join(folder, name), "utf8")}`);
    await composer(panel).press("Enter");
    await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
    await panel.getByRole("button", { name: "Send" }).waitFor();

    const links = await panel
      .locator("parley-markdown a, .sources a")
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).protocol));
    expect(links.filter((link) => !["https:", "http:", "mailto:"].includes(link))).toEqual([]);
    expect(await dangers(panel)).toEqual([]);
    const { hacked, tasks } = await report(panel);
    expect(hacked).toEqual([]);
    expect(tasks.filter((duration) => duration > hang)).toEqual([]);
    expect(requests.stop()).toEqual([]);
    expect(context.pages()).toHaveLength(1);
    await command(page, "View: Close All Editors");
  });

  it.each(slow)("%s leaves the panel at hand all the while", async (name) => {
    const { page } = workbench();
    await openView(page, "Parley");
    const panel = await newSession(page, "Harbor Docs");
    await watchClicks(panel);
    await put(panel, `#say ${readFileSync(join(folder, name), "utf8")}`);
    await composer(panel).press("Enter");
    const title = panel.getByRole("heading", { level: 1 });
    const end = panel.getByRole("button", { name: "Send" });
    await panel.getByRole("button", { name: "Stop" }).waitFor();
    do await title.click();
    while (!(await end.isVisible()));
    await title.click();
    const delays = await delaysOf(panel);
    expect(delays.length).toBeGreaterThan(1);
    expect(delays.filter((delay) => delay > soon)).toEqual([]);
    await command(page, "View: Close All Editors");
  });
});

/** Puts a question into the field at once: to type thousands of lines takes the browser itself many seconds. */
async function put(panel: FrameLocator, question: string): Promise<void> {
  await composer(panel).evaluate((field, text) => {
    (field as HTMLTextAreaElement).value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, question);
}

/** Where scripts and everything else of the panel may come from, as its page says. */
async function policyOf(panel: FrameLocator): Promise<string> {
  const meta = panel.locator('meta[http-equiv="Content-Security-Policy"]');
  return (await meta.getAttribute("content")) ?? "";
}

/** Collects requests to anywhere but the given origins and the panel's own files. */
function watchRequests(page: Page, allowed: readonly string[]) {
  const urls: string[] = [];
  const listener = (request: { url: () => string }): void => {
    const url = new URL(request.url());
    const isOwn =
      url.host.endsWith(".vscode-resource.vscode-cdn.net") &&
      url.pathname.includes("/dist/webview/");
    const isLocal = allowed.includes(url.origin) || ["data:", "blob:"].includes(url.protocol);
    if (!isOwn && !isLocal) urls.push(url.href);
  };
  page.on("request", listener);
  return {
    stop: (): readonly string[] => {
      page.off("request", listener);
      return urls;
    },
  };
}

interface Watched extends Window {
  hacked?: string;
  /** From each click to its being noticed, in milliseconds. */
  delays: number[];
  tasks: number[];
}

async function watchPanel(panel: FrameLocator): Promise<void> {
  await panel.locator("body").evaluate(() => {
    const tasks: number[] = [];
    (window as unknown as Watched).tasks = tasks;
    new PerformanceObserver((list) => {
      // The workbench shares this thread; only what this document does counts.
      for (const { name, duration } of list.getEntries()) if (name === "self") tasks.push(duration);
    }).observe({ entryTypes: ["longtask"] });
  });
}

async function watchClicks(panel: FrameLocator): Promise<void> {
  await panel.locator("body").evaluate(() => {
    const delays: number[] = [];
    (window as unknown as Watched).delays = delays;
    document.addEventListener("pointerdown", ({ timeStamp }) =>
      delays.push(performance.now() - timeStamp),
    );
  });
}

async function delaysOf(panel: FrameLocator): Promise<readonly number[]> {
  return await panel.locator("body").evaluate(() => (window as unknown as Watched).delays);
}

async function report(panel: FrameLocator) {
  return await panel.locator("body").evaluate(() => {
    const { hacked, tasks } = window as unknown as Watched;
    return { hacked: hacked === undefined ? [] : [hacked], tasks };
  });
}

/** Elements and attributes in the transcript that could do something by themselves. */
async function dangers(panel: FrameLocator): Promise<readonly string[]> {
  return await panel.locator(".transcript").evaluate((transcript) => {
    const tags = "script,style,link,base,meta,iframe,object,embed,video,audio,img,form,dialog,math";
    const found = [...transcript.querySelectorAll(`parley-markdown :is(${tags})`)];
    const handlers = [...transcript.querySelectorAll("parley-markdown *")].filter((element) =>
      element.getAttributeNames().some((name) => name.startsWith("on") || name === "srcdoc"),
    );
    return [...found, ...handlers].map(({ outerHTML }) => outerHTML.slice(0, 200));
  });
}
