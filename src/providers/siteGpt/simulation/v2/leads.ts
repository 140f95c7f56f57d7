import type {
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
} from "../../../../core/simulation.ts";
import { type Body, bodyOf, textIn } from "../requests.ts";
import type { StoredChatbot } from "../wire.ts";
import { ifConfirmed, invalid, page, refuse, succeed, textsIn } from "./answers.ts";
import { botPath, type ForChatbot } from "./chatbotPath.ts";

interface Lead {
  readonly id: string;
  readonly values: Record<string, unknown>;
}

const changes: Readonly<Record<string, Body>> = {
  archive: { archived: true },
  unarchive: { archived: false },
  star: { important: true },
  unstar: { important: false },
};

/** The calls about visitors who left their address (section 10). */
export function leadRoutes(forChatbot: ForChatbot): readonly SimulatedRoute[] {
  const byChatbot = new Map<StoredChatbot, Lead[]>();
  const leadsOf = (chatbot: StoredChatbot): Lead[] => {
    const known = byChatbot.get(chatbot);
    if (known) return known;
    const first = Array.from({ length: 24 }, (_, index) => ({
      id: `lead_${index + 1}`,
      values: {
        chatbotId: chatbot.id,
        name: `Visitor ${index + 1}`,
        email: `visitor${index + 1}@orchard.example`,
        phone: "",
        tags: [],
        important: false,
        archived: index % 3 === 2,
      },
    }));
    byChatbot.set(chatbot, first);
    return first;
  };
  const remove = (chatbot: StoredChatbot, ids: readonly string[]): void => {
    byChatbot.set(
      chatbot,
      leadsOf(chatbot).filter(({ id }) => !ids.includes(id)),
    );
  };
  const one = `${botPath}/leads/{leadId}`;
  const forLead = (
    handle: (lead: Lead, request: SimulatedRequest, chatbot: StoredChatbot) => SimulatedResponse,
  ) =>
    forChatbot((chatbot, request) => {
      const lead = leadsOf(chatbot).find(({ id }) => id === request.parameter("leadId"));
      return lead ? handle(lead, request, chatbot) : refuse(404, "LEAD_NOT_FOUND");
    });

  return [
    {
      method: "GET",
      path: `${botPath}/leads`,
      handle: forChatbot((chatbot, { query }) => {
        const status = query.get("status") ?? "open";
        const found = leadsOf(chatbot).filter(
          ({ values }) => status === "all" || (status === "archived") === values["archived"],
        );
        return succeed(page("leads", found, query, leadJson));
      }),
    },
    {
      method: "POST",
      path: `${botPath}/leads/actions`,
      handle: forChatbot((chatbot, request) => {
        const body = bodyOf(request);
        const [action, ids] = [textIn(body, "action") ?? "", textsIn(body, "leadIds") ?? []];
        if (ids.length === 0) return invalid("leadIds is required");
        const meant = leadsOf(chatbot).filter(({ id }) => ids.includes(id));
        const done = () => succeed({ action, leads: meant.map(leadJson) });
        if (action === "delete")
          return ifConfirmed(request, () => {
            remove(chatbot, ids);
            return done();
          });
        if (!changes[action]) return invalid("action is not known");
        for (const { values } of meant) Object.assign(values, changes[action]);
        return done();
      }),
    },
    { method: "GET", path: one, handle: forLead((lead) => succeed({ lead: leadJson(lead) })) },
    {
      method: "PATCH",
      path: one,
      handle: forLead((lead, request) => {
        const { name, phone, important, archived } = bodyOf(request);
        const change = { name, phone, important, archived };
        Object.assign(
          lead.values,
          Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
        );
        return succeed({ lead: leadJson(lead) });
      }),
    },
    {
      method: "DELETE",
      path: one,
      handle: forLead((lead, request, chatbot) =>
        ifConfirmed(request, () => {
          remove(chatbot, [lead.id]);
          return succeed({});
        }),
      ),
    },
  ];
}

function leadJson({ id, values }: Lead): unknown {
  return { id, ...values };
}
