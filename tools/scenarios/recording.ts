import { setTimeout } from "node:timers/promises";
import { answer, composer, newSession } from "../../test/helpers/workbench/chat.ts";
import { chatPanel, expandRow, openView } from "../../test/helpers/workbench/views.ts";
import type { Scenario } from "./scenario.ts";

/** A new session, before anything is asked in it. */
export const prepare: NonNullable<Scenario["prepare"]> = async ({ page }) => {
  await openView(page, "Parley");
  await expandRow(page, "Incident Archive");
  await newSession(page, "Incident Archive");
  await page.mouse.move(640, 300);
};

/** A question is typed, its answer arrives, and one of its sources is opened. */
export const run: Scenario["run"] = async ({ page }) => {
  const panel = chatPanel(page);
  await composer(panel).pressSequentially("How do I fail over the database?", { delay: 20 });
  await setTimeout(300);
  await composer(panel).press("Enter");
  await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
  await panel.getByRole("button", { name: "Send" }).waitFor();
  await setTimeout(500);
  const chip = answer(panel).getByRole("button", { name: "Source 1: on-call-runbook.pdf" });
  await chip.focus();
  await panel.getByRole("tooltip").getByText("Promote the replica").waitFor();
  await setTimeout(1200);
  await chip.press("Enter");
  await page.locator(".tab", { hasText: "on-call-runbook.pdf" }).waitFor();
  await page.locator(".editor-instance .selected-text").first().waitFor({ state: "attached" });
  await setTimeout(500);
};
