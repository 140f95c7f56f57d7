import { boolean, looseObject } from "valibot";
import { ChatError } from "../../../../core/errors.ts";
import { declareKind } from "../../../../core/declareKind.ts";
import type { MemberSchema } from "../../../../core/resources.ts";
import { fixed, membersOf, valueSchema } from "../../resources/members.ts";
import { read } from "../calls.ts";
import { meSchema } from "../wire.ts";
import { showAction, toText } from "./asJson.ts";
import type { KindContext } from "./context.ts";

const properties: Readonly<Record<string, MemberSchema>> = {
  user: fixed("object"),
  auth: fixed("object"),
};

const id = "me";

/** Who the key belongs to, what it may do, and what has been used (section 4). */
export const account = declareKind<KindContext>({
  id: "sitegpt-v2-account",
  title: "Account",
  group: "settings",
  place: "account",
  schema: valueSchema(properties),

  /** 4.1. */
  async list({ http }, _scope, signal) {
    const { user } = await read(http, meSchema, { method: "GET", path: "/api/v2/me" }, signal);
    return [{ id, title: user.email || user.name || id }];
  },

  async read({ http }, address, signal) {
    if (address.id !== id) throw new ChatError("not-found", `there is no account ${address.id}`);
    const call = { method: "GET", path: "/api/v2/account" } as const;
    return membersOf(await read(http, looseObject({}), call, signal), properties);
  },

  actions: [
    showAction({
      id: "usage",
      label: "Show Usage",
      toCall: () => ({ method: "GET", path: "/api/v2/usage" }),
    }),
    showAction({
      id: "limits",
      label: "Show Limits",
      toCall: () => ({ method: "GET", path: "/api/v2/limits" }),
    }),
    showAction({
      id: "subscription",
      label: "Show Subscription",
      toCall: () => ({ method: "GET", path: "/api/v2/billing/subscription" }),
    }),
    {
      id: "health",
      label: "Show Service Status",
      /** 4.3, whose answer may have no envelope. */
      async run({ http }, _address, _input, signal) {
        const call = { method: "GET", path: "/api/v2/health" } as const;
        return toText(await http.json(looseObject({ ok: boolean() }), call, signal));
      },
    },
  ],
});
