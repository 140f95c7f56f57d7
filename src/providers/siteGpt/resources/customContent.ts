import { ChatError } from "../../../core/errors.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import type { SessionNotes } from "../../../core/provider.ts";
import type { ResourceKind, UploadFile } from "../../../core/resources.ts";
import { maxCustomTextLength, withAnswer, withFile } from "./customText.ts";
import { valueSchema } from "./members.ts";

/**
 * The one custom text of a chatbot (5.2). The service takes it and never returns it, so what was written last is
 * remembered here; answers and files are sections of it.
 */
export function customContent(http: HttpClient, notes: SessionNotes): ResourceKind {
  /** The last write of each chatbot: a section that is added must not lose one that is on its way. */
  const turns = new Map<string, Promise<unknown>>();

  const known = async (chatbotId: string): Promise<string> =>
    (await notes.readText(noteName(chatbotId))) ?? "";

  const store = async (chatbotId: string, text: string, signal: AbortSignal): Promise<void> => {
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
  };

  const inTurn = async <T>(chatbotId: string, action: () => Promise<T>): Promise<T> => {
    const before = turns.get(chatbotId) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(action);
    turns.set(chatbotId, turn);
    return turn;
  };

  /** @returns whether the text is another one now */
  const change = async (
    chatbotId: string,
    edit: (text: string) => string,
    signal: AbortSignal,
  ): Promise<boolean> =>
    inTurn(chatbotId, async () => {
      const text = await known(chatbotId);
      const edited = edit(text);
      if (edited === text) return false;
      await store(chatbotId, edited, signal);
      return true;
    });

  return {
    id: "sitegpt-custom-content",
    schema: valueSchema({
      text: {
        type: "string",
        contentMediaType: "text/markdown",
        markdownDescription:
          "What the chatbot knows besides its pages, up to 10,000 characters. SiteGPT does not return this text: you see what Parley sent last, and saving replaces what SiteGPT has. Corrections and uploaded files are sections of it.",
      },
    }),

    async list({ chatbotId }) {
      return [{ id: chatbotId, title: chatbotId }];
    },

    async read({ chatbotId }) {
      return { text: await known(chatbotId) };
    },

    async update({ chatbotId }, { after }, signal) {
      const { text } = after;
      if (typeof text === "string")
        await inTurn(chatbotId, async () => store(chatbotId, text, signal));
      return { text: await known(chatbotId) };
    },

    async upload({ chatbotId }, file, { signal, onProgress }) {
      const content = decode(file);
      const isNew = await change(chatbotId, (text) => withFile(text, file.name, content), signal);
      onProgress?.(file.content.byteLength);
      const resource = { id: chatbotId, title: file.name };
      return { resource, ...(!isNew && { isDuplicate: true }) };
    },

    async teach({ chatbotId }, { question, answer }, signal) {
      await change(chatbotId, (text) => withAnswer(text, question, answer), signal);
      return { id: chatbotId, title: question };
    },
  };
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
