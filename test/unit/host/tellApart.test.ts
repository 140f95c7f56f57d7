import { expect, test } from "vitest";
import { tellApart } from "../../../src/host/text/tellApart.ts";

const row = (label: string, more?: string) => ({ label, description: "Bot", more });
const words = (rows: readonly ReturnType<typeof row>[]): readonly string[] =>
  tellApart(rows, ({ more }) => more).map(({ label, description }) => `${label} ${description}`);

test("rows with other words stay as they are", () => {
  expect(words([row("a", "9:00"), row("b", "9:00")])).toEqual(["a Bot", "b Bot"]);
});

test("rows with the same words say more, and are numbered where that is the same too", () => {
  const rows = [row("a", "9:00"), row("a", "9:01"), row("a", "9:01"), row("a"), row("a")];
  expect(words(rows)).toEqual([
    "a Bot · 9:00",
    "a Bot · 9:01",
    "a Bot · 9:01 · 2",
    "a Bot",
    "a Bot · 2",
  ]);
});
