import type { HttpClient } from "../../../core/http/client.ts";
import type { ResourceKind } from "../../../core/resources.ts";
import { settingsKind } from "./settings.ts";

/** What visitors are asked about themselves (13.5). */
export function userDataSettings(http: HttpClient): ResourceKind {
  return settingsKind(http, {
    id: "sitegpt-user-data",
    segment: "settings/user-data",
    properties: {
      collectUserDetails: {
        type: "string",
        enum: ["MANDATORY", "OPTIONAL", "DO_NOT_COLLECT"],
        markdownDescription: "Whether visitor details are required, optional or turned off.",
      },
      collectName: { type: "boolean", markdownDescription: "Whether to ask for the name." },
      collectPhone: {
        type: "boolean",
        markdownDescription: "Whether to ask for the phone number.",
      },
    },
  });
}
