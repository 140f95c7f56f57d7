import { readFileSync } from "node:fs";
import { join } from "node:path";
import { answer, ask, composer, newSession } from "../../test/helpers/workbench/chat.ts";
import { command, pick, quickInput } from "../../test/helpers/workbench/palette.ts";
import {
  chatPanel,
  expandRow,
  openFile,
  openView,
  treeRow,
} from "../../test/helpers/workbench/views.ts";
import type { ScenarioTools } from "./scenario.ts";

const workspace = join(import.meta.dirname, "../demo/workspace");

/** The files that the tour asks about. */
export const files = {
  "src/prices.ts": readFileSync(join(workspace, "src/prices.ts"), "utf8"),
};

/** Questions of the long session in the tour. */
export const longSession = 5000;

/** The main jobs, one picture for each state worth looking at. */
export async function run({ page, shoot }: ScenarioTools): Promise<void> {
  await openView(page, "Parley");
  await treeRow(page, "Plain chats").waitFor();
  await expandRow(page, "Harbor Docs");
  await treeRow(page, /^1: /).click();
  const long = chatPanel(page);
  await long.locator("article", { hasText: `${longSession}: ` }).waitFor();
  await long.getByRole("log").hover();
  await page.mouse.wheel(0, -3000);
  await long.getByRole("button", { name: "Jump to latest" }).waitFor();
  await ask(long, "#fault:slow What are the rate limits of each plan?");
  await ask(long, "And what happens when I go over them?");
  await ask(long, "Which scopes can a key have?");
  await answer(long).locator("parley-markdown .block").first().waitFor();
  await composer(long).pressSequentially("Compare with #pri");
  await long.getByRole("option").first().waitFor();
  await shoot("long-session");
  await composer(long).press("Escape");
  await composer(long).fill("");
  await long.getByRole("button", { name: "Remove from queue" }).first().click();
  await long.getByRole("button", { name: "Remove from queue" }).first().click();
  await long.getByRole("button", { name: "Stop" }).click();

  const empty = await newSession(page, "Fernhill Handbook");
  await empty.getByRole("button", { name: "Holidays" }).waitFor();
  await shoot("empty");

  const sources = await newSession(page, "Incident Archive");
  await ask(sources, "How do I fail over the database?");
  await answer(sources).getByRole("region", { name: "Sources" }).waitFor();
  await expandRow(page, "Incident Archive");
  await shoot("sources");

  await ask(sources, "What happened in the outage of 14 March?");
  await answer(sources).locator("parley-markdown .block").nth(1).waitFor();
  await shoot("streaming");
  await answer(sources).getByRole("region", { name: "Sources" }).waitFor();

  await composer(sources).press("ControlOrMeta+f");
  await sources.getByRole("searchbox").fill("database");
  await sources
    .getByRole("search")
    .getByText(/\d+ of \d+/)
    .waitFor();
  await shoot("find");
  await sources.getByRole("searchbox").press("Escape");

  const table = await newSession(page, "Fernhill Handbook");
  await ask(table, "Which expenses does Fernhill pay back?");
  await table.getByRole("table").waitFor();
  await table.getByRole("region", { name: "Sources" }).waitFor();
  await shoot("table");

  const failing = await newSession(page, "Harbor Docs");
  await ask(failing, "#fault:forbidden How do I verify a webhook signature?");
  await failing.getByRole("alert").waitFor();
  await ask(failing, "#fault:unauthorized And in Python?");
  await failing.getByRole("alert").nth(1).waitFor();
  await expandRow(page, "Harbor Docs");
  await treeRow(page, "#fault:forbidden").waitFor();
  await shoot("error");

  await openFile(page, "prices.ts");
  await page.keyboard.press("ControlOrMeta+A");
  await command(page, "Parley: Ask Chatbot About Selection");
  await chatPanel(page)
    .getByRole("button", { name: /Harbor Docs.*verify/ })
    .click();
  await quickInput(page).locator(".monaco-list-row", { hasText: "Code Mentor" }).first().waitFor();
  await shoot("pick");
  await pick(page, /Code Mentor.*new session/);
  const code = chatPanel(page);
  await code.getByRole("heading", { level: 1, name: "Code Mentor" }).waitFor();
  await code.getByText("Attached").waitFor();
  await composer(code).fill("What happens to a tea that is not in the list?");
  await shoot("selection");
  await composer(code).press("Enter");
  await answer(code).getByRole("region", { name: "Sources" }).waitFor();
  await code.getByRole("button", { name: "Send" }).waitFor();
  await shoot("code");
}
