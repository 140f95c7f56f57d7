import assert from "node:assert/strict";
import { window } from "vscode";
import { wholeAccount } from "../../src/core/resources.ts";
import { removeResources } from "../../src/host/resources/deleteResources.ts";
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
