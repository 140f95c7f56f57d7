import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { answer, ask, composer, newSession } from "../helpers/workbench/chat.ts";
import { command } from "../helpers/workbench/palette.ts";
import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { closeEditors, openView, treeRow } from "../helpers/workbench/views.ts";

const folder = join(import.meta.dirname, "../fixtures/hostile");
const names = readdirSync(folder);

const calls: string[] = [];
const evil = createServer((request, response) => {
  calls.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
  response.end("[]");
});
evil.on("connect", (request, socket) => {
  calls.push(`CONNECT ${request.url}`);
  socket.destroy();
});
evil.listen(0, "127.0.0.1");
await once(evil, "listening");
const { port } = evil.address() as AddressInfo;
const address = `http://127.0.0.1:${port}`;

afterAll(() => {
  evil.close();
  evil.closeAllConnections();
});

const accounts = [
  { id: "evil", provider: "ai-chatbot-hub", label: "Company", baseUrl: address },
  { id: "demo", provider: "sitegpt", label: "Company", baseUrl: address },
];
const workbench = useWorkbench({
  demoAccounts: true,
  pace: 0,
  files: {
    ".vscode/settings.json": JSON.stringify({
      "parley.accounts": accounts,
      "parley.chat.sendWith": "ctrlEnter",
      "parley.chat.fontSize": 60,
      "http.proxy": address,
      "http.proxyAuthorization": "Basic c3RvbGVu",
      "http.proxyStrictSSL": false,
      "http.noProxy": [],
      "terminal.integrated.defaultProfile.linux": "evil",
      "terminal.integrated.profiles.linux": { evil: { path: "/bin/false" } },
    }),
    "<img src=x onerror=window.hacked=1>.ts": "export const nothing = 1;\n",
  },
});

describe("a hostile workspace", () => {
  it("changes neither where a key goes, nor through whom, nor what is sent, nor when", async () => {
    const { page } = workbench();
    await openView(page, "Parley");
    const panel = await newSession(page, "Harbor Docs");
    await panel.getByPlaceholder("(Enter to send)").waitFor();
    await composer(panel).pressSequentially("#img");
    await panel.getByRole("option", { name: "onerror" }).waitFor();
    await composer(panel).press("Enter");
    await panel.getByRole("list", { name: "Attached" }).waitFor();
    await ask(panel, "How do I verify a webhook signature?");
    await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
    expect(await panel.locator("img").count()).toBe(0);
    expect(
      await panel.locator("body").evaluate(() => "hacked" in window || "hacked" in window.parent),
    ).toBe(false);
    await command(page, "Parley: Refresh");
    await treeRow(page, "Harbor Docs").waitFor();
    expect(await page.locator(".sidebar .monaco-list-row", { hasText: "Company" }).count()).toBe(0);
    expect(calls).toEqual([]);
    await closeEditors(page);
  });
});

describe("a hostile answer", () => {
  let panel: FrameLocator;
  let requests: () => readonly string[];

  it("meets a page that may load nothing but its own script and styles", async () => {
    const { page, simulator } = workbench();
    await openView(page, "Parley");
    panel = await newSession(page, "Harbor Docs");
    requests = watchRequests(page, [simulator.origin, new URL(page.url()).origin]);
    expect(await policyOf(panel)).toMatch(
      /^default-src 'none'; script-src 'nonce-[^']+' 'strict-dynamic'; style-src 'nonce-[^']+'$/,
    );
  });

  // All of them one below the other in one chat, where most stand in the queue first. What they cost is measured by
  // `npm run bench:chat`.
  it("runs nothing and loads nothing, whichever it is", async () => {
    const { context } = workbench();
    for (const [index, name] of names.entries()) {
      await put(panel, `#say ${readFileSync(join(folder, name), "utf8")}`);
      await composer(panel).press("Enter");
      await panel.locator("article.user, .queue li").nth(index).waitFor();
    }
    const replies = panel.locator("article.assistant");
    for (const index of names.keys()) {
      await replies.nth(index).getByRole("region", { name: "Sources" }).waitFor();
    }
    await panel.getByRole("button", { name: "Send" }).waitFor();
    expect(await panel.getByRole("article").count()).toBe(2 * names.length);

    const links = await panel
      .locator("parley-markdown a, .sources a")
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).protocol));
    expect(links.filter((link) => !["https:", "http:", "mailto:"].includes(link))).toEqual([]);
    expect(await dangers(panel)).toEqual([]);
    expect(await panel.locator("body").evaluate(() => "hacked" in window)).toBe(false);
    expect(requests()).toEqual([]);
    expect(context.pages()).toHaveLength(1);
  }, 180_000);
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
function watchRequests(page: Page, allowed: readonly string[]): () => readonly string[] {
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
  return () => urls;
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
