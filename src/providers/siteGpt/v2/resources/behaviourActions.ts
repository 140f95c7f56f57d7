import type { ActionDeclaration } from "../../../../core/declareKind.ts";
import { path } from "../../../../core/http/path.ts";
import { valueSchema } from "../../resources/members.ts";
import { confirm, confirmed } from "../calls.ts";
import type { KindContext } from "./context.ts";

/** What can be changed of a chatbot's behaviour without a list to choose from: no call is known that gives one (9.1, 9.2). */
export const behaviourActions: readonly ActionDeclaration<KindContext>[] = [
  {
    id: "change-instruction",
    label: "Change Instruction…",
    schema: valueSchema(
      {
        instructionId: {
          type: "string",
          minLength: 1,
          markdownDescription: "The ID of the instruction, as the dashboard shows it.",
        },
        instructions: {
          type: "string",
          minLength: 1,
          markdownDescription: "What the chatbot is told.",
        },
        title: { type: "string", markdownDescription: "The title of the instruction." },
        temperature: {
          type: "number",
          minimum: 0,
          maximum: 2,
          markdownDescription: "How varied the answers are.",
        },
      },
      ["instructionId", "instructions"],
    ),
    async run({ http }, { chatbotId }, { value }, signal) {
      const { instructionId, ...json } = value;
      const at = path`/api/v2/chatbots/${chatbotId}/instructions/${String(instructionId)}`;
      await confirm(http, { method: "PATCH", path: at, json }, signal);
      return { kind: "done" };
    },
  },
  {
    id: "delete-persona",
    label: "Delete Persona…",
    schema: valueSchema(
      {
        personaId: {
          type: "string",
          minLength: 1,
          markdownDescription: "The ID of the persona. It is deleted and cannot be restored.",
        },
      },
      ["personaId"],
    ),
    async run({ http }, { chatbotId }, { value }, signal) {
      const at = path`/api/v2/chatbots/${chatbotId}/personas/${String(value["personaId"])}`;
      await confirm(http, { method: "DELETE", path: at, query: confirmed }, signal);
      return { kind: "done" };
    },
  },
];
