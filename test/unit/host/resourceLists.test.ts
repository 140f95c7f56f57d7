import { expect, test } from "vitest";
import { ResourceLists } from "../../../src/host/resources/resourceLists.ts";
import { MemoryLog } from "../../helpers/fakes.ts";

test("a list that nobody wants any more is not loaded, as that of an account that was removed", async () => {
  const connected: string[] = [];
  const lists = new ResourceLists(async (accountId) => {
    connected.push(accountId);
    return { resources: [{ id: "files", list: async () => [] }] } as never;
  }, new MemoryLog());
  const place = { accountId: "a", chatbotId: "bot", kindId: "files" };
  lists.peek(place);
  expect(await lists.update(place)).toEqual([]);
  lists.refresh({ accountId: "a" });
  expect(await lists.update(place)).toBeUndefined();
  expect(connected).toEqual(["a", "a"]);
});
