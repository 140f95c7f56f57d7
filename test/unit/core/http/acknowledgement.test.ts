import { expect, test } from "vitest";
import { readAcknowledgement } from "../../../../src/core/http/acknowledgement.ts";

const read = (text: string, headers = {}) =>
  readAcknowledgement({ status: 200, headers, text }, "DELETE /thing");

test.each([
  "",
  " \n",
  "Done.",
  'Deleted: {"id":1}',
  'x{"id":1',
  "false alarm",
  "not false",
  "falsely",
  "not-false",
])("%j confirms, and is no JSON", (text) => {
  expect(read(text)).toBeUndefined();
});

test("nothing confirms, also where it calls itself a page", () => {
  for (const text of ["", " "]) expect(read(text, { "content-type": "text/html" })).toBeUndefined();
});

test.each([' {"id":1}', '\n[{"id":1}]', '"Done."'])("%j is given as what it is", (text) => {
  expect(read(text)).toEqual(JSON.parse(text));
});

test.each(["false", " false\n", ' {"success":false}'])("%j says no", (text) => {
  const refused = { kind: "rejected", message: "DELETE /thing: the answer says no", status: 200 };
  expect(() => read(text)).toThrow(expect.objectContaining(refused));
});

test.each(['{"id"', " <!DOCTYPE html><p>Sign in"])("%j says nothing", (text) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ kind: "bad-reply" }));
});
