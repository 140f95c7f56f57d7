import type { SimulatedRoute } from "../../../../core/simulation.ts";
import { type Body, bodyOf, textIn } from "../requests.ts";
import type { Store } from "../store.ts";
import { invalid, page, refuse, succeed, textsIn } from "./answers.ts";

const me = {
  user: { id: "360596271623307865", email: "ana@demo.example", name: "Ana" },
  auth: { type: "api-token", scopes: ["account:read", "conversations:write"] },
};

/** The calls about the account and its tokens (section 4). */
export function accountRoutes({ uuid }: Store): readonly SimulatedRoute[] {
  const tokens: Body[] = [{ id: "tok_demo", name: "Demo", scopes: me.auth.scopes }];
  const show = (path: string, data: unknown): SimulatedRoute => ({
    method: "GET",
    path: `/api/v2/${path}`,
    handle: () => succeed(data),
  });

  return [
    show("health", { status: "UP" }),
    show("me", me),
    show("account", me),
    show("usage", { messages: { used: 12, quota: 1000 } }),
    show("limits", { account: { chatbots: 20, messages: 1000 } }),
    show("billing/subscription", { billing: { plan: "GROWTH", status: "active" } }),
    {
      method: "GET",
      path: "/api/v2/tokens",
      handle: () =>
        succeed(page("tokens", tokens, new URLSearchParams({ limit: "100" }), (token) => token)),
    },
    {
      method: "POST",
      path: "/api/v2/tokens",
      handle: (request) => {
        const body = bodyOf(request);
        const name = textIn(body, "name");
        if (name === undefined || name.length > 120) return invalid("name is required");
        const scopes = textsIn(body, "scopes");
        if (!scopes) return invalid("scopes is required");
        if ("expiresAt" in body && "expiresInDays" in body)
          return invalid("expiresAt and expiresInDays exclude each other");
        const token = { id: `tok_${uuid()}`, name, scopes };
        tokens.push(token);
        return succeed({ token, plaintextToken: `sgpt_${uuid()}` }, { status: 201 });
      },
    },
    {
      method: "DELETE",
      path: "/api/v2/tokens/{tokenId}",
      handle: (request) => {
        const index = tokens.findIndex(({ id }) => id === request.parameter("tokenId"));
        if (index === -1) return refuse(404, "TOKEN_NOT_FOUND");
        const [token] = tokens.splice(index, 1);
        return succeed({ token });
      },
    },
  ];
}
