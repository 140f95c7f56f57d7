import type {
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
} from "../../../../core/simulation.ts";
import type { StoredChatbot } from "../wire.ts";

/** The path of a chatbot. */
export const botPath = "/api/v2/chatbots/{chatbotId}";

/** Makes the handler of a call about one chatbot, which refuses unknown ones. */
export type ForChatbot = (
  handle: (chatbot: StoredChatbot, request: SimulatedRequest) => SimulatedResponse,
) => SimulatedRoute["handle"];
