import type { CreationDeclaration } from "../../../core/declareKind.ts";
import { path } from "../../../core/http/path.ts";
import type { MemberSchema, Resource } from "../../../core/resources.ts";
import { agentMessage, agentName } from "./agentSchema.ts";
import { agentSchema, type WireAgent } from "./agentWire.ts";
import type { KindContext } from "./context.ts";

const share = { type: "number", minimum: 0, maximum: 1 } as const;
/** What may be set when an agent is made, and never again (4.7). Spelled like this (trap 8). */
const offers = {
  bias: {
    ...share,
    markdownDescription: "How much this agent is preferred to the others, from 0 to 1.",
  },
  stickness: {
    ...share,
    markdownDescription: "How much this agent goes on answering once it has, from 0 to 1.",
  },
} as const satisfies Readonly<Record<string, MemberSchema>>;

/** The types of agents (2.2), what they cannot be made without, and what else they may be given. */
const types: readonly {
  readonly id: string;
  readonly label: string;
  readonly asks: Readonly<Record<string, MemberSchema>>;
  readonly offers?: Readonly<Record<string, MemberSchema>>;
}[] = [
  { id: "user-facing", label: "User-Facing Agent", asks: { name: agentName }, offers },
  { id: "background", label: "Background Agent", asks: { name: agentName } },
  { id: "human-escalation", label: "Human Escalation Agent", asks: { name: agentName }, offers },
  {
    id: "pre-canned",
    label: "Pre-Canned Reply Agent",
    asks: { name: agentName, default_message: agentMessage },
    offers,
  },
  {
    id: "spam-defense",
    label: "Spam Defense Agent",
    asks: { name: agentName, default_message: agentMessage },
    offers,
  },
];

/** Create agent (4.6), in one way for each type. Members are flat; the agent is disabled at first (trap 20). */
export function agentCreations(
  toResource: (agent: WireAgent) => Resource,
): readonly CreationDeclaration<KindContext>[] {
  return types.map(({ asks, offers: others, ...way }) => ({
    ...way,
    schema: {
      type: "object",
      additionalProperties: false,
      required: Object.keys(asks),
      properties: { ...asks, ...others },
    },
    async create({ http }, { chatbotId }, value, signal) {
      const call = {
        method: "POST",
        path: path`/api/v1/chatbot/${chatbotId}/agent/create`,
        json: { ...value, type: way.id },
      } as const;
      return toResource(await http.json(agentSchema, call, signal));
    },
  }));
}
