import type { Form, FormatName } from "./form.ts";

/** Something that Parley relies on and a service does not promise, or promises in some places only. */
export interface Assumption {
  /** As reports name it, e.g. `bare-lists`. */
  readonly name: string;
  /** Where the service's reference has it. */
  readonly section: string;
  /** In English: what Parley relies on. */
  readonly text: string;
}

/**
 * What a service's reference says of a value: a part of JSON Schema in its own words, and what is assumed. A member that
 * is absent asks for nothing.
 */
export interface AnswerSchema {
  readonly type?: Form["type"] | readonly Form["type"][];
  /** A text has one of these formats. */
  readonly format?: readonly FormatName[];
  readonly enum?: readonly string[];
  readonly items?: AnswerSchema;
  /** Properties that are not listed are unknown, unless `additionalProperties` has their schema. */
  readonly properties?: Readonly<Record<string, AnswerSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: AnswerSchema;
  /** The text is a JSON document. */
  readonly contentSchema?: AnswerSchema;
  /** One of these fits. */
  readonly anyOf?: readonly AnswerSchema[];
  /** The items are in the order of the first of these times that they have, e.g. `answer.timestamp`. */
  readonly order?: Order;
  /** What is assumed of it and of all inside that assumes nothing else. */
  readonly assumes?: Assumption;
}

/** The order of a list. */
export interface Order {
  readonly by: readonly string[];
  readonly direction: "oldest-first" | "newest-first";
}

/** Anything at all; nothing inside it is looked at. */
export const anything: AnswerSchema = {};

/** A value of a type. */
export const string: AnswerSchema = { type: "string" };
/** True or false. */
export const boolean: AnswerSchema = { type: "boolean" };
/** A whole number. */
export const integer: AnswerSchema = { type: "integer" };
/** A number, whole or not. */
export const number: AnswerSchema = { type: ["integer", "number"] };
/** An object whose properties are somebody's data. */
export const map = (values: AnswerSchema = anything): AnswerSchema => ({
  type: "object",
  additionalProperties: values,
});

/** A list. */
export const list = (items: AnswerSchema, more: AnswerSchema = {}): AnswerSchema => ({
  type: "array",
  items,
  ...more,
});

/** The same value, or null. */
export function orNull(schema: AnswerSchema): AnswerSchema {
  if (schema.anyOf) return { ...schema, anyOf: [...schema.anyOf, { type: "null" }] };
  if (schema.type === undefined) return schema;
  return { ...schema, type: [...[schema.type].flat(), "null"] };
}

/** An object. @param required properties that are always there @param optional properties that may be missing */
export function object(
  required: Readonly<Record<string, AnswerSchema>>,
  optional: Readonly<Record<string, AnswerSchema>> = {},
): AnswerSchema {
  return {
    type: "object",
    properties: { ...required, ...optional },
    required: Object.keys(required),
  };
}
