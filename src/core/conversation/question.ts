/** Code or text that goes along with a question. */
export interface Attachment {
  readonly id: string;
  /** Path as shown and sent, relative to the workspace where there is one. */
  readonly path: string;
  /** VS Code's language id, e.g. `typescript`. */
  readonly languageId: string;
  /** Counted from 1; absent when the whole file is meant. */
  readonly lines?: { readonly first: number; readonly last: number };
  readonly text: string;
}

/** What a person has typed and attached, and not sent yet. */
export interface Draft {
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** Nothing typed, nothing attached. */
export const emptyDraft: Draft = { text: "", attachments: [] };

/** The text that is sent: the question, then each attachment with its path, lines and a fenced block. */
export function composeQuestion(draft: Draft): string {
  const blocks = draft.attachments.map((attachment) => {
    const fence = fenceFor(attachment.text);
    const end = attachment.text.endsWith("\n") ? "" : "\n";
    return `${describePlace(attachment)}:\n\n${fence}${attachment.languageId}\n${attachment.text}${end}${fence}`;
  });
  return [draft.text.trim(), ...blocks].filter((part) => part !== "").join("\n\n");
}

function describePlace({ path, lines }: Attachment): string {
  // A backtick in a file name would end the code span.
  const name = `\`${path.replaceAll("`", "'")}\``;
  if (!lines) return name;
  return lines.first === lines.last
    ? `${name}, line ${lines.first}`
    : `${name}, lines ${lines.first}–${lines.last}`;
}

/** A fence that is longer than any run of backticks in the text. */
function fenceFor(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const longest = Math.max(2, ...runs.map((run) => run.length));
  return "`".repeat(longest + 1);
}
