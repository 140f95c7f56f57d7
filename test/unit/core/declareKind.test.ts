import { expect, test } from "vitest";
import type { ResourceValue } from "../../../src/core/resources.ts";
import { declareKind, type KindDeclaration } from "../../../src/core/declareKind.ts";

interface Shop {
  readonly name: string;
}

const schema = { type: "object", additionalProperties: false, properties: {} } as const;

const base: KindDeclaration<Shop> = {
  id: "shelves",
  title: "Shelves",
  group: "settings",
  schema,
  list: async ({ name }, { chatbotId }) => [{ id: `${name} ${chatbotId}`, title: "Shelf" }],
  read: async ({ name }, { id }) => ({ name, id }),
};

const signal = new AbortController().signal;
const scope = { chatbotId: "bot" };

test("what a kind can do is what calls it declares", () => {
  expect(declareKind(base).can).toEqual([]);
  const full = declareKind<Shop>({
    ...base,
    creations: [],
    actions: [],
    remove: async () => undefined,
    upload: async () => ({ resource: { id: "1", title: "One" } }),
    uploads: { maxBytes: 1 },
  });
  expect(full.can.toSorted()).toEqual(["act", "create", "remove", "upload"]);
  expect(full.uploads).toEqual({ maxBytes: 1 });
});

test("a kind's long texts are those that saving can change", () => {
  const long = { type: "string", contentMediaType: "text/markdown" } as const;
  const texts = {
    ...schema,
    properties: { prompt: long, id: { type: "string" }, seen: { ...long, readOnly: true } },
  } as const;
  expect(declareKind({ ...base, schema: texts }).longTexts).toEqual([]);
  const update = async (): Promise<ResourceValue> => ({});
  expect(declareKind({ ...base, schema: texts, update }).longTexts).toEqual(["prompt"]);
});

test("every call of a connected kind works with what it was connected with", async () => {
  const declared = declareKind<Shop>({
    ...base,
    creations: [
      { id: "new", label: "New", schema, create: async ({ name }) => ({ id: name, title: name }) },
    ],
    actions: [
      {
        id: "show",
        label: "Show",
        run: async ({ name }) => ({ kind: "text", text: name, languageId: "" }),
      },
    ],
  });
  const [one, other] = [declared.connect({ name: "one" }), declared.connect({ name: "other" })];
  expect(await one.list(scope, signal)).toEqual([{ id: "one bot", title: "Shelf" }]);
  expect(await other.read({ ...scope, id: "1" }, signal)).toEqual({ name: "other", id: "1" });
  expect(await one.creations?.[0]?.create(scope, {}, signal)).toMatchObject({ id: "one" });
  const result = await other.actions?.[0]?.run({ ...scope, id: "1" }, { value: {} }, signal);
  expect(result).toMatchObject({ text: "other" });
  expect(Object.keys(one).toSorted()).toEqual([
    "actions",
    "creations",
    "id",
    "list",
    "read",
    "schema",
  ]);
});
