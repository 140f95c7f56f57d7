import { record, string, unknown } from "valibot";
import { type ChatError, toChatError } from "../../../core/errors.ts";
import type { HttpCall, HttpClient } from "../../../core/http/client.ts";
import type { AccountFact } from "../../../core/provider.ts";
import { isRecord } from "../../../core/wire/json.ts";
import { read } from "./calls.ts";
import { meSchema } from "./wire.ts";

/** The members of usage and limits are not documented (4.2). */
const anything = record(string(), unknown());
/** Quotas lie near the top; what is deeper belongs to single chatbots. */
const maxDepth = 3;

/** Whose the key is, what it may do, what is used and what may be (4.1, 4.2). Throws `ChatError`. */
export async function describeAccount(
  http: HttpClient,
  signal: AbortSignal,
): Promise<readonly AccountFact[]> {
  const facts: AccountFact[] = [];
  const refusals: ChatError[] = [];
  const parts = [readMe, readUsage, readLimits];
  for (const part of parts) {
    try {
      facts.push(...(await part(http, signal)));
    } catch (thrown) {
      const error = toChatError(thrown);
      // Each part may need a scope that the key lacks (trap 25).
      if (error.kind !== "forbidden") throw error;
      refusals.push(error);
    }
  }
  const [refusal] = refusals;
  if (refusal && refusals.length === parts.length) throw refusal;
  return facts.filter(({ text }) => text !== "");
}

async function readMe(http: HttpClient, signal: AbortSignal): Promise<readonly AccountFact[]> {
  const call: HttpCall = { method: "GET", path: "/api/v2/me" };
  const { user, auth } = await read(http, meSchema, call, signal);
  const { name, email } = user;
  const { scopes } = auth;
  const words = Array.isArray(scopes) ? scopes.filter((one) => typeof one === "string") : [];
  return [
    { topic: "User", text: name && email ? `${name} (${email})` : name || email || "" },
    { topic: "Scopes", text: words.join(", ") },
  ];
}

async function readUsage(http: HttpClient, signal: AbortSignal): Promise<readonly AccountFact[]> {
  return [{ topic: "Usage", text: await readNumbers(http, "/api/v2/usage", signal) }];
}

async function readLimits(http: HttpClient, signal: AbortSignal): Promise<readonly AccountFact[]> {
  return [{ topic: "Limits", text: await readNumbers(http, "/api/v2/limits", signal) }];
}

/** Every number that an answer holds, with its name. */
async function readNumbers(http: HttpClient, path: string, signal: AbortSignal): Promise<string> {
  return numbersIn(await read(http, anything, { method: "GET", path }, signal)).join(", ");
}

function numbersIn(members: Readonly<Record<string, unknown>>, path = "", depth = 1): string[] {
  return Object.entries(members).flatMap(([name, value]) => {
    const at = path + name;
    if (typeof value === "number") return [`${at}: ${value}`];
    return isRecord(value) && depth < maxDepth ? numbersIn(value, `${at}.`, depth + 1) : [];
  });
}
