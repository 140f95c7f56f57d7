import { describe, expect, test } from "vitest";
import {
  attachmentsIn,
  fillPlaceholders,
  inputsIn,
} from "../../../../src/core/prompts/placeholders.ts";

const text =
  "In ${input:language:e.g. French}: does ${diff} break ${file}? ${input:language} ${other}";

describe("the placeholders of a prompt", () => {
  test("say what is attached and what the user is asked for", () => {
    expect(attachmentsIn(text)).toEqual(["diff", "file"]);
    expect(inputsIn(text)).toEqual([{ name: "language", placeholder: "e.g. French" }]);
    expect(attachmentsIn("nothing")).toEqual([]);
    expect(inputsIn("${input}")).toEqual([]);
  });

  test("are replaced by words; those without any stay", () => {
    const attached = new Map([["diff", "the changes"]] as const);
    const inputs = new Map([["language", "German"]]);
    expect(fillPlaceholders(text, { attached, inputs })).toBe(
      "In German: does the changes break ${file}? German ${other}",
    );
  });

  test("are not looked for in what is put in, and its signs mean nothing", () => {
    const inputs = new Map([["a", "${file} $& $1"]]);
    const attached = new Map([["file", "tax.ts"]] as const);
    expect(fillPlaceholders("${input:a} ${file}", { attached, inputs })).toBe(
      "${file} $& $1 tax.ts",
    );
  });
});
