import { l10n } from "vscode";
import {
  differingMembers,
  type MemberSchema,
  type ResourceValue,
  type ValueSchema,
} from "../../core/resources.ts";
import { reasonOf } from "../../core/errors.ts";
import { isRecord } from "../../core/wire/json.ts";
import { translated } from "../text/translated.ts";

/** A value as the text of its document. */
export function writeValue(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The text of a document; undefined where it is saved in another encoding. */
export function readUtf8(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

/** The value in a document's text; a sentence when it is no JSON object. */
export function readValue(text: string): ResourceValue | string {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : l10n.t("The document must be a JSON object.");
  } catch (error) {
    return l10n.t("Invalid JSON: {0}", reasonOf(error));
  }
}

/** What saving can change of a value. */
export function editable({ properties }: ValueSchema, value: ResourceValue): ResourceValue {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([name]) => Object.hasOwn(properties, name) && !properties[name]?.readOnly,
    ),
  );
}

/**
 * What of a new value no service could take, and the member that it is about; undefined when there is nothing.
 * @param shown what the new value can have been made of
 */
export function findFault(
  schema: ValueSchema,
  shown: readonly ResourceValue[],
  after: ResourceValue,
): { readonly sentence: string; readonly member: string } | undefined {
  const unknown = Object.keys(after).filter((name) => !Object.hasOwn(schema.properties, name));
  const [stranger] = unknown;
  if (stranger !== undefined)
    return { sentence: l10n.t("Unknown property: {0}.", unknown.join(", ")), member: stranger };
  const changed = shown.map((before) => new Set(differingMembers(before, after)));
  const fixed = Object.keys(after).filter(
    (name) => schema.properties[name]?.readOnly && changed.every((names) => names.has(name)),
  );
  const [first] = fixed;
  return first === undefined
    ? undefined
    : { sentence: l10n.t("{0} cannot be changed.", fixed.join(", ")), member: first };
}

/** A schema with its descriptions in the language of VS Code. */
export function translatedSchema(schema: ValueSchema): ValueSchema {
  return { ...schema, properties: translatedMembers(schema.properties) };
}

function translatedMembers(
  members: Readonly<Record<string, MemberSchema>>,
): Readonly<Record<string, MemberSchema>> {
  return Object.fromEntries(
    Object.entries(members).map(([name, { markdownDescription, ...member }]) => [
      name,
      {
        ...member,
        ...(markdownDescription !== undefined && {
          markdownDescription: translated(markdownDescription),
        }),
      },
    ]),
  );
}
