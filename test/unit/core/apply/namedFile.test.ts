import { expect, test } from "vitest";
import { namedFile } from "../../../../src/core/apply/namedFile.ts";

test.each([
  ["ts src/tax.ts", "", "src/tax.ts"],
  ["ts:src/tax.ts", "", "src/tax.ts"],
  ['ts title="src/my tax.ts"', "", "src/my tax.ts"],
  ["js filename=./tax.js {1,3}", "", "tax.js"],
  ["ts", "// src/tax.ts\nexport {};", "src/tax.ts"],
  ["py", "# file: tax.py\n", "tax.py"],
  ["html", "<!-- index.html -->\n", "index.html"],
  ["css", "/* a/b.css */\n", "a/b.css"],
])("%j with %j belongs to %j", (info, code, path) => {
  expect(namedFile(info, code)?.path).toBe(path);
});

test.each([
  ["ts", "// doubles it\n"],
  ["ts", "// done.\n"],
  ["js {1,3}", ""],
  ["ts ../tax.ts", ""],
  ["ts a/../../tax.ts", ""],
  ["ts /etc/passwd.txt", ""],
  ["ts c:/tax.ts", ""],
  ["ts", "// ..\\tax.ts\n"],
  [`ts ${"a".repeat(300)}.ts`, ""],
])("%j with %j belongs to no file of the workspace", (info, code) => {
  expect(namedFile(info, code)).toBeUndefined();
});

test("a comment that names the file is no part of it", () => {
  expect(namedFile("ts", "// a.ts\nconst a = 1;\n")?.code).toBe("const a = 1;\n");
  expect(namedFile("ts a.ts", "// b.ts\nconst a = 1;\n")?.code).toBe("// b.ts\nconst a = 1;\n");
});
