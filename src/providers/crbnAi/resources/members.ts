import type { MemberSchema, ResourceValue, ValueSchema } from "../../../core/resources.ts";

/** A member that saving cannot change. */
export function fixed(...types: readonly string[]): MemberSchema {
  const [first = "string", ...others] = types;
  const type = others.length === 0 ? first : types;
  return { type, readOnly: true, markdownDescription: "Read-only." };
}

/** Metadata, which may be any JSON value or null (4.4, 4.5.4). */
export const anyMetadata: MemberSchema = {
  type: ["object", "array", "string", "number", "boolean", "null"],
  markdownDescription: "Your own metadata, as JSON. Replaces the existing value.",
};

/** Metadata as it is asked for (4.3.2). */
export const objectMetadata: MemberSchema = {
  type: "object",
  markdownDescription: "Your own metadata, as a JSON object.",
};

/** What the language model of a new chat can be told first. */
export const systemPrompt: MemberSchema = {
  type: "string",
  contentMediaType: "text/markdown",
  markdownDescription: "Instructions for the language model, in addition to those of the service.",
};

/** The members of an answer that a schema declares; null only where the schema takes it. */
export function membersOf(
  { properties }: ValueSchema,
  answer: Readonly<Record<string, unknown>>,
): ResourceValue {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, { type }]) => {
      const value = answer[name];
      const isThere = value === null ? [type].flat().includes("null") : value !== undefined;
      return isThere ? [[name, value]] : [];
    }),
  );
}
