import type { Message, Source } from "../model.ts";

/** A whole chat as a Markdown document; the sources of an answer follow it as a list. */
export function exportMarkdown(title: string, messages: readonly Message[]): string {
  return `# ${title}\n\n${messages.map(exportMessage).join("\n\n")}\n`;
}

function exportMessage(message: Message): string {
  const time =
    message.createdAt === undefined ? "" : ` · ${new Date(message.createdAt).toISOString()}`;
  const parts = [`## ${speaker(message)}${time}`, message.text.trim()];
  if (message.sources?.length)
    parts.push(["Sources:", ...message.sources.map(exportSource)].join("\n"));
  return parts.filter((part) => part !== "").join("\n\n");
}

function speaker({ role, author }: Message): string {
  switch (role) {
    case "user":
      return "You";
    case "assistant":
      return "Chatbot";
    case "agent":
      return author ?? "Human agent";
    case "system":
      return "Service";
  }
}

function exportSource(source: Source): string {
  const page = source.page === undefined ? "" : `, page ${source.page}`;
  const url = source.url === undefined ? "" : ` <${source.url}>`;
  const marker = source.marker === undefined ? "" : `${source.marker} `;
  return `- ${marker}${source.title}${page}${url}`;
}
