import { describe, expect, test } from "vitest";
import { HttpClient } from "../../src/core/http/client.ts";
import { TransportError, type TransportRequest } from "../../src/core/http/transport.ts";
import { startSignIn } from "../../src/providers/siteGpt/v2/signIn.ts";
import { inPieces } from "../helpers/bytes.ts";
import { FakeClock, MemoryLog } from "../helpers/fakes.ts";
import { services } from "../helpers/services.ts";
import { noSignal, openProvider } from "./openProvider.ts";

const started = {
  device_code: "sgpt_device_1234567890",
  user_code: "ABCD-EFGH",
  verification_uri: "https://sitegpt.example/device",
  verification_uri_complete: "https://sitegpt.example/device?user_code=ABCD-EFGH",
  expires_in: 60,
  interval: 2,
};
const token = { access_token: "sgpt_a_new_token_1" };
type Answer = readonly [number, unknown];
/** What is thrown where an answer should be. */
const lost = [0, new TransportError("unreachable", "connection reset", true)] as const;
const saying = (error: string): Answer => [400, { error }];
const pending = saying("authorization_pending");

/** Signs in at a service that answers the polls so, the last one again and again. */
function open(polls: readonly Answer[], first: object = started) {
  const requests: TransportRequest[] = [];
  const clock = new FakeClock();
  const queue = [...polls];
  const http = new HttpClient({
    transport: {
      async send(request) {
        requests.push(request);
        const isPoll = request.url.pathname === "/oauth/token";
        const next = queue.length > 1 && isPoll ? queue.shift() : queue[0];
        const [status, body] = (isPoll ? next : undefined) ?? [200, first];
        if (body instanceof TransportError) throw body;
        const bytes = new TextEncoder().encode(JSON.stringify(body));
        return { status, headers: {}, body: inPieces([bytes]) };
      },
    },
    origin: "https://sitegpt.example",
    readKey: async () => "sgpt_somebody_else",
    clock,
    log: new MemoryLog(),
  });
  return { requests, clock, start: async () => startSignIn(http, clock, noSignal) };
}

describe("signing in to SiteGPT with a browser (4.5, RFC 8628)", () => {
  test("gives a key that the service accepts", async () => {
    const descriptor = services.find(({ id }) => id === "sitegpt-v2");
    if (!descriptor) throw new Error("there is no SiteGPT v2");
    const { http, clock, simulator } = await openProvider(descriptor);
    const { code, pageUrl, wait } = await startSignIn(http, clock, noSignal);
    expect(code).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
    expect(pageUrl).toBe(`https://sitegpt.ai/device?user_code=${code}`);
    const outcome = await wait(noSignal);
    if (outcome.kind !== "approved") throw new Error(outcome.kind);
    const headers = { authorization: `Bearer ${outcome.apiKey}` };
    expect((await fetch(`${simulator.origin}/api/v2/me`, { headers })).status).toBe(200);
    expect(clock.waits).toEqual([2000, 2000]);
  });

  test("sends forms without a key, and asks at the pace that it is told", async () => {
    const { requests, clock, start } = open([pending, saying("slow_down"), pending, [200, token]]);
    const outcome = await (await start()).wait(noSignal);
    expect(outcome).toEqual({ kind: "approved", apiKey: "sgpt_a_new_token_1" });
    expect(clock.waits).toEqual([2000, 2000, 7000, 7000]);
    const forms = requests.map(({ body, headers }) => {
      expect(headers["authorization"]).toBeUndefined();
      expect(headers["content-type"]).toBe("application/x-www-form-urlencoded");
      if (typeof body !== "object") throw new Error("no form");
      return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body.content)));
    });
    expect(forms[0]).toEqual({ client_id: "sitegpt-cli", token_name: "Parley" });
    expect(forms[1]).toEqual({
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      device_code: started.device_code,
      client_id: "sitegpt-cli",
    });
  });

  test("goes on, less often, after a connection that was lost", async () => {
    const { clock, start } = open([pending, lost, lost, pending, [200, token]]);
    expect(await (await start()).wait(noSignal)).toMatchObject({ kind: "approved" });
    expect(clock.waits).toEqual([2000, 2000, 4000, 8000, 8000]);
  });

  test.each([429, 502, 503, 504])(
    "goes on while the service or its gateway is busy (%i)",
    async (status) => {
      const busy: Answer = [status, { error: "busy" }];
      const { start } = open([pending, busy, busy, busy, busy, [200, token]], {
        ...started,
        expires_in: 900,
      });
      expect(await (await start()).wait(noSignal)).toMatchObject({ kind: "approved" });
    },
  );

  test.each([
    ["denied", saying("access_denied"), 1],
    ["expired", saying("expired_token"), 1],
    // 60 seconds, 2 each.
    ["expired", pending, 30],
    // 2, 4, 8 and 16 seconds.
    ["expired", lost, 4],
  ])("ends as %s", async (kind, answer, polls) => {
    const { requests, start } = open([answer]);
    expect(await (await start()).wait(noSignal)).toEqual({ kind });
    expect(requests).toHaveLength(1 + polls);
  });

  test("waits five seconds and takes the plain page where nothing else is said", async () => {
    const { interval: _usual, verification_uri_complete: _complete, ...bare } = started;
    const { clock, start } = open([[200, token]], bare);
    const { pageUrl, wait } = await start();
    expect(pageUrl).toBe(started.verification_uri);
    await wait(noSignal);
    expect(clock.waits).toEqual([5000]);
  });

  test.each([
    ["no pause", 0, 5000],
    ["a negative pause", -3, 5000],
    ["a pause that outlasts the code", 100_000, 60_000],
  ])("keeps to a sensible pace where the service names %s", async (_what, interval, pause) => {
    const first = { ...started, expires_in: 900, interval };
    const { clock, start } = open([pending, [200, token]], first);
    expect(await (await start()).wait(noSignal)).toMatchObject({ kind: "approved" });
    expect(clock.waits).toEqual([pause, pause]);
  });

  test("goes on asking until the code expires, however often the connection was lost", async () => {
    const first = { ...started, expires_in: 900, interval: 5 };
    // 5, 10, 20 and 40 seconds, then a minute each.
    const { requests, start } = open([lost], first);
    expect(await (await start()).wait(noSignal)).toEqual({ kind: "expired" });
    expect(requests).toHaveLength(1 + 4 + 13);
  });

  test("that is cancelled asks no more", async () => {
    const { requests, start } = open([pending]);
    const { wait } = await start();
    await expect(wait(AbortSignal.abort())).rejects.toMatchObject({ kind: "cancelled" });
    expect(requests).toHaveLength(1);
  });

  test.each([
    [[400, { error: "invalid_client" }], "rejected"],
    [[500, { error: "server_error" }], "server"],
    [[200, { token_type: "Bearer" }], "bad-reply"],
  ] as const)("fails with an answer that is none: %j", async (answer, kind) => {
    const { start } = open([answer]);
    await expect((await start()).wait(noSignal)).rejects.toMatchObject({ kind });
  });
});
