import { describe, expect, test } from "vitest";
import {
  type CodePlace,
  findAsked,
  placeCode,
  withChange,
} from "../../../../src/core/apply/placeCode.ts";

const file = [
  "import { rate } from './rate';",
  "",
  "class Prices {",
  "  gross(price: number) {",
  "    return price;",
  "  }",
  "",
  "  net(price: number) {",
  "    return price;",
  "  }",
  "}",
];

function apply(code: string, place: Partial<CodePlace> = {}): readonly string[] {
  const all = { lines: file, symbols: [], cursor: 0, ...place };
  return withChange(all.lines, placeCode(code, all));
}

describe("code that an answer has", () => {
  test("replaces the lines from its first to its last, where both are there, indented as they were", () => {
    expect(apply("net(price: number) {\n  return price / rate;\n}")).toEqual([
      ...file.slice(0, 8),
      "    return price / rate;",
      ...file.slice(9),
    ]);
  });

  test("replaces what it defines where its first line is another one", () => {
    const symbols = [{ name: "gross", start: 3, end: 6 }];
    expect(
      apply("gross(price: number, tax = rate) {\n  return price * tax;\n}", { symbols }),
    ).toEqual([
      ...file.slice(0, 3),
      "  gross(price: number, tax = rate) {",
      "    return price * tax;",
      "  }",
      ...file.slice(6),
    ]);
  });

  test("replaces what was asked about, but for the blank lines around it", () => {
    expect(apply("  total() {\n    return 0;\n  }\n", { asked: { start: 6, end: 10 } })).toEqual([
      ...file.slice(0, 7),
      "  total() {",
      "    return 0;",
      "  }",
      "}",
    ]);
  });

  test("that is a small part of what was asked about replaces nothing, and goes to the cursor", () => {
    expect(apply("const one = 1;", { asked: { start: 0, end: 11 }, cursor: 4 })).toEqual([
      ...file.slice(0, 4),
      "    const one = 1;",
      ...file.slice(4),
    ]);
  });

  test("is not taken for what ends with the same bracket", () => {
    expect(apply("}\n}", { cursor: 11 })).toEqual([...file, "}", "}"]);
  });

  test("touches nothing outside of what was asked about", () => {
    const code = "gross(price: number) {\n  return 2 * price;\n  }";
    expect(apply(code, { asked: { start: 7, end: 10 } }).slice(0, 7)).toEqual(file.slice(0, 7));
  });
});

describe("what a question was about", () => {
  test("is found where it has moved to, and of several the nearest", () => {
    expect(findAsked(file, "return price;\n", 8)).toEqual({ start: 8, end: 9 });
    expect(findAsked(file, "return price;\n", 0)).toEqual({ start: 4, end: 5 });
  });

  test("is not found when it has changed, or was nothing", () => {
    expect(findAsked(file, "return price + 1;", 4)).toBeUndefined();
    expect(findAsked(file, " \n", 4)).toBeUndefined();
  });
});
