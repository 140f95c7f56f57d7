import type {
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
} from "../../../core/simulation.ts";
import { type Body, bodyOf } from "./requests.ts";
import { complaintAbout, ruled, type Rules } from "./rules.ts";
import type { Store } from "./store.ts";
import { refuse, succeed } from "./wire.ts";

const quotas: Rules = {
  chatbotsQuota: "count",
  linksQuota: "count",
  filesQuota: "count",
  combinedMessagesQuota: "count",
  membersQuota: "count",
};
const features = { watermark: false, api: true, webhooks: true, functions: false };

interface User {
  readonly members: Body;
  readonly apiKey: string;
  readonly features: Body;
}

/** The calls of white-label customers, of whom the demo account is one. */
export function brandRoutes(
  { bigId, uuid }: Pick<Store, "bigId" | "uuid">,
  timeOf: () => string,
): readonly SimulatedRoute[] {
  const brand = {
    id: bigId(),
    name: "Orchard Assist",
    domain: "assist.orchard.example",
    marketingDomain: "orchard.example",
    supportEmail: "help@orchard.example",
    color: "#2f6f4f",
    metaDetails: { title: "Orchard Assist", description: "Chatbots for growers", ogImage: "" },
    emailSettings: {
      resendApiKey: "re_demo_orchard_assist",
      fromName: "Orchard Assist",
      fromEmail: "assist@orchard.example",
      replyToEmail: "help@orchard.example",
    },
    defaultQuota: Object.fromEntries(Object.keys(quotas).map((name) => [name, 5])),
    createdAt: timeOf(),
    updatedAt: timeOf(),
  };
  const users = new Map<string, User>();

  const forBrand = (handle: SimulatedRoute["handle"]) => (request: SimulatedRequest) =>
    request.parameter("brandId") === brand.id ? handle(request) : refuse(404, "BRAND_NOT_FOUND");
  const forUser = (handle: (user: User, request: SimulatedRequest) => SimulatedResponse) =>
    forBrand((request) => {
      const user = users.get(request.parameter("userId"));
      return user ? handle(user, request) : refuse(404, "USER_NOT_FOUND");
    });
  const userJson = (user: User, query: URLSearchParams) => ({
    whitelabelUser: {
      ...user.members,
      ...(query.get("includeApiKey") === "true" && { apiKey: user.apiKey }),
      ...(query.get("includeFeatures") === "true" && { features: user.features }),
    },
  });

  return [
    {
      method: "GET",
      path: "/api/v0/w/brands",
      handle: () => {
        const answer = succeed("Fetched brands successfully", { brands: [brand] });
        // Here and nowhere else the flag is a text.
        const [body = ""] = answer.body;
        return { ...answer, body: [body.replace('"success":true', '"success":"true"')] };
      },
    },
    {
      method: "GET",
      path: "/api/v0/w/brands/{brandId}",
      handle: forBrand(() => succeed("Fetched brand successfully", { brand })),
    },
    {
      method: "POST",
      path: "/api/v0/w/brands/{brandId}/users",
      handle: forBrand((request) => {
        const body = bodyOf(request);
        const rules: Rules = { email: "text", ...quotas };
        const complaint = complaintAbout(body, rules, Object.keys(rules));
        if (complaint) return complaint;
        const id = bigId();
        const times = { createdAt: timeOf(), updatedAt: timeOf() };
        const members = { id, brandId: brand.id, name: "", ...ruled(body, rules), ...times };
        const user = { members, apiKey: uuid(), features };
        users.set(id, user);
        // A new user comes with the key.
        return succeed("Added the user successfully", {
          whitelabelUser: { ...members, apiKey: user.apiKey },
        });
      }),
    },
    {
      method: "GET",
      path: "/api/v0/w/brands/{brandId}/users/{userId}",
      handle: forUser((user, { query }) =>
        succeed("Fetched the user successfully", userJson(user, query)),
      ),
    },
    {
      method: "PATCH",
      path: "/api/v0/w/brands/{brandId}/users/{userId}",
      handle: forUser((user, request) => {
        const body = bodyOf(request);
        const complaint = complaintAbout(body, { ...quotas, features: "record" });
        if (complaint) return complaint;
        const changed: User = {
          apiKey: user.apiKey,
          members: { ...user.members, ...ruled(body, quotas), updatedAt: timeOf() },
          features: { ...user.features, ...(body["features"] as Body | undefined) },
        };
        users.set(request.parameter("userId"), changed);
        const shown = new URLSearchParams("includeFeatures=true");
        return succeed("Updated the user successfully", userJson(changed, shown));
      }),
    },
  ];
}
