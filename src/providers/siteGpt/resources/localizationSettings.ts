import type { MemberSchema, ResourceValue } from "../../../core/resources.ts";
import { isRecord } from "../../../core/wire/json.ts";
import { settingsKind } from "./settingsKind.ts";

const texts = (...names: readonly string[]): Readonly<Record<string, MemberSchema>> =>
  Object.fromEntries(names.map((name) => [name, { type: "string" }]));

/** The texts of 13.4, by the page of the widget that shows them. */
const properties: Readonly<Record<string, MemberSchema>> = {
  chatHome: {
    type: "object",
    properties: texts("home", "addDetails", "startConversation", "starting"),
    markdownDescription: "The texts of the first page.",
  },
  chatMessages: {
    type: "object",
    properties: texts(
      "messages",
      "noMessages",
      "loginToSeeHistory",
      "historyShowsUpHere",
      "verifyEmail",
      "startConversation",
      "starting",
    ),
    markdownDescription: "The texts of the list of conversations.",
  },
  chatMessage: {
    type: "object",
    properties: texts(
      "botName",
      "yourName",
      "agentName",
      "escalationHeading",
      "escalationSubHeading",
      "yesContinue",
      "cancel",
      "conversationEscalated",
    ),
    markdownDescription: "The texts of a conversation.",
  },
  chatAccount: {
    type: "object",
    properties: texts(
      "account",
      "verifyEmail",
      "loginToSeeHistory",
      "emailLabel",
      "nameLabel",
      "phoneLabel",
      "sendingOtp",
      "verifyOtp",
      "sentOtpToEmail",
      "otp",
      "verifyAndContinue",
      "notReceivedOtpYet",
      "resend",
      "editDetails",
      "resetting",
      "verifying",
      "logout",
      "loggingOut",
      "verified",
      "edit",
      "update",
      "updating",
    ),
    markdownDescription: "The texts of the page that asks for visitor details.",
  },
};

/** The texts of the widget (13.4). */
export const localizationSettings = settingsKind({
  id: "sitegpt-localization",
  title: "Widget Texts",
  segment: "settings/localization",
  properties,
  readFrom: new Map(
    Object.keys(properties).map((name) => [name, ["settings", "localization", name]]),
  ),
  toBody: completed,
});

/** Whether a part of an inner object replaces all of it is not documented, so all of it is sent (13.4). */
function completed(changed: ResourceValue, current: ResourceValue): ResourceValue {
  return Object.fromEntries(
    Object.entries(changed).map(([name, value]) => {
      const known = current[name];
      return [name, isRecord(known) && isRecord(value) ? { ...known, ...value } : value];
    }),
  );
}
