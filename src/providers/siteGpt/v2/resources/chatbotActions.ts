import type { ActionDeclaration } from "../../../../core/declareKind.ts";
import { ChatError } from "../../../../core/errors.ts";
import { path } from "../../../../core/http/path.ts";
import { valueSchema } from "../../resources/members.ts";
import { confirm } from "../calls.ts";
import { showAction } from "./asJson.ts";
import { toBase64 } from "./base64.ts";
import type { KindContext } from "./context.ts";

const day = { type: "string", pattern: "^(\\d{4}-\\d{2}-\\d{2})?$" } as const;

/** What can be asked of a chatbot as a whole (5.6 to 5.9, 7.2). */
export const chatbotActions: readonly ActionDeclaration<KindContext>[] = [
  showAction({
    id: "dashboard",
    label: "Show Dashboard",
    toCall: ({ chatbotId }) => ({
      method: "GET",
      path: path`/api/v2/chatbots/${chatbotId}/dashboard`,
    }),
  }),
  showAction({
    id: "analytics",
    label: "Show Analytics…",
    schema: valueSchema({
      startDay: {
        ...day,
        markdownDescription: "The first day, such as `2026-05-01`; 30 days ago by default.",
      },
      endDay: { ...day, markdownDescription: "The last day; today by default." },
    }),
    toCall: ({ chatbotId }, { startDay, endDay }) => ({
      method: "GET",
      path: path`/api/v2/chatbots/${chatbotId}/analytics`,
      query: { startDay: textOf(startDay), endDay: textOf(endDay) },
    }),
  }),
  showAction({
    id: "document-stats",
    label: "Show Document Statistics",
    toCall: ({ chatbotId }) => ({
      method: "GET",
      path: path`/api/v2/chatbots/${chatbotId}/documents/stats`,
    }),
  }),
  {
    id: "set-icon",
    label: "Set Icon…",
    schema: valueSchema(
      {
        iconType: {
          type: "string",
          enum: ["bot", "person", "agent", "watermark", "chat-bubble"],
          markdownDescription: "Which of the icons it is.",
        },
      },
      ["iconType"],
    ),
    // The limits are not documented; the service advises a small PNG (5.9).
    file: { extensions: ["png", "jpg", "jpeg", "gif", "svg", "webp"], maxBytes: 2_000_000 },
    async run({ http }, { chatbotId }, { value, file }, signal) {
      if (!file) throw new ChatError("bug", "an icon needs a file");
      const { name: fileName, type: mimeType, content } = file;
      const json = { ...value, imageBase64: toBase64(content), fileName, mimeType };
      const at = path`/api/v2/chatbots/${chatbotId}/icons`;
      await confirm(http, { method: "POST", path: at, json }, signal);
      return { kind: "done" };
    },
  },
  {
    id: "transfer",
    label: "Transfer to Another User…",
    schema: valueSchema(
      {
        email: {
          type: "string",
          minLength: 3,
          markdownDescription: "The new owner's email address. The chatbot leaves your account.",
        },
        keepSourceAs: {
          type: "string",
          enum: ["AGENT", "MANAGER", "ADMIN", "SUPER_ADMIN"],
          markdownDescription: "The role that you keep; none by default.",
        },
      },
      ["email"],
    ),
    async run({ http }, { chatbotId }, { value }, signal) {
      const at = path`/api/v2/chatbots/${chatbotId}/transfer`;
      await confirm(http, { method: "POST", path: at, json: value }, signal);
      return { kind: "done" };
    },
  },
];

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
