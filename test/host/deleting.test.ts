import assert from "node:assert/strict";
import { window } from "vscode";
import { wholeAccount } from "../../src/core/resources.ts";
import { removeResources } from "../../src/host/resources/deleteResources.ts";
import { newSessionRef } from "../../src/host/refs/sessionRef.ts";
import { readLastUsed, writeLastUsed } from "../../src/host/sessions/lastUsed.ts";
import type { FaultId } from "../../src/simulator/faults.ts";
import { findChatbot, openParley, type Parley } from "./parley.ts";

describe("deleting a chatbot", () => {
  let parley: Parley;
  before(async () => {
    parley = await openParley();
  });
  after(async () => parley.close());

  const bots = [
    ["ai-chatbot-hub", "chatbots", "Harbor Docs"],
    ["sitegpt", "sitegpt-chatbots", "Orchard Support"],
    ["crbnai", "crbnai-bots", "Incident Archive"],
  ] as const;
  const ends: readonly (readonly [FaultId, string])[] = [
    ["html", "was not deleted"],
    ["unauthorized", "was not deleted"],
    ["error-then-well", "The list shows what remains"],
  ];

  for (const [provider, kindId, title] of bots) {
    for (const [fault, words] of ends) {
      it(`of ${provider} that meets the fault ${fault} says: ${words}`, async () => {
        const { accountId, chatbotId: id } = await findChatbot(parley, provider, title);
        const ref = { accountId, kindId, chatbotId: wholeAccount, id };
        const isDelete = ({ method }: { readonly method: string }) => method === "DELETE";
        parley.simulator.setFault({ fault, match: isDelete });
        const [told = "", ...more] = await errorsDuring(async () =>
          removeResources(parley.container, [{ ref, title }]),
        );
        assert.ok(told.includes(words), told);
        assert.deepEqual(more, []);
        await findChatbot(parley, provider, title);
      });
    }
  }

  it("closes its chats, and nothing is asked there again", async () => {
    const { container } = parley;
    const place = await findChatbot(parley, "ai-chatbot-hub", "Code Mentor");
    const panels = await container.panels();
    const ref = newSessionRef(place.accountId, place.chatbotId);
    const other = newSessionRef(place.accountId, "other");
    for (const one of [other, ref]) await panels.show(one);
    await writeLastUsed(container.globalState, ref, "Code Mentor");
    await container.files.update(ref, () => ({ serviceId: "s1" }));
    const row = { accountId: ref.accountId, kindId: "chatbots", chatbotId: wholeAccount };
    await removeResources(container, [
      { ref: { ...row, id: ref.chatbotId }, title: "Code Mentor" },
    ]);
    assert.equal(container.chats.find(ref), undefined);
    assert.equal(panels.last?.ref.id, other.id);
    assert.equal(readLastUsed(container.globalState), undefined);
    assert.equal(await container.files.read(ref), undefined);
    panels.close(other);
  });
});

/** What is shown as an error meanwhile. */
async function errorsDuring(action: () => Promise<void>): Promise<readonly string[]> {
  const shown: string[] = [];
  const { showErrorMessage } = window;
  window.showErrorMessage = async (message: string) => {
    shown.push(message);
    return undefined;
  };
  try {
    await action();
  } finally {
    window.showErrorMessage = showErrorMessage;
  }
  return shown;
}
