import { describe, expect, test } from "vitest";
import { redact } from "../../src/core/redact.ts";
import { wholeAccount } from "../../src/core/resources.ts";
import { noSignal } from "./openProvider.ts";
import { answering, refusing } from "./siteGptAnswers.ts";

const scope = { chatbotId: "365350385462882098" };
const account = { chatbotId: wholeAccount };

describe("the traps of SiteGPT's secrets and refusals", () => {
  test("27: the key of a brand's mail service is in no value and no log", async () => {
    const emailSettings = { resendApiKey: "re_very_secret_1", fromName: "Orchard" };
    const { kind } = answering(() => ({ data: { brand: { id: "1", emailSettings } } }));
    const value = await kind("sitegpt-brands").read({ ...account, id: "1" }, noSignal);
    expect(value).toEqual({ id: "1", emailSettings: { fromName: "Orchard" } });
    expect(redact("it said re_very_secret_1")).not.toContain("re_very");
  });

  test.each(["add-user", "show-user", "change-user"])(
    "27: the key of a white-label user is not shown by %s, nor asked for",
    async (id) => {
      const apiKey = `key-of-${id}-very-secret`;
      const { kind, calls } = answering(() => ({ data: { whitelabelUser: { id: "7", apiKey } } }));
      const action = kind("sitegpt-brands").actions?.find((one) => one.id === id);
      const value = { userId: "7" };
      const result = await action?.run({ ...account, id: "1" }, { value }, noSignal);
      expect(result).toEqual({ kind: "text", text: '{\n  "id": "7"\n}\n', languageId: "json" });
      expect(redact(`it said ${apiKey}`)).not.toContain("very-secret");
      expect(calls.join()).not.toContain("includeApiKey");
    },
  );

  test("27: the address of a webhook is hidden in logs, and its token is never shown", async () => {
    const webhookUrl = "https://hook.orchard.example/t/very-secret";
    const thread = { threadId: "t", mode: "AI", webhookUrl, webhookToken: "token-1" };
    const { kind } = answering((call) => ({
      data: call.includes("?") ? { threads: [] } : { thread },
    }));
    const value = await kind("sitegpt-thread").read({ ...scope, id: "t" }, noSignal);
    expect(value).toEqual({ threadId: "t", mode: "AI", webhookUrl });
    expect(redact(`posting to ${webhookUrl}`)).not.toContain("very-secret");
    const other = "https://hook.harbor.example/t/very-secret";
    const settings = { webhookUrl: other, webhookToken: "token-2" };
    const bot = answering(() => ({ data: { chatbot: { id: "1", settings } } }));
    const advanced = await bot.kind("sitegpt-advanced").read({ ...scope, id: "1" }, noSignal);
    expect(advanced).toEqual({ webhookUrl: other });
    expect(redact(`posting to ${other}`)).not.toContain("very-secret");
  });

  test("27: a token that is set is hidden in what the service says about it", async () => {
    const webhookToken = "very-secret-token";
    const { kind } = answering(() => ({
      status: 400,
      body: { success: false, message: `No ${webhookToken}, please`, data: null },
    }));
    for (const id of ["sitegpt-advanced", "sitegpt-thread"]) {
      const values = { before: {}, after: { webhookToken } };
      const update = kind(id).update?.({ ...scope, id: "1" }, values, noSignal);
      await expect(update).rejects.toMatchObject({ serviceMessage: "No [redacted], please" });
    }
  });

  test.each([true, "true", { toString: false }])("28: success may be %j", async (success) => {
    const brands = [{ id: "365350385462882098", name: "Orchard" }];
    const { kind } = answering(() => ({ body: { success, message: "", data: { brands } } }));
    expect(await kind("sitegpt-brands").list(account, noSignal)).toEqual([
      { id: "365350385462882098", title: "Orchard" },
    ]);
  });

  test.each([false, "false"])(
    "28 and 30: %j is a refusal, whatever the status",
    async (success) => {
      const { kind } = answering(() => ({
        body: { success, message: "No.", data: { brands: [] } },
      }));
      await expect(kind("sitegpt-brands").list(account, noSignal)).rejects.toMatchObject({
        kind: "rejected",
        serviceMessage: "No.",
      });
    },
  );

  test.each([
    [404, "not-found"],
    [405, "rejected"],
    [410, "not-found"],
  ])("29: %i of what was given up is told as %s", async (status, expected) => {
    const { kind } = answering(() => refusing(status, "ANY"));
    const find = kind("sitegpt-links").findUrls?.(scope, "https://a", noSignal);
    await expect(find).rejects.toMatchObject({ kind: expected, status });
    await expect(kind("sitegpt-brands").list(account, noSignal)).rejects.toMatchObject({
      kind: expected,
      status,
    });
  });

  test.each([404, 405, 410])(
    "29: pages are added in the old way where the new one answers %i",
    async (status) => {
      const { kind, calls } = answering((call) =>
        call.includes("/v1/") ? refusing(status, "ANY") : { data: {} },
      );
      const results = await kind("sitegpt-links").addUrls?.(
        scope,
        ["https://a", "https://b"],
        noSignal,
      );
      expect(results).toEqual([{ id: "https://a" }, { id: "https://b" }]);
      expect(calls.at(-1)).toBe(
        `POST /api/v0/chatbots/${scope.chatbotId}/links {"links":[{"url":"https://a"},{"url":"https://b"}]}`,
      );
    },
  );

  test("a limit of the plan is told by its code, not by its status", async () => {
    const { kind } = answering((call) =>
      call.startsWith("POST") ? refusing(403, "CHATBOT_LIMIT_REACHED") : { data: { chatbots: [] } },
    );
    const way = kind("sitegpt-chatbots").creations?.[0];
    const creation = way?.create(account, { chatbotName: "One more" }, noSignal);
    await expect(creation).rejects.toMatchObject({ kind: "out-of-quota" });
  });
});
