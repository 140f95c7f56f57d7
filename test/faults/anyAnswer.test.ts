import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { toChatError } from "../../src/core/errors.ts";
import type { HttpTransport, TransportResponse } from "../../src/core/http/transport.ts";
import { cutAt, inPieces } from "../helpers/bytes.ts";
import { valuesOf } from "./bodies.ts";
import { type Place, placesOf } from "./column.ts";
import { closeColumns, openColumns } from "./columns.ts";
import { stable } from "./stable.ts";
import { makeSession, noSignal, openClient } from "./subjects.ts";

afterAll(closeColumns);

const places = (await openColumns()).flatMap(placesOf);

/** Puts another value in the place that the steps lead to; a step that leads nowhere ends the way. */
function mutate(value: unknown, steps: readonly number[], replacement: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined || typeof value !== "object" || value === null) return replacement;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return replacement;
  const member: unknown = (value as Record<string, unknown>)[key];
  const changed = mutate(member, rest, replacement);
  if (Array.isArray(value)) return value.with(Number(key), changed);
  return { ...value, [key]: changed };
}

const replacement = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(null, "", [], {}, [null], -1, 1e308, "\u0000\uD800", "x".repeat(5000), [[[]]]),
);
const mutation = fc.record({
  steps: fc.array(fc.nat(200), { maxLength: 7 }),
  replacement,
  cuts: fc.array(fc.nat(4000), { maxLength: 5 }),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

/** The service's answer with one of its values replaced by anything else. */
async function mutated(
  response: TransportResponse,
  isText: boolean,
  { steps, replacement: value, cuts }: Mutation,
): Promise<TransportResponse> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const [first = 0, ...rest] = steps;
  const values = isText ? [body.toString("utf8"), value] : [...valuesOf(body)];
  const target = first % Math.max(1, values.length);
  const texts = values.map((item, index) =>
    JSON.stringify(!isText && index === target ? mutate(item, rest, value) : item),
  );
  return { ...response, body: inPieces(cutAt(Buffer.from(texts.join("\n")), cuts)) };
}

async function call({ column, request: at, format }: Place, to: Mutation) {
  const { subject, service, call: way, session, lines } = column;
  const { chatbotId, question, descriptor } = subject;
  const own = way.asked === undefined ? session : await makeSession(service, subject, way.asked);
  const records = way.asked ? await service.direct.provider.listMessages(own, noSignal) : [];
  const recordIds = [...new Set(records.flatMap(({ recordId }) => recordId ?? []))];
  const context = { chatbotId, question, session: own, recordIds };
  const wrap = (transport: HttpTransport): HttpTransport => ({
    async send(request, signal) {
      const response = await transport.send(request, signal);
      const { pathname, search } = request.url;
      const isTarget = stable(`${request.method} ${pathname}${search}`, context) === lines[at];
      return isTarget ? mutated(response, format === "text", to) : response;
    },
  });
  const client = await openClient(descriptor, service.simulator.origin, service, wrap);
  try {
    return await way.run({ ...context, ...client }, noSignal);
  } catch (thrown) {
    return { kind: toChatError(thrown).kind };
  } finally {
    await client.close();
  }
}

/** What the rest of Parley relies on in whatever a provider gives. */
function expectSound(value: unknown): void {
  if (Array.isArray(value)) value.forEach(expectSound);
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (["id", "key", "text", "name", "title", "url", "marker", "model", "author"].includes(name))
      expect(member, name).toBeTypeOf("string");
    if (["createdAt", "updatedAt"].includes(name))
      expect(new Date(member as number).getTime(), name).not.toBeNaN();
    expectSound(member);
  }
}

describe.concurrent.each(places)("$name", (place) => {
  test("any other value in its answer gives a sound result or an error that is no bug", async () => {
    await fc.assert(
      fc.asyncProperty(mutation, async (to) => {
        const result = await call(place, to);
        expect(result).not.toMatchObject({ kind: "bug" });
        expectSound(result);
      }),
      { numRuns: 20 },
    );
  });
});
