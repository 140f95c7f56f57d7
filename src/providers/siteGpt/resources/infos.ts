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
    removeNote: "Its history, content and settings are deleted too.",
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
      "This becomes part of the chatbot's custom content. SiteGPT does not return that content: text that was not added by Parley is replaced.",
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
    title: "Widget Texts",
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
    removeNote: "SiteGPT may ignore the selection and delete all icons.",
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
