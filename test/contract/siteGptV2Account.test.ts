import { describe, expect, test } from "vitest";
import { services } from "../helpers/services.ts";
import { noSignal, openProvider } from "./openProvider.ts";
import type { Answer } from "./siteGptAnswers.ts";
import { answering, refusing } from "./siteGptV2Answers.ts";

const me = {
  user: { id: "1", name: "Ana", email: "ana@demo.example" },
  auth: { type: "api-token", scopes: ["account:read", "chatbots:read"] },
};

/** What a service says of an account whose three parts it answers so; `undefined` is a missing scope. */
async function describeAs(parts: { me?: unknown; usage?: unknown; limits?: unknown }) {
  const open = answering((call): Answer => {
    const name = call.slice("GET /api/v2/".length) as keyof typeof parts;
    const data = parts[name];
    return data === undefined ? refusing(403, "TOKEN_SCOPE_NOT_ALLOWED") : { data };
  });
  return open.provider.describeAccount?.(noSignal);
}

describe("what SiteGPT v2 says about an account (4.1, 4.2)", () => {
  test("is read from the service", async () => {
    const descriptor = services.find(({ id }) => id === "sitegpt-v2");
    if (!descriptor) throw new Error("there is no SiteGPT v2");
    const { provider, simulator } = await openProvider(descriptor);
    const facts = (await provider.describeAccount?.(noSignal)) ?? [];
    expect(facts.map(({ topic }) => topic)).toEqual(["User", "Scopes", "Usage", "Limits"]);
    expect(facts[0]?.text).toContain("ana@demo.example");
    const paths = simulator.requests.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["/api/v2/me", "/api/v2/usage"]));
  });

  test("shows numbers under the service's own names and nothing else of an unknown answer", async () => {
    const usage = { messages: { used: 12, quota: 1000, model: "GPT" }, pages: 0, list: [{ n: 1 }] };
    const limits = { account: { bots: { "365": { pages: 5 } } }, deep: { a: { b: { c: 1 } } } };
    expect(await describeAs({ me, usage, limits: { ...limits, plan: "GROWTH", bots: 2 } })).toEqual(
      [
        { topic: "User", text: "Ana (ana@demo.example)" },
        { topic: "Scopes", text: "account:read, chatbots:read" },
        { topic: "Usage", text: "messages.used: 12, messages.quota: 1000, pages: 0" },
        { topic: "Limits", text: "bots: 2" },
      ],
    );
  });

  test.each([
    ["a name alone", { user: { name: "Ana" }, auth: {} }, ["Ana"]],
    ["an address alone", { user: { email: "a@b.example" }, auth: null }, ["a@b.example"]],
    ["nothing", { user: {}, auth: { scopes: "all" } }, []],
  ])("of %s leaves out what is not there", async (_case, data, texts) => {
    const facts = await describeAs({ me: data, usage: {}, limits: {} });
    expect(facts?.map(({ text }) => text)).toEqual(texts);
  });

  test.each([
    ["me", ["Usage", "Limits"]],
    ["usage", ["User", "Scopes", "Limits"]],
    ["limits", ["User", "Scopes", "Usage"]],
  ])("hides %s where the key lacks the scope", async (missing, topics) => {
    const parts = { me, usage: { messages: 1 }, limits: { messages: 2 } };
    const facts = await describeAs({ ...parts, [missing]: undefined });
    expect(facts?.map(({ topic }) => topic)).toEqual(topics);
  });

  test("is forbidden where the key may read none of it", async () => {
    await expect(describeAs({})).rejects.toMatchObject({
      kind: "forbidden",
      serviceMessage: "No. (account:read)",
    });
  });

  test("fails with what is no missing scope", async () => {
    const { provider } = answering((call) =>
      call.endsWith("/limits") ? refusing(400, "VALIDATION_FAILED") : { data: me },
    );
    await expect(provider.describeAccount?.(noSignal)).rejects.toMatchObject({ kind: "rejected" });
  });
});
