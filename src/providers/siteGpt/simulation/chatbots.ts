import type { SimulatedRoute } from "../../../core/simulation.ts";
import type { Store } from "./store.ts";
import { bodyOf, botPath, type ForChatbot, invalid, pageOf, textIn } from "./requests.ts";
import { chatbotJson, refuse, type StoredChatbot, succeed } from "./wire.ts";

/** What the plan of the demo account allows. */
const maxChatbots = 20;

const iconNames: Readonly<Record<string, string>> = {
  BOT: "iconSrcId",
  PERSON: "personIconSrcId",
  AGENT: "agentIconSrcId",
  WATERMARK: "watermarkIconSrcId",
  CHAT_BUBBLE: "bubbleIconSrcId",
};

/** The calls about chatbots as a whole, and their icons. */
export function chatbotRoutes(
  { chatbots, createChatbot, bigId }: Store,
  forChatbot: ForChatbot,
  mostPerPage: number,
): readonly SimulatedRoute[] {
  return [
    {
      method: "GET",
      path: "/api/v0/chatbots",
      handle: ({ query }) =>
        succeed("Fetched chatbots successfully", {
          chatbots: pageOf(chatbots, query, mostPerPage).map(chatbotJson),
        }),
    },
    {
      method: "POST",
      path: "/api/v0/chatbots",
      handle: (request) => {
        const name = textIn(bodyOf(request), "chatbotName");
        if (name === undefined) return invalid("chatbotName", "Required");
        if (chatbots.length >= maxChatbots) return refuse(403, "CHATBOT_LIMIT_REACHED");
        createChatbot(name);
        return succeed("Created the chatbot successfully", {});
      },
    },
    {
      method: "GET",
      path: botPath,
      handle: forChatbot((chatbot) =>
        succeed("Fetched chatbot successfully", { chatbot: chatbotJson(chatbot) }),
      ),
    },
    {
      method: "DELETE",
      path: botPath,
      handle: forChatbot((chatbot) => {
        chatbots.splice(chatbots.indexOf(chatbot), 1);
        return succeed("Deleted the chatbot successfully", null);
      }),
    },
    {
      method: "POST",
      path: `${botPath}/icons`,
      handle: forChatbot(({ settings }, request) => {
        const form = request.form();
        const name = iconNames[form.get("iconType")?.text ?? ""];
        if (name === undefined) return invalid("iconType", "Expected a type of icon");
        const file = form.get("iconSrc");
        if (file?.fileName === undefined || !file.type?.startsWith("image/"))
          return invalid("iconSrc", "Expected an image");
        settings[name] = bigId();
        return succeed("Sucess", null);
      }),
    },
    {
      method: "DELETE",
      path: `${botPath}/icons`,
      handle: forChatbot((chatbot, request) => {
        const wanted = request.query.get("iconType") ?? textIn(bodyOf(request), "iconType");
        deleteIcons(chatbot, wanted === undefined ? undefined : iconNames[wanted]);
        return succeed("Deleted the icon successfully", {});
      }),
    },
  ];
}

/** Which one is meant is not documented; without a hint all of them go. */
function deleteIcons({ settings }: StoredChatbot, name: string | undefined): void {
  for (const one of name === undefined ? Object.values(iconNames) : [name])
    Reflect.deleteProperty(settings, one);
}
