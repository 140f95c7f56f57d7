import * as vscode from "vscode";
import type { MemberSchema, ResourceValue, ValueSchema } from "../../core/resources.ts";
import { isRecord } from "../../core/wire/json.ts";
import { askText, type TextStep } from "../text/prompts.ts";
import { translated } from "../text/translated.ts";

/** Asks for what a value must have, then offers what else it may have. Undefined when the user gives up. */
export async function askMembers(
  title: string,
  schema: ValueSchema,
): Promise<ResourceValue | undefined> {
  const required = schema.required ?? [];
  const optional = Object.keys(schema.properties).filter((name) => !required.includes(name));
  const value: Record<string, unknown> = {};
  for (const [index, name] of required.entries()) {
    const place = { step: index + 1, totalSteps: required.length };
    const given = await askMember(title, name, schema.properties[name], place);
    if (given === undefined) return undefined;
    value[name] = given.value;
  }
  const chosen = await chooseOptional(title, schema, optional);
  if (!chosen) return undefined;
  for (const name of chosen) {
    const given = await askMember(title, name, schema.properties[name], {});
    if (given === undefined) return undefined;
    value[name] = given.value;
  }
  return value;
}

async function chooseOptional(
  title: string,
  schema: ValueSchema,
  names: readonly string[],
): Promise<readonly string[] | undefined> {
  if (names.length === 0) return [];
  const items = names.map((name) => ({
    label: name,
    detail: plain(schema.properties[name]),
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t("Select more properties to set, or press Enter to continue"),
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDetail: true,
  });
  return chosen?.map(({ label }) => label);
}

async function askMember(
  title: string,
  name: string,
  member: MemberSchema | undefined,
  place: Pick<TextStep, "step" | "totalSteps">,
): Promise<{ readonly value: unknown } | undefined> {
  const choices = member?.type === "boolean" ? ["true", "false"] : member?.enum;
  if (choices) {
    const chosen = await vscode.window.showQuickPick([...choices], {
      title,
      placeHolder: `${name}: ${plain(member)}`,
      ignoreFocusOut: true,
    });
    if (chosen === undefined) return undefined;
    return { value: member?.type === "boolean" ? chosen === "true" : chosen };
  }
  const text = await askText({
    title,
    prompt: `${name}: ${plain(member)}`,
    isSecret: member?.writeOnly ?? false,
    // One step is no sequence.
    ...((place.totalSteps ?? 0) > 1 && place),
    validate: (typed) => (readMember(typed, member) ? undefined : whatIsValid(name, member)),
  });
  return text === undefined ? undefined : readMember(text, member);
}

/** VS Code shows it in the place of the prompt, so that it says again what is asked for. */
function whatIsValid(name: string, member: MemberSchema | undefined): string {
  return vscode.l10n.t("Enter a valid value. {0}", `${name}: ${plain(member)}`).trim();
}

/** What was typed as a value; undefined when it does not fit the schema. */
function readMember(
  text: string,
  member: MemberSchema = { type: "string" },
): { readonly value: unknown } | undefined {
  const types = new Set([member.type].flat());
  if (types.has("string")) {
    const fits =
      text.trim().length >= (member.minLength ?? 0) &&
      new RegExp(member.pattern ?? "", "u").test(text);
    return fits ? { value: text } : undefined;
  }
  const value = parseJson(text);
  if (types.has("number") || types.has("integer")) {
    const { minimum = -Infinity, maximum = Infinity } = member;
    const isInRange =
      Number.isFinite(value) && Number(value) >= minimum && Number(value) <= maximum;
    return isInRange && (types.has("number") || Number.isInteger(value)) ? { value } : undefined;
  }
  if (types.has("array")) {
    const { minItems = 0, maxItems = Infinity } = member;
    const list = Array.isArray(value) ? value : readList(text, member.items);
    const fits = list && list.length >= minItems && list.length <= maxItems;
    return fits ? { value: list } : undefined;
  }
  return isRecord(value) ? { value } : undefined;
}

/** Words or numbers with commas between them: nobody thinks of brackets and quotes in a field for one line. */
function readList(text: string, item: MemberSchema | undefined): readonly unknown[] | undefined {
  if (item?.type !== "string" && item?.type !== "number") return undefined;
  const parts = text.split(",").map((part) => part.trim());
  const read = parts.filter((part) => part !== "").map((part) => readMember(part, item));
  return read.every((one) => one !== undefined) ? read.map(({ value }) => value) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Then it does not fit.
    return undefined;
  }
}

function plain(member: MemberSchema | undefined): string {
  return translated(member?.markdownDescription ?? "").replaceAll("`", "");
}
