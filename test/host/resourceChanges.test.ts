import assert from "node:assert/strict";
import { commands, Range, type TextDocument, window, workspace, WorkspaceEdit } from "vscode";
import { toUri } from "../../src/host/refs/resourceRef.ts";
import { eventually, findChatbot, openParley, type Parley } from "./parley.ts";

const { signal } = new AbortController();

const above = ["Account", "Chatbot"];

describe("a resource that is shown twice", () => {
  let parley: Parley;
  before(async () => {
    parley = await openParley();
    await setAutoSave("off");
  });
  after(async () => {
    await setAutoSave(undefined);
    await parley.close();
  });
  afterEach(async () => {
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  /** A new agent as JSON, and its prompt as Markdown. */
  const openBoth = async (): Promise<{ whole: TextDocument; prompt: TextDocument }> => {
    const { accountId, chatbotId } = await findChatbot(parley, "ai-chatbot-hub", "Harbor Docs");
    const { resources } = await parley.container.connections.connect(accountId);
    const agents = resources.find(({ id }) => id === "agents");
    const [agent] = (await agents?.list({ chatbotId }, signal)) ?? [];
    assert.ok(agent);
    const ref = { accountId, kindId: "agents", chatbotId, id: agent.id };
    const whole = await workspace.openTextDocument(toUri({ ref }, "Agent", above));
    const prompt = await workspace.openTextDocument(
      toUri({ ref, member: "prompt" }, "Agent (prompt)", above),
    );
    await window.showTextDocument(whole, { preview: false });
    await window.showTextDocument(prompt, { preview: false });
    return { whole, prompt };
  };

  it("follows in one document what was saved in the other, and can be saved in both", async () => {
    const { whole, prompt } = await openBoth();
    await write(prompt, "Be brief.");
    assert.equal(await prompt.save(), true);
    await eventually(() => whole.getText().includes('"prompt": "Be brief."'));
    await write(whole, whole.getText().replace("Be brief.", "Be very brief."));
    assert.equal(await whole.save(), true);
    await eventually(() => prompt.getText() === "Be very brief.");
  });

  it("shows what was saved in a comparison with it", async () => {
    const { prompt } = await openBoth();
    await write(prompt, "Be honest.");
    await commands.executeCommand("workbench.files.action.compareWithSaved");
    const saved = await eventually(() =>
      workspace.textDocuments.find(({ uri }) => uri.scheme === "showModifications"),
    );
    assert.notEqual(saved.getText(), "Be honest.");
    assert.equal(await prompt.save(), true);
    await eventually(() => saved.getText() === "Be honest.");
  });
});

/** A save by itself, which Parley refuses, would take along the one that a test asks for. */
async function setAutoSave(value: "off" | undefined): Promise<void> {
  await workspace.getConfiguration("files").update("autoSave", value, true);
}

async function write(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
  await workspace.applyEdit(edit);
}
