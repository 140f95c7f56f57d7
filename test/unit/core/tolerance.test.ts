import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readServiceMessage } from "../../../src/core/http/errorResponse.ts";
import { anyId, listOf, parse, type Schema } from "../../../src/core/wire/schema.ts";
import { looseObject, string } from "valibot";
import { chatsSchema, messagesSchema } from "../../../src/providers/crbnAi/wire.ts";
import * as hub from "../../../src/providers/aiChatbotHub/wire.ts";
import { oneThreadSchema, threadsSchema } from "../../../src/providers/siteGpt/wire.ts";

const item = looseObject({ id: string() });

describe("a list", () => {
  test("keeps every item that can be read, in its order, whatever stands between them", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.record({ id: fc.string() }), fc.jsonValue())), (list) => {
        const good = list.filter(
          (one) =>
            typeof one === "object" && one !== null && "id" in one && typeof one.id === "string",
        );
        fc.pre(good.length > 0 || list.length === 0);
        const problems: string[] = [];
        const read = parse(listOf(item), list, "a list", (all) => problems.push(...all));
        expect(read).toEqual(good);
        expect(problems).toHaveLength(list.length - good.length);
      }),
    );
  });

  test("that is none, or of which nothing can be read, is an error still", () => {
    const none = [
      null,
      "text",
      {},
      { items: [], error: "busy" },
      { ids: [], names: [] },
      [[], null],
      { one: { items: [{ id: "1" }] }, two: { items: [{ id: "2" }] } },
    ];
    for (const list of none) expect(() => parse(listOf(item), list, "a list")).toThrow("a list");
  });

  test("is taken out of an envelope that holds no other", () => {
    const good = [{ id: "1" }];
    const envelopes = [
      { items: good },
      { data: good, total: 1 },
      { data: { items: good } },
      { data: { items: good }, total: 1 },
      { items: good, page: { next: "2" } },
    ];
    for (const envelope of envelopes) expect(parse(listOf(item), envelope, "a list")).toEqual(good);
  });

  test("tells what was wrong with each item, and nothing where nothing was", () => {
    const told: (readonly string[])[] = [];
    const read = (list: unknown) =>
      parse(listOf(item), list, "a list", (problems) => told.push(problems));
    read([{ id: "1" }]);
    expect(told).toEqual([]);
    read([{ id: "1" }, {}, null]);
    expect(told).toHaveLength(1);
    expect(told[0]?.map((problem) => problem.split(":")[0])).toEqual(["id", "an item"]);
    expect(() => read([null])).toThrow(/^a list: the answer: an item: .*null/);
    expect(() => parse(looseObject({ id: string() }), {}, "a bot")).toThrow(/^a bot: id: /);
  });

  test("has ids as texts, also where they are numbers", () => {
    const list = [{ id: 17 }, { id: "x" }, { id: 1.5 }];
    expect(parse(listOf(looseObject({ id: anyId })), list, "a list")).toEqual([
      { id: "17" },
      { id: "x" },
    ]);
  });
});

const bad: readonly unknown[] = [null, "text", 7, [], {}, { id: null }, { id: { a: 1 } }];

describe("one bad item hides no other", () => {
  test.each<readonly [string, Schema<unknown>, (items: readonly unknown[]) => unknown, object]>([
    ["CRBNai: chats", chatsSchema, (items) => items, { id: "1" }],
    ["CRBNai: messages", messagesSchema, (items) => items, { id: "1", role: "user", content: "?" }],
    ["AI Chatbot Hub: chatbots", hub.chatbotsSchema, (items) => items, { uuid: "1" }],
    ["AI Chatbot Hub: sessions", hub.sessionsSchema, (items) => items, { uuid: "1" }],
    ["AI Chatbot Hub: messages", hub.messagesSchema, (items) => items, { uuid: "1" }],
    ["SiteGPT: threads", threadsSchema, (threads) => ({ threads }), { threadId: "1" }],
  ])("%s", (_name, schema, wrap, good) => {
    const read = JSON.stringify(parse(schema, wrap([good, ...bad, good]), "a list"));
    expect(read.split(JSON.stringify(good).slice(1, -1))).toHaveLength(3);
  });

  test("SiteGPT: messages of a thread", () => {
    const good = { id: "1", question: { text: "why?" }, answer: { text: "so" } };
    const { thread } = parse(
      oneThreadSchema,
      { thread: { threadId: "t", messages: [good, null, "text", good] } },
      "a thread",
    );
    expect(thread.messages).toHaveLength(2);
  });
});

describe("the words of an error", () => {
  test.each([
    [{ detail: [{ loc: ["body", "name"], msg: "field required" }] }, "field required"],
    [{ message: { name: ["is too long"] } }, "is too long"],
    [{ errors: [{ message: "no such bot" }] }, "no such bot"],
    [{ error: { code: "ANY" }, message: "Sucess" }, "Sucess"],
  ])("%j", (body, words) => {
    expect(readServiceMessage(body)).toContain(words);
  });
});
