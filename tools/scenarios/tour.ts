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

/** The main jobs, one picture for each state worth looking at. */
export async function run({ page, shoot }: ScenarioTools): Promise<void> {
  await openView(page, "Parley");
  await treeRow(page, "Plain chats").waitFor();
  const empty = await newSession(page, "Fernhill Handbook");
  await empty.getByRole("button", { name: "Holidays" }).waitFor();
  await shoot("empty");

  const sources = await newSession(page, "Incident Archive");
  await ask(sources, "How do I fail over the database?");
  await sources.getByRole("button", { name: "Send" }).waitFor();
  await expandRow(page, "Incident Archive");
  await shoot("sources");

  await ask(sources, "What happened in the outage of 14 March?");
  await answer(sources).locator("parley-markdown .block").nth(1).waitFor();
  await shoot("streaming");
  await sources.getByRole("button", { name: "Send" }).waitFor();

  const table = await newSession(page, "Fernhill Handbook");
  await ask(table, "Which expenses does Fernhill pay back?");
  await table.getByRole("table").waitFor();
  await table.getByRole("group", { name: "Suggestions" }).waitFor();
  await shoot("table");

  const failing = await newSession(page, "Harbor Docs");
  await ask(failing, "#fault:cut How do I verify a webhook signature?");
  await failing.getByRole("alert").waitFor();
  await ask(failing, "#fault:unauthorized And in Python?");
  await failing.getByRole("alert").nth(1).waitFor();
  await expandRow(page, "Harbor Docs");
  await treeRow(page, "#fault:cut").waitFor();
  await shoot("error");

  await openFile(page, "prices.ts");
  await page.keyboard.press("ControlOrMeta+A");
  await command(page, "Parley: Ask Chatbot About Selection");
  await quickInput(page).getByText("Ask about the selection").waitFor();
  await quickInput(page).locator(".monaco-list-row", { hasText: "Code Mentor" }).first().waitFor();
  await shoot("pick");
  await pick(page, /Code Mentor.*new session/);
  const code = chatPanel(page);
  await code.getByText("Goes along").waitFor();
  await composer(code).fill("What happens to a tea that is not in the list?");
  await shoot("selection");
  await composer(code).press("Enter");
  await answer(code).getByRole("region", { name: "Sources" }).waitFor();
  await code.getByRole("button", { name: "Send" }).waitFor();
  await shoot("code");
}
