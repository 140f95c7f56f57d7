import { ChatError } from "../../../core/errors.ts";
import { declareKind } from "../../../core/declareKind.ts";
import { multipart } from "../../../core/http/multipart.ts";
import { path } from "../../../core/http/path.ts";
import { toWords } from "../messages.ts";
import type { KindContext } from "./context.ts";
import { fixed, present, valueSchema } from "./members.ts";
import { readChatbot } from "./settingsKind.ts";

/** The icons there are (7.1), and where a chatbot's settings have each (3.5). */
const sourceIds: Readonly<Record<string, string>> = {
  BOT: "iconSrcId",
  PERSON: "personIconSrcId",
  AGENT: "agentIconSrcId",
  WATERMARK: "watermarkIconSrcId",
  CHAT_BUBBLE: "bubbleIconSrcId",
};

/** The icons of a chatbot (section 7): always the same five, each set or not. */
export const icons = declareKind<KindContext>({
  id: "sitegpt-icons",
  title: "Icons",
  group: "settings",
  removeNote: "SiteGPT may ignore the selection and delete all icons.",
  schema: valueSchema({
    iconType: fixed("string"),
    iconSrcId: fixed("string"),
  }),

  async list() {
    return Object.keys(sourceIds).map((id) => ({ id, title: toWords(id) }));
  },

  async read({ http }, { chatbotId, id }, signal) {
    const name = Object.hasOwn(sourceIds, id) ? sourceIds[id] : undefined;
    if (name === undefined) throw new ChatError("not-found", `there is no icon ${id}`);
    const { settings } = await readChatbot(http, chatbotId, signal);
    return present({ iconType: id, iconSrcId: settings[name] });
  },

  /** Delete an icon (7.2). How to say which one is not documented, so it is said twice (trap 23). */
  async remove({ http }, { chatbotId }, ids, signal) {
    for (const iconType of ids) {
      const call = {
        method: "DELETE",
        path: path`/api/v0/chatbots/${chatbotId}/icons`,
        query: { iconType },
        json: { iconType },
      } as const;
      await http.confirm(call, signal);
    }
  },

  actions: [
    {
      id: "replace",
      label: "Replace…",
      file: {
        extensions: ["png", "jpg", "jpeg", "gif", "svg", "webp"],
        maxBytes: 5 * 1024 * 1024,
      },
      /** Add or replace an icon (7.1). */
      async run({ http }, { chatbotId, id }, { file }, signal) {
        if (!file) throw new ChatError("bug", "an icon needs a file");
        const call = {
          method: "POST",
          path: path`/api/v0/chatbots/${chatbotId}/icons`,
          body: multipart([
            { name: "iconType", value: id },
            { name: "iconSrc", value: file },
          ]),
        } as const;
        await http.confirm(call, signal);
        return { kind: "done" };
      },
    },
  ],
});
