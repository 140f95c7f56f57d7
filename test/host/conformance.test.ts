import assert from "node:assert/strict";
import { commands, window } from "vscode";
import { eventually, openParley, type Parley } from "./parley.ts";

describe("the comparison with the documentation", () => {
  let parley: Parley;
  before(async () => {
    parley = await openParley();
  });
  after(async () => parley.close());

  for (const provider of ["ai-chatbot-hub", "sitegpt", "crbnai"]) {
    it(`of ${provider} only reads and opens as a Markdown document`, async () => {
      const before = parley.simulator.requests.length;
      const done = commands.executeCommand(
        "parley.compareWithDocumentation",
        parley.accounts.get(provider),
      );
      // The first item is to only read.
      const report = await eventually(async () => {
        await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
        const document = window.activeTextEditor?.document;
        return document?.isUntitled && document.languageId === "markdown"
          ? document.getText()
          : undefined;
      });
      await done;
      assert.match(report, /^Parley .*Differences: 0\. Calls that are not documented: 0\.$/m);
      assert.ok(!report.includes(parley.simulator.origin));
      const methods = parley.simulator.requests.slice(before).map(({ method }) => method);
      assert.deepEqual([...new Set(methods)], ["GET"]);
      await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    });
  }
});
