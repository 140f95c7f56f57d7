import { array, looseObject, object, parse, string } from "valibot";
import { agentTools, type AgentToolName, type AgentToolsDeps } from "../agentTools.ts";
import { defaultBudget } from "../textBudget.ts";
import type { McpTool } from "./mcpTool.ts";

/** What `package.json` says of a tool, which is what the editor's own models read of it. */
const declaredSchema = array(
  object({ name: string(), modelDescription: string(), inputSchema: looseObject({}) }),
);

/**
 * The tools of the editor's own models for clients of MCP: the same names, descriptions and code.
 * @param declared `contributes.languageModelTools` of `package.json`, in the language of the editor
 */
export function mcpTools(deps: AgentToolsDeps, declared: unknown): readonly McpTool[] {
  return parse(declaredSchema, declared).flatMap(({ name, modelDescription, inputSchema }) =>
    isAgentTool(name)
      ? [
          {
            name,
            description: modelDescription,
            inputSchema: { ...inputSchema, type: "object" as const },
            run: async (input: unknown, signal: AbortSignal) =>
              agentTools[name](deps, input, { signal, budget: defaultBudget }),
          },
        ]
      : [],
  );
}

function isAgentTool(name: string): name is AgentToolName {
  return Object.hasOwn(agentTools, name);
}
