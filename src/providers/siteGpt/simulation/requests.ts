import type {
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
} from "../../../core/simulation.ts";
import { refuse, type StoredChatbot } from "./wire.ts";

/** The members of a JSON body. */
export type Body = Readonly<Record<string, unknown>>;

/** Makes the handler of a call about one chatbot, which refuses unknown ones. */
export type ForChatbot = (
  handle: (chatbot: StoredChatbot, request: SimulatedRequest) => SimulatedResponse,
) => SimulatedRoute["handle"];

/** The path of a chatbot. */
export const botPath = "/api/v0/chatbots/{chatbotId}";

/** The members of a JSON body; none when it is not a JSON object. */
export function bodyOf(request: SimulatedRequest): Body {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(request.body));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    // Some calls have an optional body, and a broken one lacks whatever the call needs.
    return {};
  }
}

/** A text that is there and not empty. */
export function textIn(body: Body, key: string): string | undefined {
  const value = body[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Says which field of a request is not as it should be. */
export function invalid(field: string, message: string): SimulatedResponse {
  return refuse(400, undefined, [{ field, message }]);
}

/** The page of a list that the query asks for. @param mostPerPage below the service's own limit of 100 */
export function pageOf<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  mostPerPage: number,
): readonly Item[] {
  const number = (name: string, usual: number): number =>
    Math.max(1, Math.trunc(Number(query.get(name) ?? usual)) || usual);
  const limit = Math.min(100, mostPerPage, number("limit", 20));
  const start = (number("page", 1) - 1) * limit;
  return items.slice(start, start + limit);
}
