/** What a prompt can name that is attached to the question. */
export const attachedPlaceholders = ["selection", "file", "diagnostics", "diff"] as const;

/** One of them. */
export type AttachedPlaceholder = (typeof attachedPlaceholders)[number];

/** What the user is asked for when a prompt is chosen. */
export interface PromptInput {
  readonly name: string;
  /** An example of what to type; may be empty. */
  readonly placeholder: string;
}

const input = /\$\{input:([^:}\n]+)(?::([^}\n]*))?\}/g;

/** What of a prompt is attached, in the order in which it is named. */
export function attachmentsIn(text: string): readonly AttachedPlaceholder[] {
  return attachedPlaceholders
    .map((name) => ({ name, at: text.indexOf(`\${${name}}`) }))
    .filter(({ at }) => at !== -1)
    .toSorted((a, b) => a.at - b.at)
    .map(({ name }) => name);
}

/** What a prompt asks the user for, each name once. */
export function inputsIn(text: string): readonly PromptInput[] {
  const inputs = new Map<string, PromptInput>();
  for (const [, name = "", placeholder = ""] of text.matchAll(input))
    if (!inputs.has(name)) inputs.set(name, { name, placeholder });
  return [...inputs.values()];
}

/**
 * A prompt with words in the place of its placeholders. One that has none stays as it is, to be seen and replaced.
 * What is put in is not looked at again.
 */
export function fillPlaceholders(
  text: string,
  words: {
    readonly attached: ReadonlyMap<AttachedPlaceholder, string>;
    readonly inputs: ReadonlyMap<string, string>;
  },
): string {
  const attached: ReadonlyMap<string, string> = words.attached;
  return text.replaceAll(
    /\$\{(?:input:([^:}\n]+)(?::[^}\n]*)?|(\w+))\}/g,
    (whole, inputName: string | undefined, name: string | undefined) =>
      (inputName === undefined ? attached.get(name ?? "") : words.inputs.get(inputName)) ?? whole,
  );
}
