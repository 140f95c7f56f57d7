import { isRecord } from "../wire/json.ts";
import type { DocumentedCall, PublishedContract } from "./documentation.ts";
import { shownName } from "./form.ts";
import type { AnswerSchema } from "./schema.ts";

/** Where a contract and what Parley knows are not the same. */
export interface ContractDifferences {
  /** Operations of the contract that Parley does not call. */
  readonly unknownCalls: readonly string[];
  /** Calls of Parley that the contract does not have. */
  readonly missingCalls: readonly string[];
  readonly properties: readonly ContractProperty[];
}

/** A property of an answer that only one side knows. */
export interface ContractProperty {
  readonly call: string;
  readonly path: string;
  readonly isUnknown: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const methods = ["get", "post", "put", "patch", "delete"];
/** Schemas refer to themselves. */
const deepest = 12;

/** Compares a published contract with what Parley knows. What is no contract has no operations. */
export function compareContract(
  document: unknown,
  { path, otherCalls }: PublishedContract,
  documented: readonly DocumentedCall[],
): ContractDifferences {
  const root = isRecord(document) ? document : {};
  const operations = operationsOf(root, path.slice(0, path.lastIndexOf("/")));
  const known = [...documented.map(({ call }) => call), ...otherCalls].filter(
    (call) => call !== `GET ${path}`,
  );
  const shapes = new Set(known.map(shapeOf));
  return {
    unknownCalls: [...operations.values()]
      .map(({ call }) => call)
      .filter((call) => !shapes.has(shapeOf(call)))
      .map(shownCall),
    missingCalls: known.filter((call) => !operations.has(shapeOf(call))),
    properties: documented.flatMap(({ call, answer }) => {
      const operation = operations.get(shapeOf(call));
      const schema = operation && answerSchemaOf(root, operation.operation);
      if (!answer || !schema) return [];
      return [...compareSchemas(root, schema, answer, "")].map((found) => ({ call, ...found }));
    }),
  };
}

/** The operations by the shape of their calls. */
function operationsOf(root: Json, base: string) {
  const paths = Object.entries(isRecord(root["paths"]) ? root["paths"] : {});
  const all = paths.flatMap(([path, item]) => {
    const at = path.startsWith(`${base}/`) ? path : base + path;
    return methods.flatMap((method) => {
      const operation = isRecord(item) ? item[method] : undefined;
      return isRecord(operation) ? [{ call: `${method.toUpperCase()} ${at}`, operation }] : [];
    });
  });
  return new Map(all.map((one) => [shapeOf(one.call), one]));
}

/** A call without the names of its varying segments. */
function shapeOf(call: string): string {
  return call.replaceAll(/\{[^{}/]*\}/g, "{}");
}

function shownCall(call: string): string {
  return call.replaceAll(/[^/{}\s]+/g, (name) => (/^v\d+$/.test(name) ? name : shownName(name)));
}

/** The schema of a success, if the contract has one. */
function answerSchemaOf(root: Json, operation: Json): Json | undefined {
  const { responses } = operation;
  if (!isRecord(responses)) return undefined;
  const success = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1];
  const content = isRecord(success) ? resolve(root, success)["content"] : undefined;
  const json = isRecord(content) ? content["application/json"] : undefined;
  const schema = isRecord(json) ? json["schema"] : undefined;
  return isRecord(schema) ? resolve(root, schema) : undefined;
}

function* compareSchemas(
  root: Json,
  contract: Json,
  ours: AnswerSchema,
  path: string,
): Generator<Pick<ContractProperty, "path" | "isUnknown">> {
  if (path.split(".").length > deepest) return;
  const items = contract["items"];
  const own = ours.items ?? ours.anyOf?.find((one) => one.items)?.items;
  if (isRecord(items) && own) {
    yield* compareSchemas(root, resolve(root, items), own, `${path}[]`);
    return;
  }
  const known = ours.properties ?? ours.anyOf?.find((one) => one.properties)?.properties;
  const there = propertiesOf(root, contract);
  if (!known || !there) return;
  const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
  for (const [name, schema] of Object.entries(there)) {
    const mine = Object.hasOwn(known, name) ? known[name] : undefined;
    if (mine && isRecord(schema))
      yield* compareSchemas(root, resolve(root, schema), mine, at(name));
    else if (!mine && !ours.additionalProperties)
      yield { path: at(shownName(name)), isUnknown: true };
  }
  for (const name of ours.required ?? [])
    if (!Object.hasOwn(there, name)) yield { path: at(name), isUnknown: false };
}

/**
 * The properties of an object and of those that it is made of; undefined for what is none, or an open one.
 * @param seen what was looked at on the way: a hostile contract may refer to one part again and again
 */
function propertiesOf(root: Json, schema: Json, seen = new Set<Json>()): Json | undefined {
  if (seen.has(schema)) return undefined;
  seen.add(schema);
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((name) => {
    const list = schema[name];
    return Array.isArray(list) ? list.filter(isRecord) : [];
  });
  const inParts = parts.flatMap((part) => propertiesOf(root, resolve(root, part), seen) ?? []);
  const own = isRecord(schema["properties"]) ? [schema["properties"]] : [];
  const all = [...own, ...inParts];
  return all.length > 0 ? (Object.assign({}, ...all) as Json) : undefined;
}

/** What a reference inside the document stands for. */
function resolve(root: Json, value: Json, depth = 0): Json {
  const { $ref: reference } = value;
  if (typeof reference !== "string" || !reference.startsWith("#/") || depth > deepest) return value;
  const names = reference.slice(2).split("/");
  const found = names.reduce<unknown>(
    (inner, name) => (isRecord(inner) ? inner[name] : undefined),
    root,
  );
  return isRecord(found) ? resolve(root, found, depth + 1) : {};
}
