import type { ResourceKindInfo } from "../../../core/resources.ts";
import { maxCustomTextLength } from "./customText.ts";

/** What SiteGPT manages besides chats. */
export const resourceKinds: readonly ResourceKindInfo[] = [
  {
    id: "sitegpt-chatbots",
    title: "Chatbots",
    group: "settings",
    place: "account",
    isChatbots: true,
    removeNote: "Its history, content and settings are lost with it.",
    can: ["create", "remove"],
  },
  {
    id: "sitegpt-brands",
    title: "White-Label Brands",
    group: "settings",
    place: "account",
    isDeprecated: true,
    can: ["act"],
  },
  {
    id: "sitegpt-links",
    title: "Links",
    group: "knowledge",
    emptyNote: "SiteGPT does not list its links.",
    can: ["create", "addUrls", "findUrls"],
  },
  {
    id: "sitegpt-custom-content",
    title: "Custom Content",
    group: "knowledge",
    isSingle: true,
    replaceNote:
      "It becomes a part of the chatbot's custom text. SiteGPT does not show that text: what was written there elsewhere than in Parley is replaced.",
    can: ["update", "upload", "teach"],
    // There is no upload of files (section 2): a text becomes a section of the chatbot's single custom text.
    uploads: { extensions: ["txt", "md"], maxBytes: maxCustomTextLength },
  },
  {
    id: "sitegpt-personas",
    title: "Personas",
    group: "behaviour",
    can: ["create", "update", "remove", "act"],
  },
  {
    id: "sitegpt-prompts",
    title: "Prompts",
    group: "behaviour",
    can: ["create", "update", "remove", "act"],
  },
  {
    id: "sitegpt-follow-up-prompts",
    title: "Follow-up Prompts",
    group: "behaviour",
    can: ["create", "update", "remove"],
  },
  {
    id: "sitegpt-starters",
    title: "Conversation Starters",
    group: "behaviour",
    can: ["create", "update", "remove"],
  },
  {
    id: "sitegpt-appearance",
    title: "Appearance",
    group: "settings",
    isSingle: true,
    can: ["update"],
  },
  {
    id: "sitegpt-general",
    title: "General Settings",
    group: "settings",
    isSingle: true,
    can: ["update"],
  },
  {
    id: "sitegpt-advanced",
    title: "Advanced Settings",
    group: "settings",
    isSingle: true,
    can: ["update"],
  },
  {
    id: "sitegpt-chat-mode",
    title: "Chat Mode",
    group: "settings",
    isSingle: true,
    can: ["update"],
  },
  {
    id: "sitegpt-localization",
    title: "Texts of the Widget",
    group: "settings",
    isSingle: true,
    can: ["update"],
  },
  {
    id: "sitegpt-user-data",
    title: "Visitor Details",
    group: "settings",
    isSingle: true,
    can: ["update"],
  },
  {
    id: "sitegpt-icons",
    title: "Icons",
    group: "settings",
    removeNote: "SiteGPT may ignore which icon is meant and delete all of them.",
    can: ["remove", "act"],
  },
  {
    id: "sitegpt-thread",
    title: "Session Details",
    group: "settings",
    place: "session",
    can: ["create", "update", "act"],
  },
];
