import type { ErrorKind } from "../../src/core/model.ts";
import { type Expectation, type Fault, repeated, repeatedReads } from "./fault.ts";
import { chunkOf, flood } from "./bodies.ts";
import { headOf, write, writeAnswer } from "./faultServer.ts";

const kinds: Readonly<Record<number, ErrorKind>> = {
  400: "rejected",
  401: "bad-key",
  402: "out-of-quota",
  403: "forbidden",
  404: "not-found",
  405: "rejected",
  408: "timeout",
  409: "rejected",
  410: "not-found",
  413: "too-large",
  415: "rejected",
  422: "rejected",
  429: "rate-limited",
  500: "server",
  501: "server",
  502: "server",
  503: "server",
  504: "server",
};

const json = { "content-type": "application/json" };

/** Answers in the place of the service, which never sees the request. */
const says =
  (
    status: number,
    headers: Readonly<Record<string, string>>,
    body: (key: string) => string,
  ): NonNullable<Fault["act"]> =>
  async ({ socket }, { key }) =>
    writeAnswer(socket, { status, headers, body: Buffer.from(body(key)) });

/** The service's words, with the key in them, as some services repeat it. */
const withKey = (key: string): string =>
  JSON.stringify({ error: { message: `No. Authorization: Bearer ${key}; the key was ${key}.` } });

const triesOf = (status: number): Pick<Fault, "tries"> => {
  if (status === 429) return { tries: repeated };
  return [502, 503, 504].includes(status) ? { tries: repeatedReads } : {};
};

const redirect = (
  status: number,
  name: string,
  expect: Expectation,
  to: (target: string, elsewhere: string) => string | undefined,
  tries?: Fault["tries"],
): Fault => ({
  name: `${status} ${name}`,
  expect,
  ...(tries && { tries }),
  act: async ({ socket, request }, { elsewhere }) => {
    const location = to(request.target, elsewhere);
    const headers = location === undefined ? {} : { location };
    await writeAnswer(socket, { status, headers, body: Buffer.from("<p>Moved</p>") });
  },
});

/** The method of a POST is kept by 307 and 308 only; the others would make a GET of it. */
const followed = (status: number): Expectation =>
  status >= 307 ? "same" : { read: "same", write: "bad-reply" };

const redirects = [301, 302, 303, 307, 308].flatMap((status) => [
  redirect(status, "inside the origin", followed(status), (target) => {
    const url = new URL(target, "http://here");
    url.searchParams.set("hop", "1");
    return url.pathname + url.search;
  }),
  redirect(status, "to another origin", "bad-reply", (target, elsewhere) => elsewhere + target),
]);

/** Statuses other than 200. */
export const statusFaults: readonly Fault[] = [
  ...Object.entries(kinds).map(([status, kind]): Fault => ({
    name: status,
    expect: kind,
    act: says(Number(status), json, withKey),
    ...triesOf(Number(status)),
  })),
  {
    name: "400 with the key as plain text",
    expect: "rejected",
    act: says(400, { "content-type": "text/plain" }, (key) => `bad request by ${key}`),
  },
  {
    name: "403 with a web page",
    expect: "blocked",
    act: says(403, { "content-type": "text/html" }, (key) => `<html><p>Denied ${key}</p></html>`),
  },
  {
    name: "404 with a web page",
    expect: "not-found",
    act: says(404, { "content-type": "text/html" }, (key) => `<html><p>${key}</p></html>`),
  },
  { name: "500 without a body", expect: "server", act: says(500, {}, () => "") },
  {
    name: "503 once",
    expect: { read: "same", write: "server" },
    act: says(503, json, withKey),
    times: 1,
    tries: { read: 2, write: 1 },
  },
  {
    name: "429 once, Retry-After in seconds",
    expect: "same",
    act: says(429, { "retry-after": "7" }, () => ""),
    times: 1,
    tries: { read: 2, write: 2 },
    waits: 7000,
  },
  {
    name: "429 once, Retry-After as a date",
    expect: "same",
    act: says(
      429,
      // The clock of the tests starts at this day's 12:00:00.
      { "retry-after": "Thu, 01 Jan 2026 12:00:09 GMT" },
      () => "",
    ),
    times: 1,
    tries: { read: 2, write: 2 },
    waits: 9000,
  },
  {
    name: "429, Retry-After of a day",
    expect: "rate-limited",
    act: says(429, { "retry-after": "86400" }, () => ""),
  },
  {
    name: "429, Retry-After of ages",
    expect: "rate-limited",
    act: says(429, { "retry-after": "9".repeat(300) }, () => ""),
  },
  {
    name: "429, Retry-After unreadable",
    expect: "rate-limited",
    act: says(429, { "retry-after": "soon" }, () => ""),
    tries: repeated,
  },
  {
    name: "401, body cut",
    expect: "bad-key",
    act: async ({ socket }) => {
      await write(socket, headOf({ status: 401, headers: json }, { "content-length": 999 }));
      await write(socket, '{"error":');
      socket.end();
    },
  },
  {
    name: "401, body stalls",
    expect: "bad-key",
    act: async ({ socket }) => {
      const head = headOf({ status: 401, headers: json }, { "transfer-encoding": "chunked" });
      await write(socket, head);
      await write(socket, chunkOf(Buffer.from('{"error":')));
    },
    timeouts: { idle: 50 },
  },
  {
    name: "500, endless body",
    expect: "server",
    act: flood(Infinity, "chunked", 500),
    maxBytes: 16 * 1024 * 1024,
  },
  {
    name: "500, body of hard words",
    // Patterns that look for secrets must not go over this again and again.
    expect: "server",
    act: says(500, {}, () => "a-".repeat(32_000)),
  },
  ...redirects,
  {
    ...redirect(302, "in a circle", "bad-reply", (target) => target, { read: 4, write: 1 }),
    isCircle: true,
  },
  {
    ...redirect(307, "in a circle", "bad-reply", (target) => target, { read: 4, write: 4 }),
    isCircle: true,
  },
  redirect(302, "without a place", "bad-reply", () => undefined),
  redirect(302, "to no address", "bad-reply", () => "http://[nowhere"),
  redirect(302, "to a file", "bad-reply", () => "file:///etc/passwd"),
];
