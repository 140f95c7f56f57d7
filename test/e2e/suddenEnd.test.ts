import type { FrameLocator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { answer, composer, newSession } from "../helpers/workbench/chat.ts";
import { kill } from "../helpers/workbench/processes.ts";
import { type ParleyWorkbench, useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { closeEditors, chatPanel, openView } from "../helpers/workbench/views.ts";

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
  readonly tellsRecord: boolean;
}

const services: readonly Service[] = [
  {
    chatbot: "Harbor Docs",
    question: "How do I verify a webhook signature?",
    ending: "timingSafeEqual",
    isWhole: false,
    tellsRecord: false,
  },
  {
    chatbot: "Fernhill Handbook",
    question: "Which expenses does Fernhill pay back?",
    ending: "Team meals",
    isWhole: true,
    tellsRecord: true,
  },
  {
    chatbot: "Incident Archive",
    question: "How do I fail over the database?",
    ending: "replica",
    isWhole: false,
    tellsRecord: false,
  },
];

interface Case {
  readonly service: Service;
  readonly instant: Instant;
}

const allCases: readonly Case[] = services.flatMap((service) =>
  instants
    // A service that tells its record's id has stored it by then.
    .filter((instant) => instant !== "not stored yet" || !service.tellsRecord)
    .map((instant) => ({ service, instant })),
);

const questionOf = ({ service, instant }: Case): string =>
  `${faults[instant]}${service.question} (${instant})`;

const ends = ["browser", "editor", "extension host"] as const;

/**
 * What is tried of each end; the page's and the extension host's are both within the editor's, which is tried whole.
 * With the page's end the extension host of this editor goes on waiting, with its patience of two minutes for an answer
 * that says nothing or no more: that is left to the other ends.
 */
const tried: Readonly<Record<(typeof ends)[number], readonly Instant[]>> = {
  browser: ["typed", "last text", "not stored yet"],
  editor: instants,
  "extension host": ["sent", "first text", "not stored yet"],
};

/**
 * Each instant with the end of everything and with one of the others, over the three ends at each service.
 * `SUDDEN_ENDS=all` tries every instant at every service with each end, which takes four times as long.
 */
function casesOf(end: (typeof ends)[number]): readonly Case[] {
  if (process.env["SUDDEN_ENDS"] === "all") return allCases;
  return tried[end].flatMap((instant) => {
    const fitting = allCases.filter((one) => one.instant === instant);
    const turn = instants.indexOf(instant) + ends.indexOf(end);
    return fitting.slice(turn % fitting.length).slice(0, 1);
  });
}

describe("a sudden end loses and doubles nothing, at any moment of a question's life:", () => {
  const workbench = useWorkbench({ demoAccounts: true });

  it("of everything, as when the computer goes off", async () => {
    const cases = casesOf("editor");
    await askAll(workbench(), cases, true);
    const page = await workbench().killAndRestart("editor");
    await expectAll(page, cases);
  }, 600_000);

  it("of the page", async () => {
    const cases = casesOf("browser");
    await askAll(workbench(), cases, true);
    const page = await workbench().killAndRestart("browser");
    await expectAll(page, cases);
  }, 600_000);

  it("of the extension host, which starts again by itself", async () => {
    const cases = casesOf("extension host");
    const { page, folder } = workbench();
    await askAll(workbench(), cases, false);
    await page.locator(".tab").first().click();
    kill("extension host", folder);
    // The last one that is brought back stays in front.
    await page.locator(".tab.active:last-child").waitFor();
    await expectAll(page, cases);
  }, 600_000);
});

/**
 * Types a question in a new chat for each case, and asks each as far as it is to come.
 * @param isKnown true when the editor is to write down that there are these chats, before anything is asked in them;
 * it does not do so again before the end, as it does it once in a minute, and when one looks away
 */
async function askAll(
  { page }: ParleyWorkbench,
  cases: readonly Case[],
  isKnown: boolean,
): Promise<void> {
  await openView(page, "Parley");
  await closeEditors(page);
  for (const one of cases) {
    const panel = await newSession(page, one.service.chatbot);
    // Until its own page is there, the one before it can be seen, which looks the same.
    await expect.poll(async () => composer(panel).inputValue()).toBe("");
    await composer(panel).fill(questionOf(one));
  }
  if (isKnown) {
    const look = async (): Promise<number> => {
      await lookAway(page);
      return await countKnownChats(page);
    };
    await expect.poll(look, { interval: 1000, timeout: 90_000 }).toBe(cases.length);
  }
  for (const [index, one] of cases.entries()) {
    if (one.instant === "typed") continue;
    await page.locator(".tab").nth(index).click();
    const panel = chatPanel(page);
    await expect.poll(async () => composer(panel).inputValue()).toBe(questionOf(one));
    await composer(panel).press("Enter");
    await arrive(panel, one);
  }
}

/** Looks at each chat, then closes them. */
async function expectAll(page: Page, cases: readonly Case[]): Promise<void> {
  // Until its first chat is there, an editor that has started brings its own choice to the front.
  await composer(chatPanel(page)).waitFor();
  for (const [index, one] of cases.entries()) {
    await page.locator(".tab").nth(index).click();
    await expectOnce(chatPanel(page), one);
  }
  await closeEditors(page);
}

/** Waits until a question has come as far as it is to come. */
async function arrive(panel: FrameLocator, { service, instant }: Case): Promise<void> {
  await panel.locator("article.user").waitFor();
  const text = answer(panel).locator("parley-markdown");
  if (instant === "not stored yet" || (instant === "last text" && !service.isWhole))
    await text.getByText(service.ending).first().waitFor();
  if (instant === "first text" && !service.isWhole)
    await expect.poll(async () => text.innerText()).not.toBe("");
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
  await answer(panel).getByText(one.service.ending).first().waitFor({ timeout: 150_000 });
  expect(await panel.getByRole("article").count()).toBe(2);
  expect(await composer(panel).inputValue()).toBe("");
}

/**
 * Goes to another window and comes back: then the editor writes down its state at once. Playwright lets each page
 * believe that it has the focus, so that the page has to be told.
 */
async function lookAway(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const turn = async (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
    // As long as a chat has the focus, its window has not.
    window.dispatchEvent(new Event("focus"));
    await turn();
    document.hasFocus = () => false;
    window.dispatchEvent(new Event("blur"));
    // The editor notices after a turn, in case the focus comes back.
    await turn();
    await turn();
    Reflect.deleteProperty(document, "hasFocus");
    window.dispatchEvent(new Event("focus"));
  });
}

/** How many chats are among the open editors that the editor has written down. */
async function countKnownChats(page: Page): Promise<number> {
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
        const item = "memento/workbench.parts.editor";
        const request = database.transaction(store).objectStore(store).get(item);
        await new Promise((resolve) => request.addEventListener("success", resolve));
        all.push(String(request.result));
      }
      database.close();
    }
    return all;
  });
  return new Set(texts.join("\n").match(/parley:[0-9a-f-]{36}/g)).size;
}
