import { describe, expect, test } from "vitest";
import { sortTurns, toMessages, toSources } from "../../../src/providers/aiChatbotHub/messages.ts";
import type { WireMessage } from "../../../src/providers/aiChatbotHub/wire.ts";

const record = (change: Partial<WireMessage>): WireMessage => ({
  uuid: "u1",
  created_at: "2024-07-25T21:19:01Z",
  query: "why?",
  response: "because",
  ...change,
});

describe("citations", () => {
  const citation = {
    data_source_uuid: "d",
    title: "Guide",
    text: "passage",
    file_name: "guide.pdf",
    type: "upload",
  };

  test("are numbered as the text marks them", () => {
    const sources = toSources(record({ cite_data_json: JSON.stringify({ "3.4": citation }) }));
    expect(sources).toEqual([{ id: "3.4", title: "Guide", marker: "[3.4]", passage: "passage" }]);
  });

  test("of a web page lead to its address", () => {
    const page = { ...citation, type: "url", file_name: "https://docs.example.com/a" };
    expect(toSources(record({ cite_data_json: JSON.stringify({ 1: page }) }))[0]?.url).toBe(
      "https://docs.example.com/a",
    );
  });

  test("a javascript: address is none", () => {
    const page = { ...citation, reference_source_link: "javascript:alert(1)" };
    expect(
      toSources(record({ cite_data_json: JSON.stringify({ 1: page }) }))[0],
    ).not.toHaveProperty("url");
  });

  test.each(["", "{}", "null", '""', "[]", "{broken", undefined, null, 7, {}, '{"1":"text"}'])(
    "%j means none, and fails nothing (trap 11)",
    (cite_data_json) => {
      expect(toMessages(record({ cite_data_json }))).toHaveLength(2);
      expect(toSources(record({ cite_data_json }))).toEqual([]);
    },
  );

  test("that cannot be read hide no other ones", () => {
    const cite_data_json = JSON.stringify({ 1: citation, 2: null, 3: "text", 4: citation });
    expect(toSources(record({ cite_data_json })).map(({ id }) => id)).toEqual(["1", "4"]);
  });

  test("an already decoded object is read too", () => {
    expect(toSources(record({ cite_data_json: { 2: citation } }))).toHaveLength(1);
  });
});

test("turns whose whole seconds tie keep the service's order (trap 19)", () => {
  const ids = ["c", "a", "b"];
  expect(sortTurns(ids.map((uuid) => record({ uuid }))).map(({ uuid }) => uuid)).toEqual(ids);
});

test("a turn that ended at the token limit, and one that failed in band (trap 23), say so", () => {
  expect(toMessages(record({ finish_reason: "length" }))[1]?.state).toEqual({ kind: "cut-off" });
  const [, failed] = toMessages(record({ response: "", error_message: "overloaded" }));
  expect(failed?.state).toMatchObject({ kind: "failed", error: { serviceMessage: "overloaded" } });
});

test("a turn whose time cannot be read stays behind the one before it", () => {
  const turns = [
    record({ uuid: "a", created_at: "2024-07-25T21:19:01Z" }),
    record({ uuid: "b", created_at: "soon" }),
    record({ uuid: "c", created_at: "2024-07-25T21:20:01Z" }),
    record({ uuid: "d", created_at: undefined }),
  ];
  expect(sortTurns(turns).map(({ uuid }) => uuid)).toEqual(["a", "b", "c", "d"]);
});
