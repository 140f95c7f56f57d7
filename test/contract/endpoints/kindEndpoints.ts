import type {
  Resource,
  ResourceGroup,
  ResourceKind,
  ResourceKindInfo,
  ResourceScope,
} from "../../../src/core/resources.ts";
import { noSignal } from "../openProvider.ts";
import { change, type Endpoint, kindOf, type SavedChange } from "./endpoint.ts";
import { makeOne, scopeFor } from "./makeResources.ts";

/** What the service's reference says of a call. */
interface Documented extends Pick<Endpoint, "section" | "call" | "reads"> {
  /** Where else the user finds it. */
  readonly also?: string;
}

/** The calls that are made in the same way for every kind. */
type CommonCall = "list" | "read" | "create" | "update" | "remove" | "retrain";

/** What the service's reference says of a kind's calls. What several kinds call has a row at one of them. */
interface KindReference extends Readonly<Partial<Record<CommonCall, Documented>>> {
  /** One of its resources, as in `a tag`. */
  readonly one?: string;
  readonly update?: Documented & Omit<SavedChange, "kindId">;
}

/** A kind of a provider that is open, to make a call of. */
interface OpenKind {
  readonly kind: ResourceKind;
  readonly scope: ResourceScope;
  /** Makes a resource, or gives one that is there. */
  readonly one: () => Promise<Resource>;
  /** Saves the change of the row. */
  readonly save: (id: string) => Promise<void>;
}

const runs: Readonly<Record<CommonCall, (open: OpenKind) => Promise<unknown>>> = {
  list: async ({ kind, scope }) => kind.list(scope, noSignal),
  read: async ({ kind, scope, one }) => kind.read({ ...scope, id: (await one()).id }, noSignal),
  create: async ({ one }) => one(),
  update: async ({ save, one }) => save((await one()).id),
  remove: async ({ kind, scope, one }) => kind.remove?.(scope, [(await one()).id], noSignal),
  retrain: async ({ kind, scope, one }) => kind.retrain?.(scope, [(await one()).id], noSignal),
};

/** The rows of a kind: where the user finds its calls, and how they are made, follows from the kind. */
export function kindEndpoints(info: ResourceKindInfo, reference: KindReference): Endpoint[] {
  const calls = Object.keys(runs) as CommonCall[];
  return calls.flatMap((name) => {
    const documented = reference[name];
    if (!documented) return [];
    const { section, call, reads, also } = documented;
    const { change: members = {}, together, sends } = reference.update ?? {};
    return {
      section,
      call,
      ...(reads && { reads }),
      where: [whereIs(info, name, reference.one), ...(also === undefined ? [] : [also])].join("; "),
      run: async (open) => {
        const kind = kindOf(open, info.id);
        const scope = await scopeFor(open, info);
        return runs[name]({
          kind,
          scope,
          one: async () => makeOne(open, kind, info),
          save: async (id) => change(open, info.id, id, members, scope),
        });
      },
      ...(name === "update" && {
        saves: {
          kindId: info.id,
          change: members,
          ...(together && { together }),
          ...(sends && { sends }),
        },
      }),
    };
  });
}

const groups: Readonly<Record<ResourceGroup, string>> = {
  knowledge: "Knowledge",
  behaviour: "Behavior",
  settings: "Settings",
};

function whereIs(info: ResourceKindInfo, call: CommonCall, one: string | undefined): string {
  const { place, isChatbots, isDeprecated, isSingle, group, title } = info;
  const row = { account: "Account row", session: "Session row", chatbot: groups[group] };
  const name = place === "session" ? "Open Session Details" : title;
  const kind = `${row[place ?? "chatbot"]} → ${name}`;
  const each = isSingle || place === "session" ? kind : `${kind} → ${one ?? "one of them"}`;
  const where: Readonly<Record<CommonCall, string>> = {
    list: isChatbots ? "Account row, opened" : `${kind}, opened`,
    read: each,
    create: isChatbots ? "Account row → New Chatbot…" : `${kind} → New…`,
    update: `${each} → save`,
    remove: isChatbots ? "Chatbot row → Delete…" : `${each} → Delete…`,
    retrain: `${each} → Retrain`,
  };
  return isDeprecated ? `${where[call]} (deprecated)` : where[call];
}
