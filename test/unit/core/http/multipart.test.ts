import { expect, test } from "vitest";
import { multipart } from "../../../../src/core/http/multipart.ts";

const file = { name: 'a "b"\r\n.txt', type: "text/plain", content: Uint8Array.of(0xff, 0, 0x41) };

test("a form has its parts in their order, and no name can end its own line", () => {
  const { type, content } = multipart([
    { name: 'x"\r\ny', value: "dünn" },
    { name: "file", value: file },
  ]);
  const [, boundary = ""] =
    /^multipart\/form-data; boundary=(parley-[\da-f-]{36})$/.exec(type) ?? [];
  expect(boundary).not.toBe("");
  const lines = [
    `--${boundary}`,
    'Content-Disposition: form-data; name="x%22%0D%0Ay"',
    "",
    "dünn",
    `--${boundary}`,
    'Content-Disposition: form-data; name="file"; filename="a %22b%22%0D%0A.txt"',
    "Content-Type: text/plain",
    "",
    "\u00ff\u0000A",
    `--${boundary}--`,
    "",
  ];
  const expected = lines.map((line) =>
    Buffer.from(line, line.endsWith("\u0000A") ? "latin1" : "utf8"),
  );
  const breaks = expected.flatMap((line, index) =>
    index > 0 ? [Buffer.from("\r\n"), line] : [line],
  );
  expect(Buffer.from(content as Uint8Array)).toEqual(Buffer.concat(breaks));
  expect(multipart([]).type).not.toBe(type);
});

test("what has left of a form is told as bytes of its file", () => {
  const told: number[] = [];
  const { onSent } = multipart([{ name: "file", value: file }], (bytes) => told.push(bytes));
  for (const bytes of [1, 3, 200]) onSent?.(bytes);
  expect(told).toEqual([1, 3, 3]);
  expect("onSent" in multipart([])).toBe(false);
});
