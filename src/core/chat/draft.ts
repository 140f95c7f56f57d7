/** Code or text that is attached to a question. */
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

/** What the user has typed and attached, and not sent yet. */
export interface Draft {
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** Nothing typed, nothing attached. */
export const emptyDraft: Draft = { text: "", attachments: [] };

/** A text as a field holds it, which has no line breaks but line feeds. */
export function asTyped(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n");
}

/** Both drafts as one: what was there first, and the other below it. An attachment of both is there once. */
export function joinDrafts(first: Draft, second: Draft): Draft {
  const isNew = ({ path, text }: Attachment): boolean =>
    !first.attachments.some((one) => one.path === path && one.text === text);
  return {
    text: [first.text, second.text].filter((text) => text.trim() !== "").join("\n\n"),
    attachments: [...first.attachments, ...second.attachments.filter(isNew)],
  };
}

/** The text that is sent: the question, then each attachment with its path, lines and a fenced block. */
export function composeQuestion(draft: Draft): string {
  const blocks = draft.attachments.map((attachment) => {
    const fence = fenceFor(attachment.text);
    const end = attachment.text.endsWith("\n") ? "" : "\n";
    return `${placeOf(attachment)}:\n\n${fence}${attachment.languageId}\n${attachment.text}${end}${fence}`;
  });
  return [draft.text.trim(), ...blocks].filter((part) => part !== "").join("\n\n");
}

/** Where an attachment is from, in Markdown, e.g. `src/tax.ts`, lines 2–4. */
export function placeOf({ path, lines }: Attachment): string {
  // A backtick in a file name would end the code span.
  const name = `\`${path.replaceAll("`", "'")}\``;
  if (!lines) return name;
  return lines.first === lines.last
    ? `${name}, line ${lines.first}`
    : `${name}, lines ${lines.first}–${lines.last}`;
}

/** A fence that is longer than any run of backticks in the text. */
export function fenceFor(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const longest = Math.max(2, ...runs.map((run) => run.length));
  return "`".repeat(longest + 1);
}

const attachmentHead = /`([^`\n]+)`(?:, lines? (\d+)(?:–(\d+))?)?:\n\n(`{3,})([^\n`]*)\n/y;

/** A question taken apart again: what was typed, and the code that went along. */
export interface ParsedQuestion {
  readonly text: string;
  readonly attachments: readonly Omit<Attachment, "id">[];
}

/**
 * Takes a question apart that `composeQuestion` has put together. Any other text is all typed. A line break at the
 * end of attached code is not told apart from none.
 */
export function parseQuestion(question: string): ParsedQuestion {
  const first = question.startsWith("`") ? parseAttachments(question, 0) : undefined;
  if (first) return { text: "", attachments: first };
  const gap = "\n\n";
  for (
    let at = question.indexOf(`${gap}\``);
    at !== -1;
    at = question.indexOf(`${gap}\``, at + 1)
  ) {
    const attachments = parseAttachments(question, at + gap.length);
    if (attachments) return { text: question.slice(0, at), attachments };
  }
  return { text: question, attachments: [] };
}

/** The attachments from a place to the end; undefined when anything else stands there. */
function parseAttachments(
  question: string,
  start: number,
): readonly Omit<Attachment, "id">[] | undefined {
  const attachments: Omit<Attachment, "id">[] = [];
  for (let at = start; at < question.length;) {
    attachmentHead.lastIndex = at;
    const head = attachmentHead.exec(question);
    if (!head) return undefined;
    const [all, path = "", first, last, fence = "", languageId = ""] = head;
    const codeStart = at + all.length;
    // An empty text leaves its fence at once.
    const close = question.indexOf(`\n${fence}`, codeStart - 1);
    const end = close + 1 + fence.length;
    if (close === -1 || !(end === question.length || question.startsWith("\n\n", end)))
      return undefined;
    const lines =
      first === undefined ? undefined : { first: Number(first), last: Number(last ?? first) };
    const text = question.slice(codeStart, Math.max(codeStart, close));
    attachments.push({ path, languageId, ...(lines && { lines }), text });
    at = end + 2;
  }
  return attachments;
}
