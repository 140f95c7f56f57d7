import { expect, test } from "vitest";
import { path } from "../../../../src/core/http/path.ts";

test("an id stands in a path as one segment", () => {
  expect(path`/bots`).toBe("/bots");
  expect(path`/bots/${"a b"}/chats/${"../x?y#z%"}/end`).toBe(
    "/bots/a%20b/chats/..%2Fx%3Fy%23z%25/end",
  );
  expect(path`/bots/${"..."}`).toBe("/bots/...");
});

test.each(["", ".", ".."])("the id %j would mean another resource", (id) => {
  expect(() => path`/bots/${id}/delete`).toThrow(
    expect.objectContaining({
      kind: "bug",
      message: `the id "${id}" cannot stand in the path /bots/…`,
    }),
  );
});
