import { settingsKind } from "./settingsKind.ts";

/** What visitors are asked about themselves (13.5). */
export const userDataSettings = settingsKind({
  id: "sitegpt-user-data",
  title: "Visitor Details",
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
