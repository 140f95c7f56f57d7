import { describe, expect, test } from "vitest";
import { wholeAccount } from "../../src/core/resources.ts";
import { noSignal } from "./openProvider.ts";
import { type Answer, answering, refusing } from "./siteGptAnswers.ts";

const chatbotId = "365350385462882098";
const scope = { chatbotId };
const base = `/api/v0/chatbots/${chatbotId}`;
const button = { title: "Shipping", description: "How long?" };
const prompt = { title: "One", description: "Two", instructions: "Three", temperature: 0.2 };

/** A chatbot as it is read. */
const chatbotWith = (chatbot: object) => (): Answer => ({
  data: { chatbot: { id: chatbotId, ...chatbot } },
});

/** Answers whatever writes with `{}`, and lists with one list after the other. */
function listing(...lists: readonly object[]) {
  let next = 0;
  return (call: string): Answer =>
    call.startsWith("GET") ? { data: lists[next++] ?? {} } : { data: {} };
}

describe("the traps of what SiteGPT manages", () => {
  test.each([
    ["sitegpt-starters", "prompts"],
    ["sitegpt-follow-up-prompts", "followUpPrompts"],
  ])("9: adding to %s tells no id, so the list does", async (id, key) => {
    const known = { id: "1", ...button };
    const before = { [key]: [known] };
    const after = { [key]: [known, { id: "3", title: "Other" }, { id: "2", ...button }] };
    const { kind } = answering(listing(before, after, { [key]: [] }, { [key]: [] }));
    const way = kind(id).creations?.[0];
    expect(await way?.create(scope, button, noSignal)).toEqual({ id: "2", title: "Shipping" });
    await expect(way?.create(scope, button, noSignal)).rejects.toMatchObject({ kind: "bad-reply" });
  });

  test.each([
    ["sitegpt-thread", "threads", { threadId: "1" }],
    ["sitegpt-chatbots", "chatbots", { id: "1" }],
    ["sitegpt-brands", "brands", { id: "1" }],
    ["sitegpt-starters", "prompts", { id: "1" }],
    ["sitegpt-follow-up-prompts", "followUpPrompts", { id: "1" }],
    ["sitegpt-personas", "personas", { id: "1" }],
    ["sitegpt-prompts", "prompts", { id: "1" }],
  ])("an item of %s that cannot be read hides no others and is logged", async (id, key, item) => {
    const { kind, log } = answering(() => ({ data: { [key]: [{ title: "No id" }, item] } }));
    const all = await kind(id).list(scope, noSignal);
    expect(all.map((one) => one.id)).toEqual(["1"]);
    expect(log.lines).not.toEqual([]);
  });

  test("a link that cannot be read hides no others", async () => {
    const url = "https://orchard.example/";
    const { kind } = answering(() => ({ data: { links: [{ title: "No address" }, { url }] } }));
    expect(await kind("sitegpt-links").findUrls?.(scope, url, noSignal)).toEqual([url]);
  });

  test.each([
    [{ chatbot: { id: "7" } }, "7"],
    [{ id: "7" }, "7"],
    [{ chatbotId: "7" }, "7"],
    [{}, "9"],
    [null, "9"],
  ])("9: the new chatbot is in %j, or else in the list", async (data, id) => {
    const old = { id: "8", title: "Mine" };
    let made = false;
    const { kind } = answering((call) => {
      if (call.startsWith("POST")) made = true;
      const chatbots = made ? [{ id: "9", title: "Mine" }, old] : [old];
      return { data: call.startsWith("POST") ? data : { chatbots } };
    });
    const way = kind("sitegpt-chatbots").creations?.[0];
    const account = { chatbotId: wholeAccount };
    expect(await way?.create(account, { chatbotName: "Mine" }, noSignal)).toEqual({
      id,
      title: "Mine",
    });
  });

  test.each([
    ["sitegpt-personas", { persona: { id: "1", ...button } }],
    ["sitegpt-prompts", { prompt: { id: "1", ...button } }],
    ["sitegpt-follow-up-prompts", { id: "1", ...button }],
    ["sitegpt-starters", { id: "1", ...button }],
  ])("10: a single one of %s is wrapped or not: %j", async (id, data) => {
    const { kind } = answering(() => ({ data }));
    expect(await kind(id).read({ ...scope, id: "1" }, noSignal)).toEqual({ id: "1", ...button });
  });

  test.each(["prompts", "conversationStarters", "starters"])(
    "10: starters are listed under %s",
    async (key) => {
      const { kind } = answering(() => ({ data: { [key]: [{ id: "1", ...button }] } }));
      expect(await kind("sitegpt-starters").list(scope, noSignal)).toEqual([
        { id: "1", title: "Shipping" },
      ]);
    },
  );

  test("11: prompts below settings are instructions, and starters have a path of their own", async () => {
    const { kind, calls } = answering(() => ({ data: { prompts: [] } }));
    await kind("sitegpt-prompts").list(scope, noSignal);
    await kind("sitegpt-starters").list(scope, noSignal);
    expect(calls).toEqual([`GET ${base}/settings/prompts`, `GET ${base}/quick-prompts`]);
  });

  test.each([
    ["sitegpt-appearance", { title: "One" }, { title: "One" }],
    [
      "sitegpt-appearance",
      { settings: { localization: { learnMore: "More" } } },
      { learnMore: "More" },
    ],
    ["sitegpt-general", { description: "Two" }, { chatbotDescription: "Two" }],
    ["sitegpt-chat-mode", { settings: { mode: "AGENT" } }, { chatMode: "AGENT" }],
  ])("12: %s is read from %j and written as %j", async (id, chatbot, value) => {
    const { kind, calls } = answering(chatbotWith(chatbot));
    const address = { ...scope, id: chatbotId };
    expect(await kind(id).read(address, noSignal)).toEqual(value);
    await kind(id).update?.(address, { before: {}, after: value }, noSignal);
    expect(calls[1]).toMatch(JSON.stringify(value));
  });

  test("12: a text of the widget is sent with all of its page", async () => {
    const chatHome = { home: "Home", starting: "Wait" };
    const { kind, calls } = answering(chatbotWith({ settings: { localization: { chatHome } } }));
    const values = { before: { chatHome }, after: { chatHome: { home: "Start" } } };
    await kind("sitegpt-localization").update?.({ ...scope, id: chatbotId }, values, noSignal);
    expect(calls).toContain(
      `PATCH ${base}/settings/localization {"chatHome":{"home":"Start","starting":"Wait"}}`,
    );
  });

  test("13: temperature is text when added and a number elsewhere", async () => {
    const { kind, calls } = answering(() => ({ data: { prompt: { id: "1", ...prompt } } }));
    const prompts = kind("sitegpt-prompts");
    await prompts.creations?.[0]?.create(scope, prompt, noSignal);
    const before = await prompts.read({ ...scope, id: "1" }, noSignal);
    expect(before["temperature"]).toBe(0.2);
    const after = { ...before, temperature: 1 };
    await prompts.update?.({ ...scope, id: "1" }, { before, after }, noSignal);
    expect(calls.filter((call) => !call.startsWith("GET"))).toEqual([
      `POST ${base}/settings/prompts ${JSON.stringify({ ...prompt, temperature: "0.2" })}`,
      `PATCH ${base}/settings/prompts/1 {"temperature":1}`,
    ]);
  });

  test("13: a service that wants the number is given it, once", async () => {
    const details = [{ path: ["temperature"], message: "Expected number" }];
    const { kind, calls } = answering((call) =>
      call.includes('"0.2"')
        ? refusing(400, "REQUEST_VALIDATION_FAILED", details)
        : { data: { prompt: { id: "1", ...prompt } } },
    );
    const way = kind("sitegpt-prompts").creations?.[0];
    expect(await way?.create(scope, prompt, noSignal)).toEqual({ id: "1", title: "One" });
    expect(calls).toHaveLength(2);
  });

  test("13: another complaint is no reason to send it again", async () => {
    const details = [{ path: ["title"], message: "Too long" }];
    const { kind, calls } = answering(() => refusing(400, "REQUEST_VALIDATION_FAILED", details));
    const way = kind("sitegpt-prompts").creations?.[0];
    await expect(way?.create(scope, prompt, noSignal)).rejects.toMatchObject({
      kind: "rejected",
      status: 400,
      serviceMessage: "No. title Too long",
    });
    expect(calls).toHaveLength(1);
  });

  test("14: a member that is null is one that is missing", async () => {
    const { kind } = answering(() => ({ data: { id: "1", ...button, link: null } }));
    const value = await kind("sitegpt-starters").read({ ...scope, id: "1" }, noSignal);
    expect(value).toEqual({ id: "1", ...button });
  });

  test.each([{}, null, { any: "thing" }])("16: deleting may answer with %j", async (data) => {
    const { kind, calls } = answering(() => ({ data }));
    await kind("sitegpt-personas").remove?.(scope, ["1", "2"], noSignal);
    expect(calls).toEqual([
      `DELETE ${base}/settings/personas/1`,
      `DELETE ${base}/settings/personas/2`,
    ]);
  });

  test("17: what the message says decides nothing", async () => {
    const { kind } = answering(() => ({
      body: { success: true, message: "Failed  foe some reason", data: null },
    }));
    await kind("sitegpt-chatbots").remove?.({ chatbotId: wholeAccount }, ["1"], noSignal);
    const failed = answering(() => ({
      body: { success: false, message: "Sucess", data: null, error: { code: "ANY" } },
    }));
    const removal = failed.kind("sitegpt-chatbots").remove?.(scope, ["1"], noSignal);
    await expect(removal).rejects.toMatchObject({ kind: "rejected", serviceMessage: "Sucess" });
  });

  test("18 and 19: choices are spelled as the enums are, creativity in lower case", () => {
    const { kind } = answering(() => ({ data: {} }));
    const { autoOpenChatWindowInDesktop } = kind("sitegpt-appearance").schema.properties;
    expect(autoOpenChatWindowInDesktop?.enum).toEqual(["ALWAYS_OPEN_WITH_DELAY", "DONT_OPEN"]);
    const { creativity } = kind("sitegpt-advanced").schema.properties;
    expect(creativity?.enum).toEqual(["restricted", "conservative", "creative", "custom"]);
  });

  test("20: any language model can be set", () => {
    const { kind } = answering(() => ({ data: {} }));
    const { gptModel } = kind("sitegpt-general").schema.properties;
    expect(gptModel?.type).toBe("string");
    expect(gptModel?.enum).toBeUndefined();
  });

  test.each([404, 405])("21: a path that answers %i has another name", async (status) => {
    const { kind, calls } = answering((call) =>
      call.includes("conversation-starters")
        ? refusing(status, "ANY")
        : { data: { id: "1", ...button } },
    );
    const values = { before: {}, after: { title: "Parcels" } };
    const starters = kind("sitegpt-starters");
    await starters.update?.({ ...scope, id: "1" }, values, noSignal);
    await starters.remove?.(scope, ["1"], noSignal);
    expect(calls).toEqual([
      `PATCH ${base}/conversation-starters/1 {"title":"Parcels"}`,
      `PATCH ${base}/quick-prompts/1 {"title":"Parcels"}`,
      `GET ${base}/quick-prompts/1`,
      `DELETE ${base}/conversation-starters/1`,
      `DELETE ${base}/quick-prompts/1`,
    ]);
  });

  test("22: links are looked for and brands live outside of chatbots", async () => {
    const { kind, calls } = answering(() => ({
      data: { links: [{ url: "https://a" }], brands: [] },
    }));
    expect(await kind("sitegpt-links").findUrls?.(scope, "https://a", noSignal)).toEqual([
      "https://a",
    ]);
    await kind("sitegpt-brands").list({ chatbotId: wholeAccount }, noSignal);
    expect(calls).toEqual([
      "GET /api/v0/fetch-links?sourceUrl=https%3A%2F%2Fa&sourceType=WEBSITE",
      "GET /api/v0/w/brands",
    ]);
  });

  test("23: which icon to delete is said in both places", async () => {
    const { kind, calls } = answering(() => ({ data: null }));
    await kind("sitegpt-icons").remove?.(scope, ["CHAT_BUBBLE"], noSignal);
    expect(calls).toEqual([`DELETE ${base}/icons?iconType=CHAT_BUBBLE {"iconType":"CHAT_BUBBLE"}`]);
  });

  test("25: a list that ignores the page is read once", async () => {
    const chatbots = Array.from({ length: 100 }, (_, index) => ({ id: String(index) }));
    const { kind, calls } = answering(() => ({ data: { chatbots } }));
    const listed = await kind("sitegpt-chatbots").list({ chatbotId: wholeAccount }, noSignal);
    expect(listed).toHaveLength(100);
    expect(calls).toHaveLength(2);
  });

  test("25: a list that never ends is read in part, and that is noted", async () => {
    const { kind, calls, log } = answering((call) => ({
      data: { chatbots: [{ id: /page=(\d+)/.exec(call)?.[1] }] },
    }));
    const listed = await kind("sitegpt-chatbots").list({ chatbotId: wholeAccount }, noSignal);
    expect(listed).toHaveLength(calls.length);
    expect(log.lines.join()).toContain("GET /api/v0/chatbots: there may be more");
  });

  test.each([
    ["sitegpt-personas", "personas"],
    ["sitegpt-prompts", "prompts"],
    ["sitegpt-follow-up-prompts", "followUpPrompts"],
    ["sitegpt-starters", "prompts"],
    ["sitegpt-chatbots", "chatbots"],
    ["sitegpt-brands", "brands"],
    ["sitegpt-thread", "threads"],
  ])("the ids of %s may be numbers, as those of chatbots in the tree may", async (id, key) => {
    const item = { id: 7, threadId: 7, title: "Seven", name: "Seven" };
    const { kind } = answering(() => ({ data: { [key]: [item] } }));
    expect(await kind(id).list(scope, noSignal)).toMatchObject([{ id: "7" }]);
  });

  test("settings of a chatbot whose id is a number are read", async () => {
    const { kind } = answering(() => ({
      data: { chatbot: { id: 7, settings: { welcomeMessage: "Hi" } } },
    }));
    const address = { ...scope, id: scope.chatbotId };
    const value = await kind("sitegpt-appearance").read(address, noSignal);
    expect(value).toEqual({ welcomeMessage: "Hi" });
  });

  test.each([
    ["under a key that is not documented", { items: [{ id: "1", title: "One" }] }],
    ["without a key", [{ id: "1", title: "One" }]],
  ])("10: a list %s is no empty one", async (_where, data) => {
    const { kind } = answering(() => ({ data }));
    expect(await kind("sitegpt-personas").list(scope, noSignal)).toEqual([
      { id: "1", title: "One" },
    ]);
  });

  test.each([[null], [{}], [{ personas: null }]])("16: %j is an empty list", async (data) => {
    const { kind } = answering(() => ({ data }));
    expect(await kind("sitegpt-personas").list(scope, noSignal)).toEqual([]);
  });

  test("10: what is no list at all is a bad reply, and no empty list", async () => {
    const { kind } = answering(() => ({ data: { personas: "none" } }));
    const list = kind("sitegpt-personas").list(scope, noSignal);
    await expect(list).rejects.toMatchObject({ kind: "bad-reply" });
  });
});
