import { describe, expect, test } from "vitest";
import { shapeOf } from "../endpoints/endpoint.ts";
import { endpointsOf } from "../endpoints/table.ts";
import { byId, check } from "./openCheck.ts";

describe("the contract that SiteGPT v2 publishes", () => {
  const descriptor = byId("sitegpt-v2");

  test("is compared with the calls and properties that Parley knows", async () => {
    const documentation = await descriptor.loadDocumentation?.();
    const known = [
      ...(documentation?.documentedCalls.map(({ call }) => call) ?? []),
      ...(documentation?.contract?.otherCalls ?? []),
    ];
    const properties = { id: {}, email: {}, nickname: {} };
    const schema = {
      properties: { ok: {}, data: { properties: { user: { properties }, auth: {} } } },
    };
    const me = { get: { responses: { "200": { content: { "application/json": { schema } } } } } };
    const paths: Record<string, object> = { "/brains/{brainId}": { patch: {} } };
    for (const call of known) {
      const [method = "", path = ""] = call.split(" ");
      if (path.endsWith("openapi.json") || call === "DELETE /api/v2/tokens/{tokenId}") continue;
      paths[path] = { ...paths[path], [method.toLowerCase()]: {} };
    }
    paths["/api/v2/me"] = me;
    const { report, subject } = await check(descriptor, {
      asks: false,
      deviation: {
        routes: [
          {
            method: "GET",
            path: "/api/v2/openapi.json",
            handle: () => ({
              status: 200,
              headers: { "content-type": "application/json" },
              format: "json",
              body: [JSON.stringify({ openapi: "3.1.0", paths })],
            }),
          },
        ],
      },
    });
    const [, section = ""] = report.split("## The published contract\n\n");
    expect(section.split("\n\n")[0]?.split("\n")).toEqual([
      "- `PATCH /api/v2/brains/{brainId}`: Parley does not know this operation.",
      "- `DELETE /api/v2/tokens/{tokenId}`: Parley calls this, and the contract does not have it.",
      "- `GET /api/v2/me`: Parley does not know the property `data.user.nickname`.",
      "- `GET /api/v2/me`: Parley expects the property `data.user.name`, and the contract does not have it.",
      "- `GET /api/v2/me`: Parley expects the property `meta`, and the contract does not have it.",
    ]);
    expect(subject.calls.flatMap(({ findings }) => findings)).toEqual([]);
  });

  test("is compared with every call that Parley makes", async () => {
    const { documentedCalls = [], contract } = (await descriptor.loadDocumentation?.()) ?? {};
    const known = [...documentedCalls.map(({ call }) => call), ...(contract?.otherCalls ?? [])];
    // The sign-in stands outside of it.
    const rows = endpointsOf(descriptor)
      .filter(({ call }) => call.includes(" /api/v2/"))
      .map(({ call }) => shapeOf(call));
    expect(known.map(shapeOf).toSorted()).toEqual([...rows, `GET ${contract?.path}`].toSorted());
  });
});
