import { looseObject } from "valibot";
import { declareKind } from "../../../core/declareKind.ts";
import { path } from "../../../core/http/path.ts";
import type { MemberSchema, ResourceValue } from "../../../core/resources.ts";
import { isRecord } from "../../../core/wire/json.ts";
import { anyId, listOf } from "../../../core/wire/schema.ts";
import { read } from "../calls.ts";
import { text } from "../wire.ts";
import { brandUserActions } from "./brandUsers.ts";
import type { KindContext } from "./context.ts";
import { hideText } from "./hideText.ts";
import { fixed, membersOf, valueSchema } from "./members.ts";

const brandSchema = looseObject({ id: anyId, name: text });

const properties: Readonly<Record<string, MemberSchema>> = {
  id: fixed("string"),
  name: fixed("string"),
  domain: fixed("string"),
  marketingDomain: fixed("string"),
  supportEmail: fixed("string"),
  color: fixed("string"),
  terms: fixed("string"),
  privacyPolicy: fixed("string"),
  ownedById: fixed("string"),
  logo: fixed("string"),
  fullLogo: fixed("string"),
  metaDetails: fixed("object"),
  emailSettings: fixed("object"),
  defaultQuota: fixed("object"),
  createdAt: fixed("string"),
  updatedAt: fixed("string"),
};

/** The brands of a white-label customer (section 15, deprecated); their path is not below `chatbots` (trap 22). */
export const brands = declareKind<KindContext>({
  id: "sitegpt-brands",
  title: "White-Label Brands",
  group: "settings",
  place: "account",
  isDeprecated: true,
  schema: valueSchema(properties),

  /** Own brands (15.1). */
  async list({ http }, _scope, signal) {
    const schema = looseObject({ brands: listOf(brandSchema) });
    const call = { method: "GET", path: "/api/v0/w/brands" } as const;
    const all = (await read(http, schema, call, signal)).brands;
    return all.map(({ id, name }) => ({ id, title: name || id }));
  },

  /** One brand (15.2). */
  async read({ http }, { id }, signal) {
    const call = { method: "GET", path: path`/api/v0/w/brands/${id}` } as const;
    const { brand } = await read(http, looseObject({ brand: brandSchema }), call, signal);
    return membersOf({ ...brand, emailSettings: withoutKey(brand["emailSettings"]) }, properties);
  },

  actions: brandUserActions,
});

/** The settings without the key to the mail service, which is nobody's business (trap 27). */
function withoutKey(settings: unknown): ResourceValue | undefined {
  if (!isRecord(settings)) return undefined;
  const { resendApiKey, ...rest } = settings;
  hideText(resendApiKey);
  return rest;
}
