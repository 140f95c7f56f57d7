import type { ActionDeclaration } from "../../../core/declareKind.ts";
import { path } from "../../../core/http/path.ts";
import type { KindContext } from "./context.ts";

/** Makes a persona (10.6) or, by analogy, a prompt (11.6) the one that the chatbot uses; which one it uses is not told. */
export function assignAction(segment: "personas" | "prompts"): ActionDeclaration<KindContext> {
  return {
    id: "assign",
    label: "Use for This Chatbot",
    async run({ http }, { chatbotId, id }, _input, signal) {
      const base = path`/api/v0/chatbots/${chatbotId}/settings`;
      const call = { method: "POST", path: `${base}/${segment}${path`/${id}`}/assign` } as const;
      await http.confirm(call, signal);
      return { kind: "done" };
    },
  };
}
