import { describe, expect, test } from "vitest";
import { compareContract } from "../../../../src/core/conformance/contract.ts";
import type { DocumentedCall } from "../../../../src/core/conformance/documentation.ts";
import { list, map, object, orNull, string } from "../../../../src/core/conformance/schema.ts";

const answer = object({
  data: object({
    bots: list(
      object({ id: string }, { parent: orNull(object({ id: string }, { parent: map() })) }),
    ),
  }),
  meta: map(),
});
const documented: readonly DocumentedCall[] = [
  { section: "1", call: "GET /api/v2/bots", format: "json", answer },
  { section: "2", call: "GET /api/v2/bots/{botId}", format: "json" },
];
const contract = { path: "/api/v2/openapi.json", otherCalls: ["DELETE /api/v2/bots/{botId}"] };

const bot = {
  type: "object",
  properties: { id: { type: "string" }, parent: { $ref: "#/components/schemas/Bot" } },
};

/** A contract with these properties of a bot. */
const published = (schema: object, more: object = {}) => ({
  paths: {
    "/bots": {
      get: {
        responses: {
          "400": {},
          "200": {
            content: {
              "application/json": {
                schema: {
                  allOf: [
                    { properties: { meta: { properties: { anything: {} } } } },
                    {
                      properties: {
                        data: {
                          properties: {
                            bots: { type: "array", items: { $ref: "#/components/schemas/Bot" } },
                          },
                        },
                      },
                    },
                  ],
                },
              },
            },
          },
        },
      },
    },
    "/api/v2/bots/{id}": { get: {}, delete: {} },
    ...more,
  },
  components: { schemas: { Bot: schema } },
});

describe("a published contract", () => {
  test("that has what Parley knows has no differences, also where it refers to itself", () => {
    expect(compareContract(published(bot), contract, documented)).toEqual({
      unknownCalls: [],
      missingCalls: [],
      properties: [],
    });
  });

  test("tells operations that only one side knows", () => {
    const { "/api/v2/bots/{id}": _gone, ...paths } = published(bot, {
      "/bots/{botId}/clone": { post: {}, parameters: [] },
    }).paths;
    const { unknownCalls, missingCalls } = compareContract({ paths }, contract, documented);
    expect(unknownCalls).toEqual(["POST /api/v2/bots/{botId}/clone"]);
    expect(missingCalls).toEqual(["GET /api/v2/bots/{botId}", "DELETE /api/v2/bots/{botId}"]);
  });

  test("tells properties that only one side knows", () => {
    const other = { properties: { key: { type: "string" }, parent: { properties: { id: {} } } } };
    expect(compareContract(published(other), contract, documented).properties).toEqual([
      { call: "GET /api/v2/bots", path: "data.bots[].key", isUnknown: true },
      { call: "GET /api/v2/bots", path: "data.bots[].id", isUnknown: false },
    ]);
  });

  test.each([null, [], "page", { paths: 7 }, { paths: { "/bots": null } }])(
    "that is none lacks everything: %j",
    (document) => {
      expect(compareContract(document, contract, documented).missingCalls).toHaveLength(3);
    },
  );

  test("that refers in circles ends", () => {
    const circle = { $ref: "#/components/schemas/Bot" };
    expect(compareContract(published(circle), contract, documented).properties).toEqual([]);
    const parts = { allOf: [circle], properties: { id: circle } };
    expect(compareContract(published(parts), contract, documented).properties).toEqual([]);
  });

  test("that names one part again and again is read once", () => {
    const circle = { $ref: "#/components/schemas/Bot" };
    let reads = 0;
    const parts = {
      get allOf() {
        reads += 1;
        return [circle, circle, circle];
      },
      properties: { id: { type: "string" } },
    };
    compareContract(published(parts), contract, documented);
    // Once for each of the calls that answer with it, for what it has and for what it is made of.
    expect(reads).toBeLessThan(20);
  });
});
