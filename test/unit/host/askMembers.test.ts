import { beforeEach, expect, test } from "vitest";
import type { MemberSchema } from "../../../src/core/resources.ts";
import { askMembers } from "../../../src/host/resources/askMembers.ts";
import { editor } from "../../helpers/editor/vscode.ts";

beforeEach(() => editor.reset());

const days: MemberSchema = { type: "integer", minimum: 1, maximum: 365 };
const scopes: MemberSchema = {
  type: "array",
  minItems: 1,
  maxItems: 2,
  items: { type: "string" },
  markdownDescription: "What the key may do, such as `read`.",
};
const weeks: MemberSchema = { type: "array", items: { type: "number", minimum: 1 } };
const rules: MemberSchema = { type: "array", items: { type: "object" } };

test.each<readonly [MemberSchema, string, unknown]>([
  [days, "30", 30],
  [days, "1.5", undefined],
  [days, "0", undefined],
  [{ type: "number" }, "1e999", undefined],
  [{ type: "object" }, '{"a": 1}', { a: 1 }],
  [{ type: "object" }, "null", undefined],
  [scopes, '["read"]', ["read"]],
  [scopes, "[]", undefined],
  [scopes, '["a", "b", "c"]', undefined],
  [scopes, "read, write", ["read", "write"]],
  [scopes, "conversations:write,", ["conversations:write"]],
  [scopes, ",", undefined],
  [scopes, "a, b, c", undefined],
  [weeks, "7, 30", [7, 30]],
  [weeks, "7, many", undefined],
  [rules, "all", undefined],
  [rules, '[{"day": 1}]', [{ day: 1 }]],
])("of a member that is %j, %s is taken as %j", async (member, typed, value) => {
  editor.typed = [typed];
  const properties = { one: member };
  const schema = {
    type: "object",
    additionalProperties: false,
    required: ["one"],
    properties,
  } as const;
  const given = await askMembers("New", schema);
  expect(given).toEqual(value === undefined ? undefined : { one: value });
  // The sentence stands where the prompt stood, which said what is asked for.
  const said = `Enter a valid value. one: ${member.markdownDescription?.replaceAll("`", "") ?? ""}`;
  expect(editor.messages).toEqual(value === undefined ? [said.trim()] : []);
});

test.each([true, false])(
  "a member that is a secret is not shown as it is typed: %s",
  async (isSecret) => {
    let isHidden: boolean | undefined;
    editor.typed = [
      (box) => {
        isHidden = box.password;
        return "ghp_token";
      },
    ];
    const token: MemberSchema = { type: "string", ...(isSecret && { writeOnly: true }) };
    const properties = { token };
    const schema = {
      type: "object",
      additionalProperties: false,
      required: ["token"],
      properties,
    } as const;
    expect(await askMembers("New", schema)).toEqual({ token: "ghp_token" });
    expect(isHidden).toBe(isSecret);
  },
);
