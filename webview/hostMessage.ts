import type { HostMessage } from "../src/protocol/frames.ts";

/**
 * What came in as a message, if it is one of the host: other things are posted to a page too, by extensions of the
 * browser, and by a host that is newer than the page. Only what is needed to take it over is looked at.
 */
export function parseHostMessage(value: unknown): HostMessage | undefined {
  if (Array.isArray(value)) {
    const [sequence, text] = value as readonly unknown[];
    const isDelta = typeof sequence === "number" && typeof text === "string";
    return isDelta ? [sequence, text] : undefined;
  }
  return isRecord(value) && isWhole(value) ? (value as unknown as HostMessage) : undefined;
}

function isWhole(message: Readonly<Record<string, unknown>>): boolean {
  const { type, sequence, state, draft, about, settings, introduction } = message;
  switch (type) {
    case "events":
      return typeof sequence === "number" && isListOfRecords(message["events"]);
    case "snapshot":
      return (
        typeof sequence === "number" &&
        isRecord(state) &&
        isListOfRecords(state["messages"]) &&
        isRecord(draft) &&
        isRecord(about) &&
        isRecord(settings) &&
        (introduction === undefined || isIntroduction(introduction))
      );
    case "about":
      return isRecord(about);
    case "introduction":
      return isIntroduction(introduction);
    case "older":
      return isListOfRecords(message["messages"]);
    case "draft":
      return isRecord(draft);
    case "settings":
      return isRecord(settings);
    case "editor":
      return typeof message["use"] === "string";
    case "copied":
      return true;
    case "notice":
      return typeof message["text"] === "string";
    case "files":
      return typeof message["request"] === "number" && Array.isArray(message["paths"]);
    case "prompts":
      return typeof message["request"] === "number" && isListOfRecords(message["prompts"]);
    default:
      return false;
  }
}

function isIntroduction(value: unknown): boolean {
  return isRecord(value) && isListOfRecords(value["sessions"]) && Array.isArray(value["knowledge"]);
}

function isListOfRecords(value: unknown): boolean {
  return Array.isArray(value) && value.every(isRecord);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
