import { beforeAll, describe, expect, it } from "vitest";
import { botsOf } from "../../src/simulator/knowledge/bots.ts";
import { generalist } from "../../src/simulator/knowledge/generalist.ts";
import { providers } from "../../src/providers/registry.ts";
import { pseudo } from "../../tools/texts/pseudo.ts";
import { ask, composer } from "../helpers/workbench/chat.ts";
import { contextMenu } from "../helpers/workbench/menus.ts";
import { command, quickPickRow } from "../helpers/workbench/palette.ts";
import {
  packPseudoParley,
  panelTexts,
  pseudoPackage,
  quickPickTexts,
  speakPseudoLanguage,
  treeTexts,
  untranslated,
  type ShownText,
} from "../helpers/workbench/pseudoLanguage.ts";
import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import {
  closeEditors,
  chatPanel,
  expandRow,
  openView,
  treeRow,
} from "../helpers/workbench/views.ts";

/** Every text in an object, except what is long: whole documents are no names. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value.length < 300 && value.length > 2 ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

const chats = [
  { bot: "Harbor Docs", question: "How do I verify a webhook signature?" },
  { bot: "Fernhill Handbook", question: "How much holiday do I have?" },
  { bot: "Incident Archive", question: "How do I fail over the database?" },
];

describe("Parley in a language of which VS Code knows nothing", () => {
  beforeAll(packPseudoParley);
  const workbench = useWorkbench({
    demoAccounts: true,
    parley: pseudoPackage,
    prepare: speakPseudoLanguage,
  });

  /** The texts that are not translated, and are no names of things at the services. */
  const problems = (texts: readonly ShownText[]): readonly string[] => {
    const { accounts } = workbench().simulator;
    const names = [
      "Parley",
      ...providers.map(({ name }) => name),
      ...accounts.flatMap(({ label, baseUrl }) => [label, baseUrl]),
      ...stringsIn([generalist, providers.map(({ id }) => botsOf(id))]),
      ...chats.map(({ question }) => question),
      "#fault:stall",
    ];
    return texts.flatMap(({ place, text }) => {
      const rest = untranslated(text, names);
      return rest === "" ? [] : [`${place}: "${rest}" in "${text}"`];
    });
  };

  for (const { bot, question } of chats) {
    it(`no English around a chat with ${bot}`, async () => {
      const { page } = workbench();
      await openView(page, "Parley");
      await contextMenu(page, treeRow(page, bot), pseudo("New Session"));
      const panel = chatPanel(page);
      await panel.getByRole("heading", { level: 1, name: bot }).waitFor();
      await panel.getByRole("button", { name: pseudo("Send") }).waitFor();
      expect(problems(await panelTexts(panel))).toEqual([]);

      await ask(panel, `#fault:stall ${question}`);
      await panel.getByRole("button", { name: pseudo("Stop") }).waitFor();
      expect(problems(await panelTexts(panel))).toEqual([]);
      await panel.getByRole("button", { name: pseudo("Stop") }).click();
      await panel.getByRole("button", { name: pseudo("Send") }).waitFor();
      await ask(panel, question);
      await panel.getByText(pseudo("The answer is complete.")).waitFor();
      await composer(panel).press("ControlOrMeta+f");
      await panel.getByRole("searchbox").fill("the");
      await panel.getByRole("search").getByRole("status").getByText("⟦").waitFor();
      const texts = await panelTexts(panel);
      expect(texts.filter(({ text }) => text.includes("⟦")).length).toBeGreaterThan(10);
      expect(problems(texts)).toEqual([]);
      await panel.getByRole("searchbox").press("Escape");

      await ask(panel, `#fault:forbidden ${question}`);
      await panel.getByRole("alert").waitFor();
      expect(problems(await panelTexts(panel))).toEqual([]);
      await closeEditors(page);
    });
  }

  it("no English in the list of accounts, chatbots and sessions", async () => {
    const { page } = workbench();
    for (const { bot } of chats) await expandRow(page, bot);
    await treeRow(page, "⟦").waitFor();
    const texts = await treeTexts(page);
    expect(texts.filter(({ text }) => text.includes("⟦")).length).toBeGreaterThan(3);
    expect(problems(texts)).toEqual([]);
  });

  it("no English where one chooses how the demo goes wrong", async () => {
    const { page } = workbench();
    await command(page, `Parley: ${pseudo("Start Demo")}`);
    await composer(chatPanel(page)).waitFor();
    await command(page, `Parley: ${pseudo("Demo: Simulate an Error for the Next Question…")}`);
    await quickPickRow(page, pseudo("Connection lost")).waitFor();
    expect(problems(await quickPickTexts(page))).toEqual([]);
    await page.keyboard.press("Escape");
  });
});
