import type { Source } from "../model.ts";
import type { WrittenChat } from "./exportMarkdown.ts";
import { placeReferences } from "./exportReferences.ts";
import { speakerName, type SpeakerNames } from "./exportSpeakers.ts";

/** A whole chat as plain text to be read from top to bottom, also aloud. Each answer numbers its own sources. */
export function exportText(
  chat: WrittenChat,
  words: { readonly sources: string; readonly time: (time: number) => string },
): string {
  const { title, messages, names } = chat;
  const written = messages.map((message) => {
    let number = 0;
    const { text, atEnd, sources } = placeReferences(
      message,
      () => String((number += 1)),
      (label) => `[${label}]`,
    );
    const when = message.createdAt === undefined ? "" : `, ${words.time(message.createdAt)}`;
    const lines = sources.map(({ label, source }) => `[${label}] ${describe(source, names)}`);
    return [
      `${speakerName(message, names, chat)}${when}:`,
      [text.trim(), ...atEnd.map(({ label }) => `[${label}]`)].join(" ").trim(),
      ...(lines.length > 0 ? [[`${words.sources}:`, ...lines].join("\n")] : []),
    ].join("\n\n");
  });
  return `${[title, ...written].join("\n\n")}\n`;
}

function describe({ title, page, url }: Source, names: SpeakerNames): string {
  const place = page === undefined ? "" : `, ${names.page(page)}`;
  return `${title}${place}${url === undefined || url === title ? "" : `, ${url}`}`;
}
