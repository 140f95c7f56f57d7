import { expect, test } from "vitest";
import { parseCommand } from "../../../src/protocol/commands.ts";
import { acceptDrops } from "../../../webview/view/drop.ts";

const dropped: unknown[] = [];
acceptDrops((files) => dropped.push({ type: "attach-uris", ...files }));

/** What the host takes over of a drop. */
function drop(...uris: readonly string[]) {
  dropOn(document, uris);
  return dropped.map(parseCommand);
}

/** False where the browser is not to do with the drop what it does by itself. */
function dropOn(target: EventTarget, uris: readonly string[], ...types: string[]): boolean {
  dropped.length = 0;
  const event = new Event("drop", { bubbles: true, cancelable: true });
  const getData = (type: string): string => (type === "text/uri-list" ? uris.join("\r\n") : "");
  return target.dispatchEvent(Object.assign(event, { dataTransfer: { types, getData } }));
}

test("a link is no file: a field takes it as a text, and the page does not go there", () => {
  const field = document.createElement("textarea");
  document.body.append(field);
  expect(dropOn(field, ["https://example.com/a"], "text/html")).toBe(true);
  expect(dropped).toEqual([]);
  expect(dropOn(document.body, ["https://example.com/a"], "text/html")).toBe(false);
  expect(dropped).toEqual([]);
  expect(dropOn(field, ["file:///a.ts", "https://example.com/a"])).toBe(false);
  expect(dropped).toEqual([{ type: "attach-uris", uris: ["file:///a.ts"], leftOut: 0 }]);
  field.remove();
});

test("a drop of more files than can be attached at once says how many are left out", () => {
  const uris = Array.from({ length: 25 }, (_, index) => `file:///${index}.ts`);
  expect(drop(...uris)).toEqual([{ type: "attach-uris", uris: uris.slice(0, 20), leftOut: 5 }]);
});

test("a file with a long name in another script is dropped as any other", () => {
  // VS Code writes nine characters for each of these.
  const uri = `file:///${"%E6%96%87".repeat(1000)}.md`;
  expect(drop("file:///a.ts", uri)).toEqual([
    { type: "attach-uris", uris: ["file:///a.ts", uri], leftOut: 0 },
  ]);
});

test("an address that is longer than any file's costs itself, and no other", () => {
  expect(drop("file:///a.ts", `file:///${"a".repeat(50_000)}`)).toEqual([
    { type: "attach-uris", uris: ["file:///a.ts"], leftOut: 1 },
  ]);
});
