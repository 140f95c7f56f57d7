import { setTimeout } from "node:timers/promises";
import { answer, composer, newSession } from "../../test/helpers/workbench/chat.ts";
import { chatPanel, openFile, openView } from "../../test/helpers/workbench/views.ts";
import type { Scenario } from "./scenario.ts";

export { files } from "./tour.ts";

/** Code in the editor, and a chat that was used last behind it. */
export const prepare: NonNullable<Scenario["prepare"]> = async ({ page }) => {
  await openView(page, "Parley");
  await newSession(page, "Code Mentor");
  await openFile(page, "prices.ts");
  await page.keyboard.press("ControlOrMeta+Home");
  await page.mouse.move(640, 600);
};

/** Code is selected and taken to a chat beside it, a question is typed, and its answer arrives with a source. */
export const run: Scenario["run"] = async ({ page }) => {
  await setTimeout(400);
  for (let line = 0; line < 21; line += 1) {
    await page.keyboard.press("Shift+ArrowDown");
    await setTimeout(15);
  }
  await setTimeout(500);
  await page.keyboard.press("Control+Alt+/");
  const panel = chatPanel(page);
  await panel.getByText("Attached").waitFor();
  await setTimeout(700);
  const question = "What happens to a tea that is not in the list?";
  await composer(panel).pressSequentially(question, { delay: 20 });
  await setTimeout(300);
  await composer(panel).press("Enter");
  await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
  await panel.getByRole("button", { name: "Send" }).waitFor();
  await setTimeout(500);
  await answer(panel).getByRole("button", { name: "Source 1: Style guide" }).focus();
  await panel.getByRole("tooltip").waitFor();
  await setTimeout(1200);
};
