import { expect, test } from "vitest";
import { parseCommand } from "../../../src/protocol/commands.ts";
import { showWhole } from "./showMarkdown.ts";

const commands = (markdown: string): readonly unknown[] =>
  [...showWhole(markdown).querySelectorAll("a")].map(({ href }) =>
    parseCommand({ type: "open-link", url: href }),
  );

test("whatever is a link in an answer can be opened, however long its address becomes", () => {
  // The browser writes nine characters for each of these.
  const path = "\u6587".repeat(3900);
  const url = `https://a.example/${"%E6%96%87".repeat(3900)}`;
  expect(commands(`[a](https://a.example/${path})`)).toEqual([{ type: "open-link", url }]);
  expect(commands(`https://a.example/${"x".repeat(30_000)}`)).toHaveLength(1);
});

test("an address that is too long to be opened is text", () => {
  const address = `https://a.example/${"x".repeat(40_000)}`;
  expect(commands(address)).toEqual([]);
  expect(showWhole(address).textContent).toBe(address);
});
