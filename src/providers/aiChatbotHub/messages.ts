import { safeParse } from "valibot";
import { ChatError } from "../../core/errors.ts";
import type { Message, Source } from "../../core/model.ts";
import { parseEmbeddedJson } from "../../core/wire/json.ts";
import { parseTime } from "../../core/wire/time.ts";
import { citationsSchema, type WireMessage } from "./wire.ts";

/** A turn as the question and the answer it holds (2.4). */
export function toMessages(record: WireMessage): readonly Message[] {
  const createdAt = parseTime(record.created_at);
  const shared = { recordId: record.uuid, ...(createdAt !== undefined && { createdAt }) };
  const messages: Message[] = [];
  if (record.query)
    messages.push({ ...shared, key: `${record.uuid}/query`, role: "user", text: record.query });
  if (record.response || record.error_message) {
    const sources = toSources(record);
    messages.push({
      ...shared,
      key: `${record.uuid}/response`,
      role: "assistant",
      text: record.response ?? "",
      ...(sources.length > 0 && { sources }),
      ...stateOf(record),
    });
  }
  return messages;
}

/** True for a turn of which a half is no text: both are always there (2.4), if only as null. */
export function isUnreadable({ query, response, error_message: error }: WireMessage): boolean {
  return query === undefined || (response === undefined && !error);
}

function stateOf(record: WireMessage): Pick<Message, "state"> {
  if (record.error_message) {
    // As data of an error it is shortened and holds no secret.
    const error = new ChatError("server", "error_message of a stored turn", {
      serviceMessage: record.error_message,
    });
    return { state: { kind: "failed", error: error.toData() } };
  }
  return record.finish_reason === "length" ? { state: { kind: "cut-off" } } : {};
}

/** The citations of a turn. Each is marked in the text by its number in brackets, e.g. `[3.4]` (2.4). */
export function toSources(record: WireMessage): readonly Source[] {
  const citations = safeParse(citationsSchema, parseEmbeddedJson(record.cite_data_json));
  if (!citations.success) return [];
  return Object.entries(citations.output).flatMap(([number, citation]): Source[] => {
    if (!citation) return [];
    // For a web page the file name is its address.
    const url = [citation.reference_source_link, citation.url, citation.file_name].find(
      (candidate) => candidate !== undefined && /^https?:\/\//.test(candidate),
    );
    const source = {
      id: number,
      title: citation.title || citation.file_name || number,
      marker: `[${number}]`,
      ...(url !== undefined && { url }),
      ...(citation.text !== undefined && { passage: citation.text }),
    };
    return [source];
  });
}

/**
 * Turns in the order in which they were made: by time, and where whole seconds tie, as the service listed them. One
 * whose time cannot be read has that of the one before it.
 */
export function sortTurns(records: readonly WireMessage[]): readonly WireMessage[] {
  let time = 0;
  const dated = records.map((record) => {
    time = parseTime(record.created_at) ?? time;
    return { record, time };
  });
  return dated.toSorted((a, b) => a.time - b.time).map(({ record }) => record);
}
