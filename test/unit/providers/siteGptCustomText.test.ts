import { describe, expect, test } from "vitest";
import { withFile } from "../../../src/providers/siteGpt/resources/customText.ts";

const before = withFile(withFile("Our own words.", "a.md", "first"), "b.md", "second");

describe("the section of a file in the custom text of a chatbot", () => {
  test("takes the place of the older one, and of nothing else", () => {
    const after = withFile(before, "a.md", "third");
    expect(after).toBe(before.replace("first", "third"));
    expect(withFile(after, "a.md", "third")).toBe(after);
  });

  test("leaves everything else where somebody has deleted the end of an older one", () => {
    const cut = before.replace(/first\n.*\n/, "first\n");
    const twice = withFile(withFile(cut, "a.md", "third"), "a.md", "fourth");
    expect(twice).toContain("second");
    expect(twice).toContain("Our own words.");
    expect(twice).toContain("fourth");
    expect(twice).not.toContain("third");
  });

  test.each(["a.md", "b.md"])("of a file that holds the marks of %s can be replaced", (name) => {
    const marks = withFile("", name, "quoted");
    const once = withFile(before, "a.md", marks);
    expect(once).toContain("quoted");
    expect(withFile(once, "a.md", "first")).toBe(before);
    expect(withFile(once, "b.md", "second")).toBe(once);
  });

  test("can have a name that is no whole text", () => {
    const name = "\ud83d.md";
    expect(withFile(withFile("", name, "one"), name, "two")).toContain("two");
  });
});
