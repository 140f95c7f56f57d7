import type { SimulatedResponse } from "../../../core/simulation.ts";
import { type Body, invalid } from "./requests.ts";

/** What a member of a body must be; a list names its choices. */
export type Rule =
  | "text"
  | "text or null"
  | "number"
  | "count"
  | "share"
  | "flag"
  | "record"
  | readonly string[];

/** By member of a body. */
export type Rules = Readonly<Record<string, Rule>>;

/** The service's complaint about a body, if there is one. Members without a rule are ignored. */
export function complaintAbout(
  body: Body,
  rules: Rules,
  required: readonly string[] = [],
): SimulatedResponse | undefined {
  const missing = required.find((name) => body[name] === undefined || body[name] === "");
  if (missing !== undefined) return invalid(missing, "Required");
  const wrong = Object.entries(rules).find(
    ([name, rule]) => body[name] !== undefined && !fits(body[name], rule),
  );
  return wrong && invalid(wrong[0], `Expected ${[wrong[1]].flat().join(", ")}`);
}

/** The members of a body that have a rule. */
export function ruled(body: Body, rules: Rules): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => Object.hasOwn(rules, name)));
}

function fits(value: unknown, rule: Rule): boolean {
  switch (rule) {
    case "text":
      return typeof value === "string";
    case "text or null":
      return typeof value === "string" || value === null;
    case "number":
      return typeof value === "number";
    case "count":
      return Number.isInteger(value) && Number(value) >= 0;
    case "share":
      return typeof value === "number" && value >= 0 && value <= 1;
    case "flag":
      return typeof value === "boolean";
    case "record":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return typeof value === "string" && rule.includes(value);
  }
}
