import { looseObject, string, unknown } from "valibot";
import { beforeEach, describe, expect, test } from "vitest";
import {
  type HttpCall,
  HttpClient,
  type HttpClientOptions,
} from "../../../../src/core/http/client.ts";
import { TransportError, type TransportRequest } from "../../../../src/core/http/transport.ts";
import { listOf } from "../../../../src/core/wire/schema.ts";
import { inPieces } from "../../../helpers/bytes.ts";
import { FakeClock, MemoryLog } from "../../../helpers/fakes.ts";

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | AsyncIterable<Uint8Array>;
}

const origin = "https://service.example";
const get: HttpCall = { method: "GET", path: "/thing" };
const post: HttpCall = { method: "POST", path: "/thing", json: { a: 1 } };
const file = { type: "text/plain", content: new Uint8Array([1]) };
const noSignal = new AbortController().signal;
const page = "<!DOCTYPE html><title>Sign in</title>";
const bytesOf = (text: string) => new TextEncoder().encode(text);

let requests: TransportRequest[];
/** What the service says to one request after the other; the last one again and again. */
let answers: (Answer | Error)[];
let log: MemoryLog;

beforeEach(() => {
  requests = [];
  answers = [{}];
  log = new MemoryLog();
});

const client = (more: Partial<HttpClientOptions> = {}): HttpClient =>
  new HttpClient({
    transport: {
      send: async (request) => {
        const answer = answers[Math.min(requests.length, answers.length - 1)] ?? {};
        requests.push(request);
        if (answer instanceof Error) throw answer;
        const { status = 200, headers = {}, body = "{}" } = answer;
        const pieces = typeof body === "string" ? inPieces([bytesOf(body)]) : body;
        return { status, headers, body: pieces };
      },
    },
    origin,
    readKey: async () => "marked-key-77",
    clock: new FakeClock(),
    log,
    ...more,
  });

const read = async (call: HttpCall, more: Partial<HttpClientOptions> = {}) =>
  client(more).json(unknown(), call, noSignal);
const addresses = () => requests.map(({ method, url }) => `${method} ${url.href}`);

/** A body that breaks off after its first piece. */
async function* broken(error: Error, begin = (): void => undefined): AsyncGenerator<Uint8Array> {
  yield bytesOf('{"message":');
  begin();
  throw error;
}

describe("a request", () => {
  test("has the key, its query without what is undefined, and no body where there is none", async () => {
    await read({ ...get, query: { page: 2, after: undefined, search: "a b" } });
    expect(addresses()).toEqual([`GET ${origin}/thing?page=2&search=a+b`]);
    const { accept, ...headers } = requests[0]?.headers ?? {};
    expect(accept).toMatch(/^application\/json\b/);
    expect(headers).toEqual({ authorization: "Bearer marked-key-77" });
    expect(requests[0]).not.toHaveProperty("body");
  });

  test("has JSON as JSON, and a file as it is", async () => {
    await read(post);
    await read({ method: "POST", path: "/thing", body: file });
    expect(requests.map(({ body, headers }) => [body, headers["content-type"]])).toEqual([
      ['{"a":1}', "application/json"],
      [file, "text/plain"],
    ]);
  });

  test("has more time where a file goes or comes, and what the call says where it says something", async () => {
    const timeouts = { idle: 5 };
    for (const call of [get, post]) await read(call);
    for (const more of [{ body: file }, { allowCrossOriginRedirect: true } as const, { timeouts }])
      await read({ ...get, ...more });
    await client().uploadToSignedUrl(`${origin}/up`, file, noSignal);
    const [usual, ofPost, sent, fetched, own, uploaded] = requests.map((one) => one.timeouts);
    expect(ofPost).toEqual(usual);
    expect(sent?.headers).toBeGreaterThan(usual?.headers ?? 0);
    expect([fetched, uploaded]).toEqual([sent, sent]);
    expect(own).toEqual({ ...usual, ...timeouts });
  });

  test("is not sent without a key, and needs none where anybody may call", async () => {
    const none = { readKey: async () => undefined };
    await expect(read(get, none)).rejects.toMatchObject({ kind: "no-key", message: "GET /thing" });
    expect(requests).toEqual([]);
    const unasked = {
      readKey: async () => Promise.reject(new Error("the key was read")),
    };
    await read({ ...get, isPublic: true }, unasked);
    expect(requests[0]?.headers).not.toHaveProperty("authorization");
  });
});

describe("an answer", () => {
  test.each([
    [199, "bad-reply"],
    [200, undefined],
    [299, undefined],
    [300, "bad-reply"],
    [400, undefined],
    [409, "rejected"],
  ])("with status %i is accepted or not", async (status, kind) => {
    answers = [{ status }];
    const called = client().answer(unknown(), { ...get, accepts: [400] }, noSignal);
    if (kind === undefined) await expect(called).resolves.toMatchObject({ status, value: {} });
    else await expect(called).rejects.toMatchObject({ kind, status });
  });

  test("tells how many items of a list could not be read, and so does the tolerance", async () => {
    answers = [{ body: '[{"id":"1"},{},null]' }];
    const http = client().withErrors(() => "config");
    const schema = listOf(looseObject({ id: string() }));
    const { value, leftOut } = await http.answer(schema, get, noSignal);
    expect([value, leftOut]).toEqual([[{ id: "1" }], 2]);
    expect(http.tolerance.counts.leftOut).toBe(2);
    expect(log.lines.join()).toContain("GET /thing: 2 could not be read");
  });

  test("that says no in the place of a list tells the service's words; anything else is no list", async () => {
    const schema = listOf(looseObject({ id: string() }));
    answers = [{ body: '{"success":false,"message":"It is in use."}' }];
    const refused = { message: "GET /thing: the answer says no", serviceMessage: "It is in use." };
    await expect(client().json(schema, get, noSignal)).rejects.toMatchObject({
      ...refused,
      kind: "rejected",
    });
    const http = client().withErrors(() => "out-of-quota");
    await expect(http.json(schema, get, noSignal)).rejects.toMatchObject({
      ...refused,
      kind: "out-of-quota",
    });
    answers = [{ body: '{"success":true}' }];
    await expect(client().json(schema, get, noSignal)).rejects.toMatchObject({ kind: "bad-reply" });
  });

  test("of another client of the same service counts where its own do", () => {
    const http = client();
    http.withErrors(() => undefined).tolerance.missPage("GET /thing");
    expect(http.tolerance.counts.leftOut).toBe(1);
    expect(log.lines.join()).toContain("GET /thing: there may be more");
  });

  test("that does not come keeps what has caused that", async () => {
    const cause = new Error("getaddrinfo");
    const lost = new TransportError("offline", "no network", true, cause);
    answers = [lost];
    await expect(read(post)).rejects.toMatchObject({
      kind: "offline",
      message: "no network",
      cause: lost,
    });
    expect(lost.cause).toBe(cause);
    expect(new TransportError("offline", "no network", true)).not.toHaveProperty("cause");
  });

  test("that breaks off is what has broken it, and cancelled for who has given up", async () => {
    const lost = new TransportError("unreachable", "reset", true);
    answers = [{ body: broken(lost) }];
    await expect(read(get)).rejects.toMatchObject({ name: "ChatError", kind: "unreachable" });
    answers = [{ body: broken(lost) }];
    await expect(client().bytes(get, noSignal)).rejects.toMatchObject({ name: "ChatError" });
    answers = [{ body: broken(lost) }];
    await expect(client().confirm(get, noSignal)).rejects.toMatchObject({ name: "ChatError" });
    const stopping = new AbortController();
    answers = [{ body: broken(lost, () => stopping.abort()) }];
    const given = client().json(unknown(), get, stopping.signal);
    await expect(given).rejects.toMatchObject({ kind: "cancelled" });
  });
});

describe("a refusal", () => {
  test("is known by its status, also where its words do not arrive", async () => {
    answers = [{ status: 404, body: broken(new TransportError("timeout", "silent", true)) }];
    const called = read(post);
    await expect(called).rejects.toMatchObject({ kind: "not-found", serviceMessage: undefined });
  });

  test("is cancelled for who has given up, and a bug is one", async () => {
    const stopping = new AbortController();
    const lost = new TransportError("cancelled", "aborted", true);
    answers = [{ status: 404, body: broken(lost, () => stopping.abort()) }];
    const given = client().json(unknown(), get, stopping.signal);
    await expect(given).rejects.toMatchObject({ kind: "cancelled" });
    answers = [{ status: 404, body: broken(new TypeError("x is undefined")) }];
    await expect(read(get)).rejects.toMatchObject({ kind: "bug" });
  });

  test("that never ends is read no further than it can be shown", async () => {
    let pieces = 0;
    const endless = async function* () {
      for (; pieces < 10_000; pieces += 1) yield bytesOf("No. ".repeat(256));
    };
    answers = [{ status: 400, body: endless() }];
    await expect(read(get)).rejects.toMatchObject({ kind: "rejected" });
    expect(pieces).toBeLessThan(10_000);
  });

  test("never repeats the key, whatever stands around it", async () => {
    answers = [{ status: 400, body: "no bot of plain-words-as-a-key here" }];
    const called = read(get, { readKey: async () => "plain-words-as-a-key" });
    await expect(called).rejects.toMatchObject({ serviceMessage: "no bot of [redacted] here" });
  });

  test("leaves a line in the log", async () => {
    answers = [{ status: 404, body: "gone" }];
    await expect(read(get)).rejects.toThrow("status 404");
    expect(log.lines).toEqual(["warn GET /thing: not-found (GET /thing: status 404)"]);
  });
});

describe("a redirect", () => {
  const to = (location: string, status = 307): Answer => ({ status, headers: { location } });

  test("is followed three times, and no further", async () => {
    answers = [to("/1"), to("/2"), to("/3"), {}];
    await read(get);
    expect(requests).toHaveLength(4);
    answers = [to("/1")];
    requests = [];
    await expect(read(get)).rejects.toMatchObject({ kind: "bad-reply", status: 307 });
    expect(requests).toHaveLength(4);
  });

  test.each([
    [301, "GET"],
    [302, "GET"],
    [303, "GET"],
    [307, "GET"],
    [308, "GET"],
    [307, "POST"],
    [308, "POST"],
  ] as const)("%i of a %s leads on, with the same body", async (status, method) => {
    answers = [to("/other", status), {}];
    const { json: body, ...call } = post;
    await read({ ...call, method, ...(method === "POST" && { json: body }) });
    expect(addresses()).toEqual([`${method} ${origin}/thing`, `${method} ${origin}/other`]);
    expect(requests[1]?.body).toBe(requests[0]?.body);
  });

  test.each([
    ["301 of a POST, which would become a GET", post, to("/other", 301)],
    ["303 of a POST", post, to("/other", 303)],
    ["another status with an address", get, to("/other", 304)],
    ["an address that is none", get, to("http://[")],
    ["no address", get, { status: 307 }],
  ])("is not followed: %s", async (_case, call, answer) => {
    answers = [answer];
    await expect(read(call)).rejects.toMatchObject({ kind: "bad-reply" });
    expect(requests).toHaveLength(1);
  });
});

describe("a file that is put where a service has said to", () => {
  const put = async () => client().uploadToSignedUrl(`${origin}/up?sig=1`, file, noSignal);

  test.each([200, 204, 299])("has arrived under %i", async (status) => {
    answers = [{ status, body: "taken" }];
    await put();
    expect(requests[0]?.headers).toEqual({ "content-type": "text/plain" });
  });

  test.each([
    [199, "bad-reply"],
    [300, "bad-reply"],
    [401, "rejected"],
    [403, "rejected"],
    [404, "not-found"],
  ])("has not under %i, which is %s and says nothing about the key", async (status, kind) => {
    answers = [{ status, body: "No." }];
    await expect(put()).rejects.toMatchObject({ kind, message: `PUT ${origin}: status ${status}` });
  });

  test("has not where a web page came instead", async () => {
    answers = [{ body: page }];
    await expect(put()).rejects.toMatchObject({ kind: "bad-reply" });
  });
});

describe("a call where only success counts", () => {
  test("gives the JSON of the answer, if it is some", async () => {
    const confirm = async (body: string) => {
      answers = [{ body }];
      return client().confirm(post, noSignal);
    };
    expect(await confirm('{"id":"1"}')).toEqual({ id: "1" });
    expect(await confirm("Done.")).toBeUndefined();
    expect(await confirm(" ")).toBeUndefined();
    await expect(confirm(page)).rejects.toMatchObject({ kind: "bad-reply" });
    await expect(confirm(page)).rejects.toThrow("POST /thing: ");
    await expect(confirm('{"ok":false,"error":{"code":"NO"}}')).rejects.toMatchObject({
      kind: "rejected",
      code: "NO",
      status: 200,
    });
  });

  test("asks the service's own reading what a refusal means", async () => {
    answers = [{ body: '{"ok":false}' }];
    const seen: unknown[] = [];
    const http = client().withErrors((status, body) => {
      seen.push(status, body);
      return "out-of-quota";
    });
    await expect(http.confirm(post, noSignal)).rejects.toMatchObject({ kind: "out-of-quota" });
    expect(seen).toEqual([200, { ok: false }]);
  });
});
