import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { answer, ask, composer, newSession } from "../helpers/workbench/chat.ts";
import { command, reloadWindow } from "../helpers/workbench/palette.ts";
import { kill } from "../helpers/workbench/processes.ts";
import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { chatPanel, openView } from "../helpers/workbench/views.ts";

/** How far a question has come when everything ends. */
const instants = ["typed", "sent", "first text", "last text", "not stored yet"] as const;
type Instant = (typeof instants)[number];

/** How the simulated service holds a question there. */
const faults: Readonly<Record<Instant, string>> = {
  typed: "",
  sent: "#fault:silent ",
  "first text": "#fault:stall ",
  "last text": "#fault:open-end ",
  "not stored yet": "#fault:late-record ",
};

interface Service {
  readonly chatbot: string;
  readonly question: string;
  /** A part of the whole answer, near its end. */
  readonly ending: string;
  readonly isWhole: boolean;
}

const services: readonly Service[] = [
  {
    chatbot: "Harbor Docs",
    question: "How do I verify a webhook signature?",
    ending: "timingSafeEqual",
    isWhole: false,
  },
  {
    chatbot: "Fernhill Handbook",
    question: "Which expenses does Fernhill pay back?",
    ending: "Team meals",
    isWhole: true,
  },
  {
    chatbot: "Incident Archive",
    question: "How do I fail over the database?",
    ending: "replica",
    isWhole: false,
  },
];

const cases = services.flatMap((service) => instants.map((instant) => ({ service, instant })));
type Case = (typeof cases)[number];

const questionOf = ({ service, instant }: Case): string =>
  `${faults[instant]}${service.question} (${instant})`;

describe("a sudden end", () => {
  const workbench = useWorkbench({ demoAccounts: true });

  it("of the editor loses and doubles nothing, at any moment of a question's life", async () => {
    const { page, folder, killAndRestart } = workbench();
    await openView(page, "Parley");
    for (const one of cases) {
      const panel = await newSession(page, one.service.chatbot);
      // Until its own page is there, the one before it can be seen, which looks the same.
      await expect.poll(async () => composer(panel).inputValue()).toBe("");
      await composer(panel).fill(questionOf(one));
    }
    // The editor has seen the chats before anything was asked in them, and does not look again before the end.
    await expect.poll(() => editorState(page), { timeout: 90_000 }).toBe(cases.length);
    for (const [index, one] of cases.entries()) {
      if (one.instant === "typed") continue;
      await page.locator(".tab").nth(index).click();
      await expect.poll(async () => composer(chatPanel(page)).inputValue()).toBe(questionOf(one));
      await composer(chatPanel(page)).press("Enter");
      await arrive(chatPanel(page), one);
    }
    await expect.poll(() => sessionFiles(folder).length).toBeGreaterThan(cases.length - 1);
    const restarted = await killAndRestart("editor");
    for (const [index, one] of cases.entries()) {
      await restarted.locator(".tab").nth(index).click();
      await expectOnce(chatPanel(restarted), one);
    }
    await command(restarted, "View: Close All Editors");
  }, 400_000);
});

/** Waits until a question has come as far as it is to come. */
async function arrive(panel: FrameLocator, { service, instant }: Case): Promise<void> {
  await panel.locator("article.user").waitFor();
  if (instant === "first text" && !service.isWhole)
    await expect.poll(async () => answer(panel).innerText()).toMatch(/\S{20}/);
  if (instant === "last text" || instant === "not stored yet")
    await answer(panel).getByText(service.ending).first().waitFor();
}

/** Question and answer are there once each, or what was typed is typed still. */
async function expectOnce(panel: FrameLocator, one: Case): Promise<void> {
  await composer(panel).waitFor();
  const question = questionOf(one);
  if (one.instant === "typed") {
    await expect.poll(async () => composer(panel).inputValue()).toBe(question);
    return;
  }
  await panel.locator("article.user", { hasText: one.service.question }).waitFor();
  await answer(panel).getByText(one.service.ending).first().waitFor({ timeout: 60_000 });
  expect(await panel.getByRole("article").count()).toBe(2);
  expect(await composer(panel).inputValue()).toBe("");
}

/** How many chats the editor knows by what it has written down of itself. */
async function editorState(page: Page): Promise<number> {
  const texts = await page.evaluate(async () => {
    const all: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(new Error("no database")));
      });
      for (const store of database.objectStoreNames) {
        const request = database.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => request.addEventListener("success", resolve));
        all.push(...(request.result as unknown[]).map(String));
      }
      database.close();
    }
    return all;
  });
  return new Set(texts.join("\n").match(/parley:[0-9a-f-]{36}/g)).size;
}

/** What Parley has written down in this workbench. */
function sessionFiles(folder: string): readonly string[] {
  const root = join(folder, "data/User/globalStorage/parley.parley/sessions");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => readFileSync(join(root, name), "utf8"));
}
