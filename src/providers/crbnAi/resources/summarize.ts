import { ChatError } from "../../../core/errors.ts";
import type { ActionDeclaration } from "../../../core/declareKind.ts";
import { path } from "../../../core/http/path.ts";
import type { Source } from "../../../core/model.ts";
import { decodeFrames } from "../../../core/wire/framing.ts";
import { ReplyText } from "../../../core/wire/replyValue.ts";
import { citedSources, resolveMarkers, toSource } from "../citations.ts";
import { readFrame } from "../replyEvents.ts";
import type { KindContext } from "./context.ts";

/**
 * Chat with a Knowledge Bot (4.3.5): asks without a chat, and the service stores nothing. It is named after what it
 * does not do (trap 22), and needs a history even where there is none.
 */
export const summarizeAction: ActionDeclaration<KindContext> = {
  id: "summarize",
  label: "Ask Without a Session (Deprecated)",
  isDeprecated: true,
  schema: {
    type: "object",
    additionalProperties: false,
    required: ["query"],
    properties: {
      query: { type: "string", minLength: 1, markdownDescription: "The question." },
      history: {
        type: "array",
        items: {
          type: "object",
          required: ["role", "content"],
          properties: {
            role: { type: "string", enum: ["user", "assistant"] },
            content: { type: "string" },
          },
        },
        markdownDescription:
          'What was said before, oldest first, as JSON: `[{"role": "user", "content": "…"}]`.',
      },
    },
  },
  async run({ http }, { chatbotId }, { value }, signal) {
    const call = {
      method: "POST",
      path: path`/api/knowledge-bots/${chatbotId}/summarize`,
      json: { query: value["query"], history: value["history"] ?? [] },
      timeouts: { headers: 120_000, idle: 120_000 },
    } as const;
    const { content, headers } = await http.bytes(call, signal);
    return { kind: "text", text: await toMarkdown(content, headers), languageId: "markdown" };
  },
};

/** The answer, and below it the passages that it cites. */
async function toMarkdown(
  content: Uint8Array,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const sources: Source[] = [];
  const reply = new ReplyText();
  for await (const frame of decodeFrames(once(content), { headers, expected: "json" })) {
    for (const part of readFrame(frame)) {
      if (part.kind === "section") sources.push(toSource(part.section));
      else if (part.kind !== "unreadable") reply.add(part);
    }
  }
  if (reply.text.trim() === "") throw new ChatError("bad-reply", "the answer is empty");
  const text = resolveMarkers(reply.text, sources);
  const cited = citedSources(text, sources).map(describe);
  return `${[text, ...(cited.length > 0 ? ["---", ...cited] : [])].join("\n\n")}\n`;
}

function describe({ marker = "", title, page, passage }: Source): string {
  const place = page === undefined ? title : `${title}, ${String(page)}`;
  const quoted = (passage ?? "").trim().replaceAll(/^/gm, "> ");
  return `**${marker}** ${place}\n\n${quoted}`;
}

async function* once(content: Uint8Array) {
  yield content;
}
