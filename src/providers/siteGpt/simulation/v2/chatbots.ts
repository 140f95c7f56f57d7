import type { SimulatedRoute } from "../../../../core/simulation.ts";
import { bodyOf, textIn } from "../requests.ts";
import type { Store } from "../store.ts";
import type { StoredChatbot } from "../wire.ts";
import { ifConfirmed, invalid, page, refuse, succeed } from "./answers.ts";
import { botPath, type ForChatbot } from "./chatbotPath.ts";
import type { Workspaces } from "./workspaces.ts";

/** What the plan of the demo account allows. */
const maxChatbots = 20;
const maxTitleLength = 120;
const maxDescriptionLength = 500;

const icons = new Set(["bot", "person", "agent", "watermark", "chat-bubble"]);

const chatbotJson = ({ id, title, description }: StoredChatbot): unknown => ({
  id,
  title,
  description,
});

/** The calls about chatbots as a whole (section 5). */
export function chatbotRoutes(
  { chatbots, createChatbot }: Store,
  workspaces: Workspaces,
  forChatbot: ForChatbot,
): readonly SimulatedRoute[] {
  return [
    {
      method: "GET",
      path: "/api/v2/chatbots",
      // There is no limit to ask for: everything comes at once.
      handle: (request) => {
        const shown = chatbots.filter((chatbot) => workspaces.isShown(chatbot, request));
        return succeed(page("chatbots", shown, new URLSearchParams({ limit: "100" }), chatbotJson));
      },
    },
    {
      method: "POST",
      path: "/api/v2/chatbots",
      handle: (request) => {
        const body = bodyOf(request);
        const title = textIn(body, "title");
        if (title === undefined) return invalid("title is required");
        if (chatbots.length >= maxChatbots) return refuse(403, "CHATBOT_LIMIT_REACHED");
        const chatbot = createChatbot(title);
        chatbot.description = textIn(body, "description") ?? "";
        return succeed({ chatbot: chatbotJson(chatbot) }, { status: 201 });
      },
    },
    {
      method: "GET",
      path: botPath,
      handle: forChatbot((chatbot) => succeed({ chatbot: chatbotJson(chatbot) })),
    },
    {
      method: "PATCH",
      path: botPath,
      handle: forChatbot((chatbot, request) => {
        const body = bodyOf(request);
        const { title = chatbot.title, description = chatbot.description } = body;
        if (typeof title !== "string" || title === "" || title.length > maxTitleLength)
          return invalid("title must have 1 to 120 characters");
        if (typeof description !== "string" || description.length > maxDescriptionLength)
          return invalid("description must have at most 500 characters");
        Object.assign(chatbot, { title, description });
        return succeed({ chatbot: chatbotJson(chatbot) });
      }),
    },
    {
      method: "DELETE",
      path: botPath,
      handle: forChatbot((chatbot, request) =>
        ifConfirmed(request, () => {
          chatbots.splice(chatbots.indexOf(chatbot), 1);
          return succeed({});
        }),
      ),
    },
    {
      method: "POST",
      path: `${botPath}/transfer`,
      handle: forChatbot((chatbot, request) => {
        const body = bodyOf(request);
        const to = textIn(body, "email") ?? textIn(body, "userId");
        if (to === undefined) return invalid("email or userId is required");
        return succeed({ chatbot: chatbotJson(chatbot) });
      }),
    },
    {
      method: "GET",
      path: `${botPath}/dashboard`,
      handle: forChatbot(({ bot }) =>
        succeed({ dashboard: { totalDocuments: bot.documents.length, pendingDocuments: 0 } }),
      ),
    },
    {
      method: "GET",
      path: `${botPath}/analytics`,
      handle: forChatbot((_chatbot, { query }) => {
        const [startDay, endDay] = [query.get("startDay"), query.get("endDay")];
        const totals = { widgetOpens: 7 };
        return succeed({ analytics: { startDay, endDay, insightsEnabled: false, totals } });
      }),
    },
    {
      method: "POST",
      path: `${botPath}/icons`,
      handle: forChatbot((chatbot, request) => {
        const body = bodyOf(request);
        if (!icons.has(textIn(body, "iconType") ?? "")) return invalid("iconType is not known");
        if (textIn(body, "imageBase64") === undefined) return invalid("imageBase64 is required");
        return succeed({ chatbot: chatbotJson(chatbot) });
      }),
    },
  ];
}
