import type { MemberSchema, ResourceValue, ValueSchema } from "../../../core/resources.ts";

type Members = Readonly<Record<string, MemberSchema>>;

/** A member that is shown and cannot be changed. */
export const fixed = (type: string): MemberSchema => ({
  type,
  readOnly: true,
  markdownDescription: "Read-only.",
});

/** A whole value. */
export function valueSchema(properties: Members, required: readonly string[] = []): ValueSchema {
  return {
    type: "object",
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    properties,
  };
}

/** The members that the service gave: a missing one and one that is null mean the same (trap 14). */
export function present(members: ResourceValue): ResourceValue {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** The members of a value that a schema has, as far as the service gave them. */
export function membersOf(value: ResourceValue, members: Members): ResourceValue {
  return present(
    Object.fromEntries(Object.entries(value).filter(([name]) => Object.hasOwn(members, name))),
  );
}
