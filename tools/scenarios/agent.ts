import {
  allowButton,
  askAgentFirst,
  askInChatView,
  chatView,
  lastAnswer,
} from "../../test/helpers/workbench/chatView.ts";
import { contextMenu } from "../../test/helpers/workbench/menus.ts";
import { pick, quickInput } from "../../test/helpers/workbench/palette.ts";
import { chatPanel, expandRow, openView, treeRow } from "../../test/helpers/workbench/views.ts";
import type { Scenario } from "./scenario.ts";

export const workbench: NonNullable<Scenario["workbench"]> = {
  fixtures: ["agentProbe"],
  settings: { "chat.disableAIFeatures": false },
  builtIn: ["GitHub.copilot-chat"],
};

const question = "How do I verify a webhook signature?";

/** VS Code's own AI with the chatbots: a confirmation, an answer with its sources, and what a model adds to one. */
export const run: Scenario["run"] = async ({ page, shoot }) => {
  await openView(page, "Parley");
  await treeRow(page, "Plain chats").waitFor();
  await askAgentFirst(page, `Ask the chatbot Harbor Docs: ${question}`);
  // A new thread without what was asked too early.
  await chatView(page)
    .getByRole("button", { name: /^Proceed without running/ })
    .click();
  await chatView(page).getByRole("button", { name: "Dismiss notification" }).click();
  await page.getByRole("button", { name: "New Chat (Ctrl+N)" }).click();
  await askInChatView(page, `Ask the chatbot Harbor Docs: ${question}`);
  await allowButton(page).waitFor();
  await shoot("agent-confirmation");
  await allowButton(page).click();
  await quickInput(page).getByRole("button", { name: "OK" }).click();
  await lastAnswer(page).getByText("The model cites").waitFor();

  await page.getByRole("button", { name: "New Chat (Ctrl+N)" }).click();
  await askInChatView(page, "@parley How do I fail over the database?");
  await pick(page, "Incident Archive");
  await lastAnswer(page).getByText("Sources", { exact: true }).waitFor();
  await lastAnswer(page).getByRole("button", { name: "Open in Parley" }).waitFor();
  await expandRow(page, "Incident Archive");
  await expandRow(page, "Harbor Docs");
  await treeRow(page, question).click();
  const panel = chatPanel(page);
  const paragraph = panel.locator("article.assistant p").first();
  await contextMenu(page, paragraph, "Continue With a Model of the Editor");
  await pick(page, "Demo model");
  await panel.getByText("The model has read").waitFor();
  await page.locator(".notification-toast").waitFor({ state: "detached" });
  await shoot("agent-answer");
};
