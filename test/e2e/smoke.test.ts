import { describe, expect, it } from "vitest";
import { openView, treeRow } from "../helpers/workbench/views.ts";
import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";

describe("the packaged extension in a real workbench", () => {
  const workbench = useWorkbench({ demoAccounts: true });

  it("shows an account for each simulated service", async () => {
    const { page, simulator } = workbench();
    expect(simulator.accounts.length).toBeGreaterThan(0);
    await openView(page, "Parley");
    for (const { label } of simulator.accounts) await treeRow(page, label).waitFor();
  });
});
