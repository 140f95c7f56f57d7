import type { SimulatedRoute } from "../../../core/simulation.ts";
import { bodyOf, botPath, type ForChatbot } from "./requests.ts";
import { complaintAbout, ruled, type Rules } from "./rules.ts";
import { type StoredChatbot, succeed } from "./wire.ts";

const openings = ["ALWAYS_OPEN_WITH_DELAY", "DONT_OPEN"];

/** What each of the calls takes, by the end of its path. */
const sections: Readonly<Record<string, Rules>> = {
  appearance: {
    title: "text",
    welcomeMessage: "text",
    placeholderText: "text",
    brandColor: "text",
    brandTextColor: "text",
    fontSize: "count",
    height: "number",
    learnMore: "text",
    ctaText: "text",
    ctaLink: "text",
    watermarkText: "text",
    watermarkLink: "text",
    autoOpenChatWindowInDesktop: openings,
    autoOpenChatWindowInMobile: openings,
    hideWatermark: "flag",
    hideSources: "flag",
    hideTooltip: "flag",
    hideFeedbackButtons: "flag",
    rtl: "flag",
    distanceFromBottom: "number",
    horizontalDistance: "number",
    iconSize: ["SMALL", "MEDIUM", "LARGE", "XL", "2XL", "3XL", "4XL", "5XL"],
    iconPosition: ["LEFT", "RIGHT"],
  },
  "settings/general": {
    chatbotDescription: "text",
    systemPrompt: "text",
    userPrompt: "text",
    disableSmartFollowUpPrompts: "flag",
    smartFollowUpPromptsCount: "count",
    disableLeadNotifications: "flag",
    historyCount: "count",
    gptModel: "text",
    extraData: "text",
    metadata: "record",
  },
  "settings/advanced": {
    creativity: ["restricted", "conservative", "creative", "custom"],
    temperature: "share",
    topK: "count",
    webhookUrl: "text",
    webhookToken: "text",
  },
  "settings/chat-mode": { chatMode: ["AI", "AGENT"] },
  "settings/localization": {
    chatHome: "record",
    chatMessages: "record",
    chatMessage: "record",
    chatAccount: "record",
  },
  "settings/user-data": {
    collectUserDetails: ["MANDATORY", "OPTIONAL", "DO_NOT_COLLECT"],
    collectName: "flag",
    collectPhone: "flag",
  },
};

/** The calls that change a chatbot's settings; all of them are read from the chatbot itself. */
export function settingsRoutes(forChatbot: ForChatbot): readonly SimulatedRoute[] {
  return Object.entries(sections).map(([segment, rules]) => ({
    method: "PATCH",
    path: `${botPath}/${segment}`,
    handle: forChatbot((chatbot, request) => {
      const body = bodyOf(request);
      const complaint = complaintAbout(body, rules);
      if (complaint) return complaint;
      for (const [name, value] of Object.entries(ruled(body, rules))) set(chatbot, name, value);
      return succeed("Updated the  settings successfully", {});
    }),
  }));
}

/** Some settings are written under one name and read under another; an inner object replaces the one before. */
function set(chatbot: StoredChatbot, name: string, value: unknown): void {
  const { settings } = chatbot;
  if (name === "title") chatbot.title = String(value);
  else if (name === "chatbotDescription") chatbot.description = String(value);
  else if (name === "chatMode") settings["mode"] = value;
  else if (name === "learnMore" || name in (sections["settings/localization"] ?? {}))
    settings["localization"] = { ...(settings["localization"] as object), [name]: value };
  // A token is taken and never given out.
  else if (name !== "webhookToken") settings[name] = value;
}
