import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePromptFile } from "../../../../src/core/prompts/promptFile.ts";

describe("a prompt file", () => {
  test("has its name and description in its front matter", () => {
    const source = [
      "---",
      'name: "review tax"',
      "description: 'Looks for rounding: errors'",
      "mode: agent",
      "---",
      "",
      "Review ${selection}.",
      "",
    ].join("\r\n");
    expect(parsePromptFile("a.md", `\u{FEFF}${source}`)).toEqual({
      name: "review-tax",
      description: "Looks for rounding: errors",
      text: "Review ${selection}.",
    });
  });

  test("has all of its front matter, also where a line of that ends in dashes", () => {
    const source = "---\ndescription: Looks for ---\nname: tax\n---\nWhy?";
    expect(parsePromptFile("a.md", source)).toEqual({
      name: "tax",
      description: "Looks for ---",
      text: "Why?",
    });
    expect(parsePromptFile("a.md", "---\n---\nWhy?")?.text).toBe("Why?");
  });

  test("is called like its file without one, and a line in it is no front matter", () => {
    const text = "Why?\n\n---\nname: other\n---";
    const prompt = { name: "why", description: "", text };
    expect(parsePromptFile("why.prompt.md", text)).toEqual(prompt);
    expect(parsePromptFile("why.md", text)).toEqual(prompt);
  });

  test("says what can be seen, and nothing else", () => {
    const source = "Why\u{E0041}\u202E?\u0007\n\tIn 日本語, 👩‍💻";
    expect(parsePromptFile("a.md", source)?.text).toBe("Why?\n\tIn 日本語, 👩‍💻");
  });

  test("that asks nothing is none", () => {
    expect(parsePromptFile("a.md", "")).toBeUndefined();
    expect(parsePromptFile("a.md", "---\nname: a\n---\n \n")).toBeUndefined();
    expect(parsePromptFile("a.md", "---\n---")).toBeUndefined();
  });

  test("has a name and a description of one short line, whatever it says", () => {
    const text = fc.string({ unit: "binary", maxLength: 300 });
    fc.assert(
      fc.property(text, text, text, (name, description, body) => {
        const source = `---\nname: ${name}\ndescription: ${description}\n---\n${body}`;
        const prompt = parsePromptFile("file.md", source);
        if (!prompt) return;
        expect(prompt.name).toMatch(/^[^\s/\p{Cc}\p{Cf}]{1,60}$/u);
        expect(prompt.description).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect(prompt.text).not.toMatch(/(?![\n\t])\p{Cc}/u);
        expect(prompt.description.length).toBeLessThanOrEqual(200);
      }),
    );
  });
});
