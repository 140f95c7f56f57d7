import type { ProviderContext } from "../../../core/provider.ts";
import type { ResourceKind } from "../../../core/resources.ts";
import type { Escalations } from "../escalations.ts";
import { advancedSettings } from "./advancedSettings.ts";
import { appearance } from "./appearance.ts";
import { brands } from "./brands.ts";
import { chatbots } from "./chatbots.ts";
import { chatModeSettings } from "./chatModeSettings.ts";
import { customContent } from "./customContent.ts";
import { followUpPrompts } from "./followUpPrompts.ts";
import { generalSettings } from "./generalSettings.ts";
import { icons } from "./icons.ts";
import { links } from "./links.ts";
import { localizationSettings } from "./localizationSettings.ts";
import { personas } from "./personas.ts";
import { prompts } from "./prompts.ts";
import { starters } from "./starters.ts";
import { threads } from "./threads.ts";
import { userDataSettings } from "./userDataSettings.ts";

/** What the kinds are made of. */
export interface KindContext extends Pick<ProviderContext, "http" | "notes"> {
  readonly escalations: Escalations;
}

/** All that this service manages besides chats. */
export function createResourceKinds(context: KindContext): readonly ResourceKind[] {
  const { http, notes, escalations } = context;
  return [
    chatbots(http),
    brands(http),
    links(http, notes),
    customContent(http, notes),
    personas(http),
    prompts(http),
    followUpPrompts(http, escalations),
    starters(http),
    appearance(http),
    generalSettings(http),
    advancedSettings(http),
    chatModeSettings(http),
    localizationSettings(http),
    userDataSettings(http),
    icons(http),
    threads(http),
  ];
}
