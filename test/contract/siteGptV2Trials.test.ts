import { describe, expect, test } from "vitest";
import { HttpClient } from "../../src/core/http/client.ts";
import type { TransportRequest } from "../../src/core/http/transport.ts";
import { redact } from "../../src/core/redact.ts";
import { createTrials } from "../../src/providers/siteGpt/v2/trials.ts";
import { FakeClock, MemoryLog } from "../helpers/fakes.ts";
import { inPieces } from "../helpers/bytes.ts";
import { noSignal } from "./openProvider.ts";

const workspace = { id: "ws_1", chatbotId: "365", expiresAt: "2026-05-20T00:00:00.000Z" };
const pageUrl = "https://sitegpt.ai/onboarding/preview/ws_1";
const endsAt = Date.parse(workspace.expiresAt);

/** The trials of a service that gives one answer, and what was asked of it. */
function trialsOf(body: unknown, key?: string, status = 200) {
  const requests: TransportRequest[] = [];
  const http = new HttpClient({
    transport: {
      async send(request) {
        requests.push(request);
        const bytes = new TextEncoder().encode(JSON.stringify(body));
        return { status, headers: {}, body: inPieces([bytes]) };
      },
    },
    origin: "https://sitegpt.example",
    readKey: async () => key,
    clock: new FakeClock(),
    log: new MemoryLog(),
  });
  return { trials: createTrials(http), requests };
}

const succeeding = (data: unknown) => ({ ok: true, data });
const website = "https://www.example.com/";

describe("a trial of SiteGPT (section 14)", () => {
  test.each([undefined, "sgpt_of_somebody"])(
    "starts without any header of a key, also where there is the key %s (1.2)",
    async (key) => {
      const started = { workspace, apiToken: "sgpt_a_temporary_one", onboardingUrl: pageUrl };
      const { trials, requests } = trialsOf(succeeding(started), key);
      expect(await trials.start(website, noSignal)).toEqual({
        trial: { id: "ws_1", pageUrl, endsAt },
        apiKey: "sgpt_a_temporary_one",
      });
      const [request] = requests;
      expect(request?.url.href).toBe("https://sitegpt.example/api/v2/onboarding/agent/start");
      expect(request?.body).toBe(JSON.stringify({ websiteUrl: website }));
      expect(Object.keys(request?.headers ?? {})).not.toContain("authorization");
      expect(redact("It says sgpt_a_temporary_one.")).not.toContain("temporary_one");
    },
  );

  test.each([
    ["no key", { workspace }],
    ["an empty key", { workspace, apiToken: "" }],
    ["no workspace", { apiToken: "sgpt_a_temporary_one" }],
  ])("without %s in the answer has not started", async (_case, data) => {
    const { trials } = trialsOf(succeeding(data));
    await expect(trials.start(website, noSignal)).rejects.toMatchObject({ kind: "bad-reply" });
  });

  test("that is refused is told in the service's words", async () => {
    const error = { code: "VALIDATION_FAILED", message: "websiteUrl must be a URI" };
    const { trials } = trialsOf({ ok: false, error }, undefined, 400);
    await expect(trials.start(website, noSignal)).rejects.toMatchObject({
      kind: "rejected",
      serviceMessage: "websiteUrl must be a URI",
    });
  });

  test("is read and deleted with its key, and only with it", async () => {
    const { trials, requests } = trialsOf(succeeding({ workspace }), "sgpt_a_temporary_one");
    expect(await trials.read("ws/1", noSignal)).toEqual({ id: "ws_1", endsAt });
    await trials.remove("ws/1", noSignal);
    const calls = requests.map(({ method, url }) => `${method} ${url.pathname}${url.search}`);
    const at = "/api/v2/onboarding/workspaces/ws%2F1";
    expect(calls).toEqual([`GET ${at}`, `DELETE ${at}`]);
    for (const { headers } of requests)
      expect(headers["authorization"]).toBe("Bearer sgpt_a_temporary_one");
    await expect(trialsOf({}).trials.remove("ws_1", noSignal)).rejects.toMatchObject({
      kind: "no-key",
    });
  });
});
