import type { Message, Source } from "../model.ts";
import { missingFence } from "./exportCode.ts";
import { placeReferences, type ReferredSource } from "./exportReferences.ts";
import { speakerName, type SpeakerNames } from "./exportSpeakers.ts";

/** A chat as it is written for people. */
export interface WrittenChat {
  readonly title: string;
  readonly messages: readonly Message[];
  readonly names: SpeakerNames;
  /** The texts of the questions that AI agents have asked. */
  readonly aiQuestions?: readonly string[];
}

/** A whole chat as a Markdown document; sources are footnotes where the answer cites them. */
export function exportMarkdown(chat: WrittenChat): string {
  const { title, messages } = chat;
  const newLabel = footnoteLabels(messages);
  const written = messages.map((message) => exportMessage(message, chat, newLabel));
  return `# ${oneLine(title)}\n\n${written.join("\n\n")}\n`;
}

/** One message as Markdown that stands for itself; its sources are footnotes. */
export function messageMarkdown(message: Message, names: PageName): string {
  return write(message, names, footnoteLabels([message])).join("\n\n");
}

type PageName = Pick<SpeakerNames, "page">;

function exportMessage(message: Message, chat: WrittenChat, newLabel: () => string): string {
  const { names } = chat;
  const time =
    message.createdAt === undefined ? "" : ` · ${new Date(message.createdAt).toISOString()}`;
  const heading = `## ${oneLine(speakerName(message, names, chat))}${time}`;
  return [heading, ...write(message, names, newLabel)].join("\n\n");
}

/** The text of a message and the footnotes of its sources, as paragraphs. */
function write(message: Message, names: PageName, newLabel: () => string): readonly string[] {
  const { text, atEnd, sources } = placeReferences(message, newLabel, footnote);
  const body = text.trim();
  return [
    // What was cut off inside code must not swallow what follows.
    body + missingFence(body),
    atEnd.map(({ label }) => footnote(label)).join(" "),
    sources.map((referred) => exportSource(referred, names)).join("\n"),
  ].filter((part) => part !== "");
}

/** Labels from 1 on, without those that the chat itself uses. */
function footnoteLabels(messages: readonly Message[]): () => string {
  const taken = new Set(
    messages.flatMap(({ text }) => [...text.matchAll(/\[\^(\d+)\]/g)].map(([, label]) => label)),
  );
  let number = 0;
  return () => {
    do number += 1;
    while (taken.has(String(number)));
    return String(number);
  };
}

function footnote(label: string): string {
  return `[^${label}]`;
}

function exportSource({ label, source }: ReferredSource, names: PageName): string {
  return `${footnote(label)}: ${describeSource(source, names)}`;
}

function describeSource({ title, page, url }: Source, names: PageName): string {
  const name = oneLine(title).replaceAll(/[\\`*[\]<]/g, String.raw`\$&`);
  const place = page === undefined ? "" : `, ${names.page(page)}`;
  // Anything else in angle brackets would be no address.
  const isPlain = url !== undefined && /^https?:\/\/[^\s<>]+$/i.test(url);
  return `${name}${place}${isPlain ? ` <${url}>` : ""}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
