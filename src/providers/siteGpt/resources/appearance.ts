import type { MemberSchema } from "../../../core/resources.ts";
import { fixed } from "./members.ts";
import { settingsKind } from "./settingsKind.ts";

const openings = ["ALWAYS_OPEN_WITH_DELAY", "DONT_OPEN"];
const sizes = ["SMALL", "MEDIUM", "LARGE", "XL", "2XL", "3XL", "4XL", "5XL"];

/** The writable members of 5.1. The delays of opening are left out: their names are not documented. */
const properties: Readonly<Record<string, MemberSchema>> = {
  title: { type: "string", minLength: 1, markdownDescription: "The title of the chatbot." },
  welcomeMessage: { type: "string", markdownDescription: "The first message that is shown." },
  placeholderText: {
    type: "string",
    markdownDescription: "The placeholder of the input field.",
  },
  brandColor: { type: "string", markdownDescription: "A CSS color such as `#2f6f4f`." },
  brandTextColor: {
    type: "string",
    markdownDescription: "The color of text on the brand color.",
  },
  fontSize: { type: "integer", minimum: 1, markdownDescription: "In pixels." },
  height: { type: "number", markdownDescription: "The height of the chat window." },
  learnMore: { type: "string", markdownDescription: "The label above the sources of an answer." },
  ctaText: { type: "string", markdownDescription: "The text of the call to action." },
  ctaLink: { type: "string", markdownDescription: "The address of the call to action." },
  watermarkText: { type: "string", markdownDescription: "The text of the watermark." },
  watermarkLink: { type: "string", markdownDescription: "The address of the watermark." },
  autoOpenChatWindowInDesktop: {
    type: "string",
    enum: openings,
    markdownDescription: "Whether the chat window opens automatically on computers.",
  },
  autoOpenChatWindowInMobile: {
    type: "string",
    enum: openings,
    markdownDescription: "Whether the chat window opens automatically on phones.",
  },
  hideWatermark: { type: "boolean", markdownDescription: "Whether the watermark is hidden." },
  hideSources: { type: "boolean", markdownDescription: "Whether answers hide their sources." },
  hideTooltip: {
    type: "boolean",
    markdownDescription: "Whether the text beside the bubble is hidden.",
  },
  hideFeedbackButtons: {
    type: "boolean",
    markdownDescription: "Whether the buttons that rate an answer are hidden.",
  },
  rtl: { type: "boolean", markdownDescription: "Whether text runs from right to left." },
  distanceFromBottom: {
    type: "number",
    markdownDescription: "The distance of the bubble from the bottom, in pixels.",
  },
  horizontalDistance: {
    type: "number",
    markdownDescription: "The distance of the bubble from the side, in pixels.",
  },
  iconSize: { type: "string", enum: sizes, markdownDescription: "The size of the bubble." },
  iconPosition: {
    type: "string",
    enum: ["LEFT", "RIGHT"],
    markdownDescription: "The side on which the bubble appears.",
  },
  tooltip: fixed("string"),
};

/** How the chatbot looks (5.1). */
export const appearance = settingsKind({
  id: "sitegpt-appearance",
  title: "Appearance",
  segment: "appearance",
  properties,
  readFrom: new Map([
    ["title", ["title"]],
    ["learnMore", ["settings", "localization", "learnMore"]],
  ]),
});
