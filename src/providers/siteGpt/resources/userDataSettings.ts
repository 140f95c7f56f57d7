import type { HttpClient } from "../../../core/http/client.ts";
import type { ResourceKind } from "../../../core/resources.ts";
import { settingsKind } from "./settingsKind.ts";

/** What visitors are asked about themselves (13.5). */
export function userDataSettings(http: HttpClient): ResourceKind {
  return settingsKind(http, {
    id: "sitegpt-user-data",
    segment: "settings/user-data",
    properties: {
      collectUserDetails: {
        type: "string",
        enum: ["MANDATORY", "OPTIONAL", "DO_NOT_COLLECT"],
        markdownDescription: "Whether visitors must, may or cannot say who they are.",
      },
      collectName: { type: "boolean", markdownDescription: "Whether the name is asked for." },
      collectPhone: {
        type: "boolean",
        markdownDescription: "Whether the phone number is asked for.",
      },
    },
  });
}
