import assert from "node:assert/strict";
import { openParley } from "./parley.ts";

describe("the HTTP library", () => {
  it("leaves the slots that other extensions' fetch uses as it found them", async () => {
    const slots = ["1", "2"].map((version) => Symbol.for(`undici.globalDispatcher.${version}`));
    const read = (): readonly unknown[] =>
      slots.map((slot) => (globalThis as Record<symbol, unknown>)[slot]);
    const before = read();
    const parley = await openParley();
    for (const accountId of parley.accounts.values())
      await parley.container.catalog.chatbots(accountId);
    assert.ok(parley.simulator.requests.length >= 3);
    assert.deepEqual(
      read().map((value, index) => value === before[index]),
      [true, true],
    );
    await parley.close();
  });
});
