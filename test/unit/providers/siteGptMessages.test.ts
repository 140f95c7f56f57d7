import { parse } from "valibot";
import { describe, expect, test } from "vitest";
import {
  toMessages,
  toPrompt,
  toPrompts,
  toSources,
} from "../../../src/providers/siteGpt/messages.ts";
import { Tolerance } from "../../../src/core/http/tolerance.ts";
import { readPages } from "../../../src/providers/siteGpt/pages.ts";
import { messageSchema, sentSchema } from "../../../src/providers/siteGpt/wire.ts";
import { MemoryLog } from "../../helpers/fakes.ts";

/** The answer in the vendor's own Send Message example. */
const example = {
  message: {
    id: "376290410396385873",
    question: { text: "This is user!!", timestamp: "2023-08-03T11:43:52.037718Z" },
    answer: { text: "This is agent!!", timestamp: "2023-08-03T11:19:19.041469Z" },
    sources: [],
    gptModel: "gpt-3.5-turbo",
    reaction: "NEUTRAL",
    threadId: "06b3b43c-5651-49a2-b618-d7f24667c1b6",
    messageType: "AGENT_MESSAGE",
    iconUrl: "https://avatars.githubusercontent.com/u/17903466?s=48&v=4",
    agentName: "Test Agent",
    prompts: [
      {
        id: "17e23880-386e-492f-960c-4394baec2977",
        title: "Prompt 1",
        description: "This is the prompt1 description",
      },
    ],
    smartPrompts: ["First smart prompt", "Second smart prompt"],
    chatbotId: "365062873485935184",
  },
};

describe("a message", () => {
  test("of the vendor's example: an agent's answer that carries a question", () => {
    const { message } = parse(sentSchema, example);
    expect(toMessages(message)).toMatchObject([
      { role: "user", recordId: "376290410396385873", text: "This is user!!" },
      {
        role: "agent",
        author: "Test Agent",
        text: "This is agent!!",
        createdAt: Date.parse("2023-08-03T11:19:19.041Z"),
      },
    ]);
    expect(toPrompts(message, []).map(({ title, text }) => [title, text])).toEqual([
      ["Prompt 1", "This is the prompt1 description"],
      ["First smart prompt", "First smart prompt"],
      ["Second smart prompt", "Second smart prompt"],
    ]);
  });

  test.each([{ question: null }, { answer: null }, { question: null, answer: null }, {}])(
    "with missing halves is read (trap 3): %j",
    (halves) => {
      expect(() => toMessages(parse(messageSchema, { messageId: "1", ...halves }))).not.toThrow();
    },
  );

  test("of the service itself says what happened, and an unknown value says itself", () => {
    const said = (systemMessageType: string) =>
      toMessages(
        parse(messageSchema, { messageId: "1", messageType: "SYSTEM_MESSAGE", systemMessageType }),
      )[0];
    expect(said("CONVERSATION_ESCALATED")).toMatchObject({
      role: "system",
      text: "Conversation escalated",
    });
    expect(said("SOMETHING_NEW")?.text).toBe("Something new");
  });

  test("systemMessageType is noise on every other message (trap 15)", () => {
    const noisy = {
      messageId: "1",
      messageType: "NORMAL_MESSAGE",
      systemMessageType: "CONVERSATION_ESCALATED",
      question: { text: "q" },
      answer: { text: "a" },
    };
    expect(toMessages(parse(messageSchema, noisy)).map(({ role }) => role)).toEqual([
      "user",
      "assistant",
    ]);
  });
});

test("sources are URL strings or objects of several shapes", () => {
  const sources = [
    "https://a.example/x",
    { url: "https://b.example", title: "B" },
    { link: "https://c.example", name: "C" },
    { source: "file.pdf" },
    {},
    7,
    null,
  ];
  expect(
    toSources(parse(messageSchema, { sources })).map(({ title, url }) => [title, url]),
  ).toEqual([
    ["https://a.example/x", "https://a.example/x"],
    ["B", "https://b.example"],
    ["C", "https://c.example"],
    ["file.pdf", undefined],
  ]);
});

test("a prompt asks, links, or calls a human", () => {
  expect(toPrompt({ title: "T", description: "D", link: "" })).toEqual([
    { kind: "question", title: "T", text: "D" },
  ]);
  expect(toPrompt({ title: "T", description: "D", link: "https://a.b" })).toEqual([
    { kind: "link", title: "T", text: "https://a.b" },
  ]);
  expect(toPrompt({ title: "T", description: "D", isEscalationPrompt: true })).toEqual([
    { kind: "escalation", title: "T", text: "D" },
  ]);
  expect(toPrompt({})).toEqual([]);
});

describe("pages (trap 25)", () => {
  const page = (start: number, length: number) =>
    Array.from({ length }, (_, index) => `id-${start + index}`);
  const readAll = async (pages: readonly (readonly string[])[]) => {
    let reads = 0;
    const items = await readPages(
      { tolerance: new Tolerance(new MemoryLog()) },
      "/items",
      async () => pages[Math.min((reads += 1), pages.length) - 1] ?? [],
      (id) => id,
    );
    return { reads, count: items.length };
  };

  test("do not end at one that is not full: the server may give fewer than it was asked for", async () => {
    expect(await readAll([page(0, 20), page(20, 20), page(40, 15), []])).toEqual({
      reads: 4,
      count: 55,
    });
  });

  test("do not end at one that is short", async () => {
    expect(await readAll([page(0, 3), page(3, 1), page(4, 3), []])).toEqual({ reads: 4, count: 7 });
  });

  test("give an item once that two pages have", async () => {
    expect(await readAll([page(0, 20), page(19, 20), []])).toEqual({ reads: 3, count: 39 });
  });

  test("end at an empty one", async () => {
    expect(await readAll([page(0, 100), []])).toEqual({ reads: 2, count: 100 });
  });

  test("end when the server ignores the page number", async () => {
    expect(await readAll([page(0, 100)])).toEqual({ reads: 2, count: 100 });
  });
});
