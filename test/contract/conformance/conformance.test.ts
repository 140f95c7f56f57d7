import { describe, expect, test } from "vitest";
import { checkExchanges } from "../../../src/core/conformance/findings.ts";
import type { Assumption } from "../../../src/core/conformance/schema.ts";
import type { SimulatedResponse } from "../../../src/core/simulation.ts";
import { services } from "../../helpers/services.ts";
import { shapeOf } from "../endpoints/endpoint.ts";
import { changeJson, planted } from "./deviating.ts";
import { byId, check } from "./openCheck.ts";

/** By provider id: a call that lists something, where its items are, and which of their times has which assumption. */
const lists: Readonly<
  Record<
    string,
    {
      readonly call: string;
      readonly items: readonly string[];
      readonly time: string;
      readonly text: string;
      readonly assumption: string;
    }
  >
> = {
  "ai-chatbot-hub": {
    call: "GET /api/v1/chatbot/{uuid}/sessions",
    items: [],
    time: "created_at",
    text: "uuid",
    assumption: "times-in-seconds",
  },
  sitegpt: {
    call: "GET /api/v0/chatbots/{chatbotId}/threads",
    items: ["data", "threads"],
    time: "startedAt",
    text: "threadId",
    assumption: "times-in-microseconds",
  },
  "sitegpt-v2": {
    call: "GET /api/v2/chatbots/{chatbotId}/conversations",
    items: ["data", "conversations"],
    time: "startedAt",
    text: "threadId",
    assumption: "times-in-fractions",
  },
  crbnai: {
    call: "GET /api/knowledge-bots/{id}/chats",
    items: [],
    time: "created_at",
    text: "owner_id",
    assumption: "two-spellings-of-times",
  },
};

type Item = Readonly<Record<string, unknown>>;

/** Changes the items of a list inside its envelope. */
function changeItems(
  value: unknown,
  [name, ...rest]: readonly string[],
  change: (item: Item) => unknown,
): unknown {
  if (name === undefined) return (value as readonly Item[]).map(change);
  const envelope = value as Item;
  return { ...envelope, [name]: changeItems(envelope[name], rest, change) };
}

describe.each(services)("$name", (descriptor) => {
  const list = lists[descriptor.id];
  if (!list) throw new Error(`no list of ${descriptor.name} to try deviations with`);
  const { call, items, time, text, assumption } = list;

  /** The lines of a report about a service that answers the call in another way. */
  async function linesOf(change: (response: SimulatedResponse) => SimulatedResponse) {
    const { report } = await check(descriptor, {
      asks: false,
      deviation: {
        answer: (path, response) => (isSame(path, call) ? change(response) : response),
      },
    });
    const about = report
      .split("\n## ")
      .find((part) => isSame(/`(.*)`/.exec(part)?.[1] ?? "", call));
    return about?.slice(about.indexOf("\n")) ?? "";
  }
  const linesOfItems = async (change: (item: Item) => unknown) =>
    linesOf((response) => changeJson(response, (value) => changeItems(value, items, change)));

  test("the report of an undisturbed service names no difference and no call without a row", async () => {
    const { subject, report, simulator } = await check(descriptor);
    expect(subject.calls.flatMap(({ findings }) => findings)).toEqual([]);
    expect(subject.calls.filter(({ documented }) => !documented)).toEqual([]);
    expect(subject.steps.filter(({ outcomes }) => outcomes.join() !== "done")).toEqual([]);
    expect(report).toContain("Differences: 0. Calls that are not documented: 0.");
    expect(simulator.requests.length).toBeGreaterThan(10);
  });

  test("an unknown property is named", async () => {
    expect(await linesOfItems((item) => ({ ...item, mood: "sunny today" }))).toMatch(
      /`\S*\[\]\.mood`: unknown property, string of 11 characters/,
    );
  });

  test("a missing property is named", async () => {
    expect(await linesOfItems(({ [time]: _time, ...rest }) => rest)).toMatch(
      new RegExp(`\`\\S*\\[\\]\\.${time}\`: missing.*\\*\\*${assumption}\\*\\*`),
    );
  });

  test("another type is named", async () => {
    expect(await linesOfItems((item) => ({ ...item, [text]: 7 }))).toMatch(
      new RegExp(`\`\\S*\\[\\]\\.${text}\`: of another type: integer instead of string`),
    );
  });

  test("another date format is named, with the assumption", async () => {
    const lines = await linesOfItems((item) => ({
      ...item,
      [time]: "Thu, 25 Jul 2024 21:19:01 GMT",
    }));
    expect(lines).toMatch(
      new RegExp(
        `${time}\`: in another format: string of 29 characters \\(day and time as in HTTP\\).*\\*\\*${assumption}\\*\\*`,
      ),
    );
  });

  test("another content type is named, with the assumption", async () => {
    const lines = await linesOf((response) => ({
      ...response,
      headers: { "content-type": "text/plain" },
    }));
    expect(lines).toMatch(
      /the answer: another media type: text\/plain instead of application\/json.*\*\*any-success\*\*/,
    );
  });

  test("another status is named, with the assumption", async () => {
    expect(await linesOf((response) => ({ ...response, status: 201 }))).toMatch(
      /the answer: another status: 201 instead of 200.*\*\*any-success\*\*/,
    );
    const refused = await linesOf((response) => ({ ...response, status: 404 }));
    expect(refused).toContain("the answer: another status: 404 instead of 200");
  });

  test("another framing of a list is named", async () => {
    const lines = await linesOf((response) => ({
      ...response,
      body: [`data: ${response.body.join("")}\n\n`],
    }));
    expect(lines).toContain("the answer: another body: events instead of json");
  });

  test("a page for browsers in the place of an answer is named", async () => {
    const page = { headers: { "content-type": "text/html" }, body: ["<!doctype html><p>Blocked"] };
    const lines = await linesOf((response) => ({ ...response, ...page }));
    expect(lines).toContain("the answer: another body: web page instead of json");
  });

  test("nothing that the service sends is in the report, wherever it stands", async () => {
    const canary = "QkanaryQ";
    const { report, exchanges } = await check(descriptor, {
      deviation: planted(canary),
    });
    const received = exchanges.map(({ body }) => new TextDecoder().decode(body)).join("");
    expect(received.split(canary).length).toBeGreaterThan(100);
    expect(exchanges.length).toBeGreaterThan(10);
    expect(report).not.toContain(canary);
    expect(report).toMatch(/Differences: [1-9]/);
  });
});

test("a list of SiteGPT v0 that says where it goes on is named, with what is assumed of pages", async () => {
  const { report } = await check(byId("sitegpt"), {
    asks: false,
    deviation: {
      answer: (_path, response) =>
        changeJson(response, (value) => {
          const { data, ...rest } = value as Item;
          const isList = typeof data === "object" && data !== null && "threads" in data;
          return { ...rest, data: isList ? { ...data, nextPage: 2 } : data };
        }),
    },
  });
  expect(report).toMatch(/`data\.nextPage`: unknown property.*\*\*numbered-pages\*\*/);
});

/** The reference and the simulation name segments differently. */
function isSame(one: string, other: string): boolean {
  return shapeOf(one) === shapeOf(other);
}

describe("an answer to a question", () => {
  test.each([
    ["ai-chatbot-hub", "event-stream", /events.* instead of text/, "answer-is-bare-text"],
    ["ai-chatbot-hub", "quoted", /json instead of text/, "answer-is-bare-text"],
    ["crbnai", "event-stream", /events.* instead of json-sequence/, "json-back-to-back"],
    ["crbnai", "plain-text", /text instead of json-sequence/, "json-back-to-back"],
    ["sitegpt", "html", /web page.* instead of json/, "answer-in-one-document"],
  ] as const)("of %s under the fault %s is told", async (id, fault, expected, assumption) => {
    const { report } = await check(byId(id), {
      prepare: (simulator) => {
        simulator.setFault({ fault, match: ({ asks }) => asks, times: Infinity });
      },
    });
    const line = report.split("\n").find((one) => one.includes("another body"));
    expect(line).toMatch(expected);
    expect(line).toContain(`**${assumption}**`);
  });

  test("that breaks off is told", async () => {
    const { report, subject } = await check(byId("ai-chatbot-hub"), {
      prepare: (simulator) => {
        simulator.setFault({ fault: "cut", match: ({ asks }) => asks, times: Infinity });
      },
    });
    expect(report).toContain("text, not whole instead of text");
    expect(subject.steps.find(({ name }) => name === "send")?.outcomes).not.toContain("done");
    // Its session is deleted all the same.
    expect(subject.steps.find(({ name }) => name === "deleteSession")?.outcomes).toEqual(["done"]);
  });
});

describe("the documented calls", () => {
  test.each(services)("of $name: each name of an assumption stands for one", async (descriptor) => {
    const calls = (await descriptor.loadDocumentation?.())?.documentedCalls ?? [];
    const found = new Set<Assumption>();
    const seen = new Set<unknown>();
    const collect = (value: unknown): void => {
      if (typeof value !== "object" || value === null || seen.has(value)) return;
      seen.add(value);
      for (const [name, member] of Object.entries(value)) {
        if (name === "assumes") found.add(member as Assumption);
        else collect(member);
      }
    };
    collect(calls);
    const names = [...found].map(({ name }) => name);
    expect(names.length).toBeGreaterThan(5);
    expect(names).toEqual([...new Set(names)]);
    for (const { section, text } of found)
      expect([section, text]).toEqual([expect.stringMatching(/^\d/), expect.stringMatching(/\.$/)]);
  });

  test("are found by method and path, literal ones first", () => {
    const documented = ["GET /a/{id}", "GET /a/b", "POST /a/b"].map((call) => ({
      section: "1",
      call,
      format: "json" as const,
    }));
    const answered = (method: string, path: string) => {
      const exchange = {
        method,
        path,
        status: 200,
        contentType: "",
        body: new Uint8Array(),
        isWhole: true,
      };
      return checkExchanges(documented, [exchange]).map(({ call }) => call);
    };
    expect(answered("GET", "/a/b")).toEqual(["GET /a/b"]);
    expect(answered("GET", "/a/c")).toEqual(["GET /a/{id}"]);
    expect(answered("DELETE", "/a/jane")).toEqual(["DELETE /a/…"]);
  });
});
