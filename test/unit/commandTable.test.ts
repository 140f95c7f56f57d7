import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { commands } from "../../src/commandTable.ts";

test("every declared command does something, and nothing else is there", () => {
  const declared = manifest.contributes.commands.map(({ command }) => command);
  expect(
    Object.keys(commands)
      .map((name) => `parley.${name}`)
      .toSorted(),
  ).toEqual(declared.toSorted());
});
