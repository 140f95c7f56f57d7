import { expect, test } from "vitest";
import { pseudo } from "../../../tools/texts/pseudo.ts";

test("the pseudo language keeps what programs read", () => {
  expect(pseudo("{0} of {1}")).toBe("⟦{0} óf {1}⟧");
  expect(pseudo("No account?\n[Try the Demo](command:parley.startDemo)")).toBe(
    "⟦Nó áççóúñt?⟧\n[⟦Try thé Démó⟧](command:parley.startDemo)",
  );
});
