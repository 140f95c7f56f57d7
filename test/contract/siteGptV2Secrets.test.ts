import { describe, expect, test } from "vitest";
import { editionsOf } from "../../src/core/editions.ts";
import { redact } from "../../src/core/redact.ts";
import { siteGpt } from "../../src/providers/siteGpt/index.ts";
import { create, kindOf, scopeOf } from "./endpoints/endpoint.ts";
import { noSignal, openProvider } from "./openProvider.ts";
import { answering, refusing } from "./siteGptV2Answers.ts";

const scope = { chatbotId: "365062873485935184" };

describe("secrets of SiteGPT v2 (trap 24)", () => {
  test("a new key is shown once, and in no log", async () => {
    const plaintextToken = "another-form-of-secret";
    const { kind } = answering(() => ({
      data: { token: { id: "tok_1", name: "CI" }, plaintextToken },
    }));
    const [way] = kind("sitegpt-v2-tokens").creations ?? [];
    const value = { name: "CI", scopes: ["account:read"] };
    expect(await way?.create(scope, value, noSignal)).toMatchObject({ secret: plaintextToken });
    expect(redact(`it said ${plaintextToken}`)).not.toContain(plaintextToken);
  });

  test("the key of a third service is hidden in what is said about it", async () => {
    const apiKey = "key-of-a-third-service";
    const { kind } = answering(() =>
      refusing(400, "VALIDATION_FAILED", { message: `No ${apiKey}, please` }),
    );
    const [way] = kind("sitegpt-v2-sources").creations ?? [];
    await expect(
      way?.create(scope, { connector: "GITHUB", owner: "o", apiKey }, noSignal),
    ).rejects.toMatchObject({ serviceMessage: "No [redacted], please" });
  });

  test.each(["website", "sitemap"])("the headers that a %s is read with are hidden", async (id) => {
    const key = `key-to-the-intranet-of-a-${id}`;
    const { kind } = answering(() =>
      refusing(400, "VALIDATION_FAILED", { message: `No ${key}, please` }),
    );
    const way = kind("sitegpt-v2-documents").creations?.find((one) => one.id === id);
    const value = { url: "https://a.example", scrapeOptions: { headers: { "X-Visitor": key } } };
    await expect(way?.create(scope, value, noSignal)).rejects.toMatchObject({
      serviceMessage: "No [redacted], please",
    });
  });

  test("the address of a webhook is hidden in whichever section it stands", async () => {
    const webhookUrl = "https://hook.example/t/of-a-section";
    const { kind } = answering(() => ({ data: { settings: { webhooks: { webhookUrl } } } }));
    await kind("sitegpt-v2-settings").read({ ...scope, id: scope.chatbotId }, noSignal);
    expect(redact(`posting to ${webhookUrl}`)).toBe("posting to [redacted]");
  });

  test("a connection shows where it is authorized", async () => {
    const [, descriptor] = editionsOf(siteGpt);
    if (!descriptor) throw new Error("no v2");
    const open = await openProvider(descriptor);
    const { id } = await create(open, "sitegpt-v2-sources", { connector: "NOTION" });
    const value = await kindOf(open, "sitegpt-v2-sources").read({ ...scopeOf(open), id }, noSignal);
    expect(value["authorizationUrl"]).toMatch(/^https:/);
  });
  // The name of the address is undocumented (8.8), and a connection may have others.
  const authorizationUrl = "https://connect.example/notion";
  const iconUrl = "https://cdn.example/notion.svg";
  test.each([
    [{ source: { id: "1" }, authorizationUrl }],
    [{ source: { id: "1", iconUrl }, authorization_url: authorizationUrl }],
    [{ source: { id: "1" }, iconUrl, authUrl: authorizationUrl }],
    [{ source: { id: "1", authorizationUrl }, iconUrl }],
    [{ source: { id: "1", iconUrl, authorizationUrl } }],
    [{ id: "1", iconUrl, authorizationUrl }],
    [{ source: { id: "1", iconUrl }, pickerUrl: authorizationUrl }],
    [{ id: "1", url: authorizationUrl }],
  ])("a connection is authorized at the address for that: %j", async (data) => {
    const { kind } = answering((call) => ({
      data: call.startsWith("POST") ? data : { source: { id: "1" } },
    }));
    const sources = kind("sitegpt-v2-sources");
    await sources.creations?.[0]?.create(scope, { connector: "NOTION" }, noSignal);
    const value = await sources.read({ ...scope, id: "1" }, noSignal);
    expect(value).toEqual({ id: "1", authorizationUrl });
  });
});

test("the access token of a source is declared a secret (trap 24)", () => {
  const { kind } = answering(() => ({ data: {} }));
  const [way] = kind("sitegpt-v2-sources").creations ?? [];
  expect(way?.schema?.properties["apiKey"]?.writeOnly).toBe(true);
});
