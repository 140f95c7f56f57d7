import type { DeclaredKind } from "../../../core/declareKind.ts";
import { advancedSettings } from "./advancedSettings.ts";
import { appearance } from "./appearance.ts";
import { brands } from "./brands.ts";
import { chatbots } from "./chatbots.ts";
import { chatModeSettings } from "./chatModeSettings.ts";
import type { KindContext } from "./context.ts";
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

/** What SiteGPT manages besides chats, in the order of the tree. */
export const resourceKinds: readonly DeclaredKind<KindContext>[] = [
  chatbots,
  brands,
  links,
  customContent,
  personas,
  prompts,
  followUpPrompts,
  starters,
  appearance,
  generalSettings,
  advancedSettings,
  chatModeSettings,
  localizationSettings,
  userDataSettings,
  icons,
  threads,
];
