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
      markdownDescription: "Whether visitors must, may or cannot say who they are.",
    },
    collectName: { type: "boolean", markdownDescription: "Whether the name is asked for." },
    collectPhone: {
      type: "boolean",
      markdownDescription: "Whether the phone number is asked for.",
    },
  },
});
