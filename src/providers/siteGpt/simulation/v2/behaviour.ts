import type { SimulatedRoute } from "../../../../core/simulation.ts";
import { bodyOf, textIn } from "../requests.ts";
import type { Store } from "../store.ts";
import { ifConfirmed, invalid, page, succeed } from "./answers.ts";
import { botPath, type ForChatbot } from "./chatbotPath.ts";

const sections = new Set([
  "general",
  "appearance",
  "chat-mode",
  "localization",
  "advanced",
  "user-data",
  "lead-form",
  "human-support",
  "webhooks",
]);

/** The calls about how a chatbot behaves (section 9). */
export function behaviourRoutes(
  { uuid }: Store,
  forChatbot: ForChatbot,
): readonly SimulatedRoute[] {
  return [
    {
      method: "GET",
      path: `${botPath}/starters`,
      handle: forChatbot(({ lists }) =>
        succeed(
          page("starters", lists.starters, new URLSearchParams({ limit: "100" }), (starter) => ({
            message: starter["description"],
            type: "QUESTION",
            ...starter,
          })),
        ),
      ),
    },
    {
      method: "POST",
      path: `${botPath}/starters`,
      handle: forChatbot(({ lists }, request) => {
        const body = bodyOf(request);
        const { type = "QUESTION" } = body;
        const title = textIn(body, "title");
        if (title === undefined) return invalid("title is required");
        if (type !== "QUESTION" && type !== "LINK") return invalid("type is not known");
        const starter = { ...body, id: uuid(), title, type };
        lists.starters.push(starter);
        return succeed({ starter }, { status: 201 });
      }),
    },
    {
      method: "DELETE",
      path: `${botPath}/personas/{personaId}`,
      handle: forChatbot((_chatbot, request) =>
        ifConfirmed(request, () =>
          succeed({ deletedPersona: { id: request.parameter("personaId") } }),
        ),
      ),
    },
    {
      method: "PATCH",
      path: `${botPath}/instructions/{instructionId}`,
      handle: forChatbot((_chatbot, request) => {
        const body = bodyOf(request);
        const { temperature = 0 } = body;
        if (typeof temperature !== "number" || temperature < 0 || temperature > 2)
          return invalid("temperature must be 0 to 2");
        if ("instructions" in body && textIn(body, "instructions") === undefined)
          return invalid("instructions must not be empty");
        return succeed({ instruction: { id: request.parameter("instructionId") } });
      }),
    },
    {
      method: "GET",
      path: `${botPath}/settings`,
      handle: forChatbot(({ settings }) => succeed({ setting: settings })),
    },
    {
      method: "PATCH",
      path: `${botPath}/settings`,
      handle: forChatbot(({ settings }, request) => {
        Object.assign(settings, bodyOf(request));
        return succeed({ setting: settings });
      }),
    },
    {
      method: "PATCH",
      path: `${botPath}/settings/{section}`,
      handle: forChatbot(({ settings }, request) => {
        if (!sections.has(request.parameter("section"))) return invalid("section is not known");
        Object.assign(settings, bodyOf(request));
        return succeed({ setting: settings });
      }),
    },
  ];
}
