import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  forgottenSources,
  MarkerHold,
  resolveMarkers,
} from "../../../src/providers/crbnAi/citations.ts";
import { readParts } from "../../../src/providers/crbnAi/replyEvents.ts";

const first = "dsec01hzy3v8q4m5n6p7r8s9t0w1x2";
const second = "0b6f3c1a-6a3e-4d0a-9b7e-2f1a5c3d4e5f";
const sources = [first, second].map((id) => ({ id, title: id, marker: `[${id}]` }));

describe("markers", () => {
  test.each([
    [`a [${first}] b`, `a [${first}] b`],
    [`a [${first.toUpperCase()}] b`, `a [${first}] b`],
    [`a [dsec_${first.slice(4)}] b`, `a [${first}] b`],
    [`a [${first}, ${second}] b`, `a [${first}][${second}] b`],
    [`a [${first} unknown] b`, `a [${first}][unknown] b`],
    ["a [1], [link](https://a.b), [ref]: x, [] b", "a [1], [link](https://a.b), [ref]: x, [] b"],
    [`[${first}](https://a.b)`, `[${first}](https://a.b)`],
  ])("%s", (text, resolved) => {
    expect(resolveMarkers(text, sources)).toBe(resolved);
  });

  test("without sources every bracket stays", () => {
    expect(resolveMarkers(`a [${first}]`, [])).toBe(`a [${first}]`);
  });
});

describe("a session from elsewhere", () => {
  const id = "dsecp7gyad8zjf1n3w1nhk9mqb6kt0";

  test("has sources of which only the id is known, each once", () => {
    const text = `One [${id}], twice [${id}], [1], [dsec_x], [link](https://a.example).`;
    expect(forgottenSources(text, [])).toEqual([{ id, title: id, marker: `[${id}]` }]);
    expect(forgottenSources(text, [{ id, title: "a.pdf", marker: `[${id}]` }])).toEqual([]);
  });
});

describe("holding back", () => {
  test("nothing is lost, no half marker is shown, and every piece is well-formed", () => {
    const part = fc.oneof(
      fc.constant(`[${first}]`),
      fc.constant("🍐"),
      fc.string({ unit: fc.constantFrom(..."[](){} ab1-_,\n漢".split("")) }),
    );
    fc.assert(
      fc.property(
        fc.array(part),
        fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
        (parts, lengths) => {
          const text = parts.join("");
          const hold = new MarkerHold();
          let shown = "";
          for (let at = 0; at < text.length;) {
            const { value } = lengths.next() as IteratorResult<number, undefined>;
            const length = value ?? 1;
            const piece = hold.push(text.slice(at, at + length));
            expect(piece.isWellFormed()).toBe(true);
            shown += piece;
            expect(shown).not.toMatch(/\[dsec[a-z0-9]*$/);
            at += length;
          }
          expect(shown + hold.end()).toBe(text);
        },
      ),
    );
  });

  test("text after an opening bracket that becomes no marker is not held for long", () => {
    const hold = new MarkerHold();
    expect(hold.push("see [an ordinary remark that goes on and on and on")).not.toBe("see ");
  });
});

describe("parts of an answer", () => {
  const parts = (value: unknown) => [...readParts(value)];

  test.each([
    [{ type: "delta", delta: "a" }, [{ kind: "delta", text: "a" }]],
    [{ delta: "a", type: "delta" }, [{ kind: "delta", text: "a" }]],
    [{ delta: "" }, [{ kind: "delta", text: "" }]],
    [
      [{ delta: "a" }, { delta: "b" }],
      [
        { kind: "delta", text: "a" },
        { kind: "delta", text: "b" },
      ],
    ],
    [{ role: "assistant", content: "all" }, [{ kind: "whole", text: "all" }]],
    [{ answer: "all" }, [{ kind: "whole", text: "all" }]],
    [{ type: "error", message: "overloaded" }, [{ kind: "error", message: "overloaded" }]],
    [{ error: { message: "overloaded" } }, [{ kind: "error", message: "overloaded" }]],
    [{ type: "usage", tokens: 3 }, []],
    [null, []],
    [7, []],
  ])("%j", (value, expected) => {
    expect(parts(value)).toEqual(expected);
  });

  test("a section is known by its members, with or without a type", () => {
    expect(parts({ id: first, content: "passage" })).toMatchObject([
      { kind: "section", section: { id: first } },
    ]);
    expect(
      parts({ content: "passage", similarity: "high", id: first, type: "section" }),
    ).toMatchObject([{ kind: "section", section: { id: first, content: "passage" } }]);
    expect(
      parts({ role: "assistant", content: "all", sections: [{ id: first, content: "p" }] }),
    ).toMatchObject([{ kind: "section" }, { kind: "whole", text: "all" }]);
  });

  test("anything that JSON can say is sorted without an error", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void parts(value)));
  });
});
