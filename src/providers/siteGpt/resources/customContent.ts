import { ChatError } from "../../../core/errors.ts";
import { declareKind } from "../../../core/declareKind.ts";
import { path } from "../../../core/http/path.ts";
import type { UploadFile } from "../../../core/resources.ts";
import type { KindContext } from "./context.ts";
import { maxCustomTextLength, withAnswer, withFile } from "./customText.ts";
import { valueSchema } from "./members.ts";

/** How large a file may be that becomes a section: no character takes more than four bytes. */
const maxFileBytes = 4 * maxCustomTextLength;

/**
 * The one custom text of a chatbot (5.2). The service takes it and never returns it, so what was written last is
 * remembered here; answers and files are sections of it.
 */
export const customContent = declareKind<KindContext>({
  id: "sitegpt-custom-content",
  title: "Custom Content",
  group: "knowledge",
  isSingle: true,
  replaceNote:
    "This becomes part of the chatbot's custom content. SiteGPT does not return that content: text that was not added by Parley is replaced.",
  // There is no upload of files (section 2): a text becomes a section of the chatbot's single custom text.
  // How many characters all sections have together is counted when the text is sent.
  uploads: {
    extensions: ["txt", "md"],
    maxBytes: maxFileBytes,
    maxCharacters: maxCustomTextLength,
  },
  schema: valueSchema({
    text: {
      type: "string",
      contentMediaType: "text/markdown",
      markdownDescription:
        "What the chatbot knows besides its pages, up to 10,000 characters. SiteGPT does not return this text: you see what Parley sent last, and saving replaces what SiteGPT has. Corrections and uploaded files are sections of it.",
    },
  }),

  async list(_context, { chatbotId }) {
    return [{ id: chatbotId, title: chatbotId }];
  },

  async read({ notes }, { chatbotId }) {
    return { text: await known(notes, chatbotId) };
  },

  async update(context, { chatbotId }, { after }, signal) {
    const { text } = after;
    if (typeof text === "string")
      await context.notes.inTurn(noteName(chatbotId), async () =>
        store(context, chatbotId, text, signal),
      );
    return { text: await known(context.notes, chatbotId) };
  },

  async upload(context, { chatbotId }, file, { signal, onProgress }) {
    const content = decode(file);
    const edit = (text: string) => withFile(text, file.name, content);
    const isNew = await change(context, chatbotId, edit, signal);
    onProgress?.(file.content.byteLength);
    const resource = { id: chatbotId, title: file.name };
    return { resource, ...(!isNew && { isDuplicate: true }) };
  },

  async teach(context, { chatbotId }, { question, answer }, signal) {
    await change(context, chatbotId, (text) => withAnswer(text, question, answer), signal);
    return { id: chatbotId, title: question };
  },
});

/** What was written last; empty before. */
async function known(notes: KindContext["notes"], chatbotId: string): Promise<string> {
  return (await notes.readText(noteName(chatbotId))) ?? "";
}

async function store(
  { http, notes }: KindContext,
  chatbotId: string,
  text: string,
  signal: AbortSignal,
): Promise<void> {
  const { length } = Array.from(text);
  if (length > maxCustomTextLength) {
    throw new ChatError(
      "too-large",
      `the custom text has ${length} characters and may have ${maxCustomTextLength}`,
    );
  }
  const at = path`/api/v0/chatbots/${chatbotId}/custom-content`;
  await http.confirm({ method: "POST", path: at, json: { text } }, signal);
  await notes.writeText(noteName(chatbotId), text);
}

/** @returns whether the text is another one now */
async function change(
  context: KindContext,
  chatbotId: string,
  edit: (text: string) => string,
  signal: AbortSignal,
): Promise<boolean> {
  return context.notes.inTurn(noteName(chatbotId), async () => {
    const text = await known(context.notes, chatbotId);
    const edited = edit(text);
    if (edited === text) return false;
    await store(context, chatbotId, edited, signal);
    return true;
  });
}

function decode({ name, content }: UploadFile): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch (error) {
    throw new ChatError("rejected", `${name} is no text in UTF-8`, { cause: error });
  }
}

function noteName(chatbotId: string): string {
  return `sitegpt-custom-content ${chatbotId}`;
}
