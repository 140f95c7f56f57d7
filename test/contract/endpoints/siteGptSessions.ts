import { brands } from "../../../src/providers/siteGpt/resources/brands.ts";
import { threads } from "../../../src/providers/siteGpt/resources/threads.ts";
import { newSession, noSignal, type OpenProvider } from "../openProvider.ts";
import { accountScope, create, type Endpoint, kindOf } from "./endpoint.ts";
import { kindEndpoints } from "./kindEndpoints.ts";
import { act, bot } from "./siteGptCalls.ts";
import { acted, begun, on, oneRow, panel, sessionShown, sessionsShown } from "./place.ts";

const quotas = {
  chatbotsQuota: 1,
  linksQuota: 1,
  filesQuota: 1,
  combinedMessagesQuota: 1,
  membersQuota: 1,
};

const newThread = async (open: OpenProvider) => create(open, "sitegpt-thread", { mode: "AI" });

async function brandOf(open: OpenProvider): Promise<string> {
  const [brand] = await kindOf(open, "sitegpt-brands").list(accountScope, noSignal);
  return brand?.id ?? "";
}

async function newBrandUser(open: OpenProvider) {
  const brandId = await brandOf(open);
  const value = { email: "noor@orchard.example", ...quotas };
  const way = ["sitegpt-brands", "add-user"] as const;
  const user = JSON.parse(await act(open, way, brandId, value, accountScope)) as { id: string };
  return { brandId, userId: user.id };
}

/** The endpoints of SiteGPT about sessions and white-label brands (sections 14 and 15). */
export const siteGptSessions: readonly Endpoint[] = [
  {
    section: "14.1",
    call: `GET ${bot}/threads`,
    where: sessionsShown,
    run: async (open) => open.provider.listSessions(open.bot.id, noSignal),
  },
  {
    section: "14.2",
    call: `POST ${bot}/threads`,
    where: [...begun, on("chatbot", "newSessionWithDetails", "thread")],
    run: newThread,
  },
  {
    section: "14.3",
    call: `GET ${bot}/threads/{threadId}`,
    where: [...sessionShown, on("session", "openSessionDetails")],
    run: async (open) => open.provider.listMessages(await newSession(open), noSignal),
  },
  {
    section: "14.5",
    call: `POST ${bot}/threads/{threadId}/escalate`,
    reads: "success",
    where: [panel("escalate", "Talk to a human"), acted("session", "escalate")],
    run: async (open) => act(open, ["sitegpt-thread", "escalate"], (await newThread(open)).id),
  },
  {
    section: "15.3",
    call: "POST /api/v0/w/brands/{brandId}/users",
    where: [acted(oneRow("sitegpt-brands"), "add-user")],
    run: newBrandUser,
  },
  {
    section: "15.4",
    call: "GET /api/v0/w/brands/{brandId}/users/{userId}",
    where: [acted(oneRow("sitegpt-brands"), "show-user")],
    run: async (open) => {
      const { brandId, userId } = await newBrandUser(open);
      await act(open, ["sitegpt-brands", "show-user"], brandId, { userId }, accountScope);
    },
  },
  {
    section: "15.5",
    call: "PATCH /api/v0/w/brands/{brandId}/users/{userId}",
    where: [acted(oneRow("sitegpt-brands"), "change-user")],
    run: async (open) => {
      const { brandId, userId } = await newBrandUser(open);
      const value = { userId, linksQuota: 5, features: { api: true } };
      await act(open, ["sitegpt-brands", "change-user"], brandId, value, accountScope);
    },
  },
  ...kindEndpoints(threads, {
    update: {
      section: "14.4",
      call: `PATCH ${bot}/threads/{threadId}`,
      reads: "success",
      change: { mode: "AGENT", chatUser: { name: "Noor", email: "noor@visitor.example" } },
    },
  }),
  ...kindEndpoints(brands, {
    list: { section: "15.1", call: "GET /api/v0/w/brands" },
    read: { section: "15.2", call: "GET /api/v0/w/brands/{brandId}" },
  }),
];
