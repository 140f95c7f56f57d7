import { listOf } from "../../../core/wire/schema.ts";
import { declareKind } from "../../../core/declareKind.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import { changedMembers, type Resource, type ResourceValue } from "../../../core/resources.ts";
import { pick } from "../calls.ts";
import { agentCreations } from "./agentCreations.ts";
import { agentValueSchema } from "./agentSchema.ts";
import { agentSchema, type WireAgent } from "./agentWire.ts";
import type { KindContext } from "./context.ts";

/** Who answers, labels, escalates and refuses in a chatbot. */
export const agents = declareKind<KindContext>({
  id: "agents",
  title: "Agents",
  group: "behaviour",
  schema: agentValueSchema,

  async list({ http }, { chatbotId }, signal) {
    return (await listAll(http, chatbotId, signal)).map(toResource);
  },

  async read({ http }, { chatbotId, id }, signal) {
    return toValue(pick(await listAll(http, chatbotId, signal), id));
  },

  creations: agentCreations(toResource),

  /** Update agent (4.7). */
  async update({ http }, { id }, { before, after }, signal) {
    const call = {
      method: "POST",
      path: path`/api/v1/agent/${id}/update`,
      json: changedMembers(before, after),
    } as const;
    return toValue(await http.json(agentSchema, call, signal));
  },

  /** Delete agent (4.9), one call for each. */
  async remove({ http }, _scope, ids, signal) {
    for (const id of ids) {
      const call = { method: "DELETE", path: path`/api/v1/agent/${id}/delete` } as const;
      await http.confirm(call, signal);
    }
  },
});

/** Fetch all agents (4.8), disabled ones included. */
async function listAll(http: HttpClient, chatbotId: string, signal: AbortSignal) {
  const call = { method: "GET", path: path`/api/v1/chatbot/${chatbotId}/agents` } as const;
  return http.json(listOf(agentSchema), call, signal);
}

function toResource({ uuid, name, type }: WireAgent): Resource {
  return { id: uuid, title: name || uuid, ...(type !== undefined && { detail: type }) };
}

/** Flat, as requests are, although it is nested when read (trap 6). */
function toValue({ meta, ...agent }: WireAgent): ResourceValue {
  const members = {
    uuid: agent.uuid,
    name: agent.name,
    type: agent.type,
    enabled: agent.enabled,
    description: agent.description,
    prompt: agent.prompt,
    model: meta.model,
    temperature: meta.temperature,
    use_all_sources: meta.use_all_sources,
    data_source_uuids: agent.data_source_uuids,
    tags: meta.tags,
    variables: agent.variables,
    human_escalation_settings: agent.human_escalation_settings,
    bias: meta.bias,
    stickness: meta.stickness,
    default_message: meta.default_message,
    tool_functions: agent.tool_functions,
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
