import { assert as check, property, string, stringMatching } from "fast-check";
import { expect, test } from "vitest";
import { missingFence, splitCode } from "../../../src/core/chat/exportCode.ts";

const codeOf = (text: string): readonly string[] =>
  splitCode(text)
    .filter(({ isCode }) => isCode)
    .map((part) => part.text);

test.each([
  ["a `b` c ``d ` e`` f", ["`b`", "``d ` e``"]],
  ["a \\`b` c` d", ["` c`"]],
  ["one ` tick\n\nand ` another paragraph", []],
  ["text\n```ts\nx[1]\n```\nmore", ["```ts\n", "x[1]\n", "```\n"]],
  ["~~~\n```\n~~~\nout", ["~~~\n", "```\n", "~~~\n"]],
  ["- item\n  ```\n  x\n  ```\n", ["  ```\n", "  x\n", "  ```\n"]],
  ["> ```\n> x\n> ```\n> out\n", ["> ```\n", "> x\n", "> ```\n"]],
  ["text\n\n    indented [1]\n    more\n\nout", ["    indented [1]\n", "    more\n"]],
  ["- item\n\n    still the item [1]\n", []],
  ["text\n    lazy line\n", []],
  ["```inline``` text", ["```inline```"]],
  ["a ``` b", []],
  ["``` a ` b\ntext", []],
  ["````\n```\n````\nout", ["````\n", "```\n", "````\n"]],
  ["```\n``` x\n~~~\n```  \nout", ["```\n", "``` x\n", "~~~\n", "```  \n"]],
  ["~~~ a ` b\nx\n~~~~\nout", ["~~~ a ` b\n", "x\n", "~~~~\n"]],
  ["1. item\n   > ```\n   > x\n   > ```\nout", ["   > ```\n", "   > x\n", "   > ```\n"]],
  ["- ```\n  x\n  ```\nout", ["- ```\n", "  x\n", "  ```\n"]],
  ["12) ```\nx", ["12) ```\n", "x"]],
  ["-```\nx", []],
  ["text\n\n\tindented\n", ["\tindented\n"]],
  ["    first\n", ["    first\n"]],
  ["   three spaces\n", []],
  ["12. item\n\n    still the item\n", []],
  ["  * item\n\n    still the item\n", []],
  ["-no item\n\n    code\n", ["    code\n"]],
  ["- item\n\nno item\n\n    code\n", ["    code\n"]],
  ["- item\nlazy\n\n    still the item\n", []],
  ["    code\n\n    more code\n", ["    code\n", "    more code\n"]],
  ["a ``` ` b ` c", ["` b `"]],
  ["a ` b `` c ` d ` e", ["` b `` c `"]],
  ["a \\\\`b` c", ["`b`"]],
  ["a `b\\` c", ["`b\\`"]],
])("in %j the code is %j", (text, code) => {
  expect(codeOf(text)).toEqual(code);
});

test("the parts of any text joined are the text", () => {
  const markdown = stringMatching(/^[`~\n >\-1.)a[\]\\\t]{0,60}$/);
  for (const texts of [markdown, string({ unit: "binary" })]) {
    check(
      property(texts, (text) => {
        expect(
          splitCode(text)
            .map((part) => part.text)
            .join(""),
        ).toBe(text);
      }),
    );
  }
});

test.each([
  ["all closed\n```\nx\n```", ""],
  ["cut off\n````ts\nx\n```", "\n````"],
  ["~~~\nx", "\n~~~"],
  ["plain", ""],
  ["```\nx\n``", "\n```"],
  ["```\nx\n~~~", "\n```"],
  ["```\nx\n```\n  ```\ny", "\n```"],
  ["> ```\n> x\n> ```  ", ""],
  ["```\nx\n````", ""],
])("%j lacks %j", (text, fence) => {
  expect(missingFence(text)).toBe(fence);
});
