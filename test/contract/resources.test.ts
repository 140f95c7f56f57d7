import { describe, expect, test } from "vitest";
import type { ProviderDescriptor } from "../../src/core/provider.ts";
import {
  differingMembers,
  type ResourceAbility,
  type ResourceKind,
} from "../../src/core/resources.ts";
import { services } from "../helpers/services.ts";
import { kindOf } from "./endpoints/endpoint.ts";
import { makeEach, scopeFor } from "./endpoints/makeResources.ts";
import { endpointsOf } from "./endpoints/table.ts";
import { noSignal, openProvider } from "./openProvider.ts";

const cases = (
  await Promise.all(
    services.map(async (descriptor) =>
      (await descriptor.loadResourceKinds()).resourceKinds.map((info) => ({
        name: `${descriptor.name}: ${info.id}`,
        descriptor,
        info,
      })),
    ),
  )
).flat();

test("ids of kinds are unique among all services", () => {
  const ids = cases.map(({ info }) => info.id);
  expect(ids).toEqual([...new Set(ids)]);
});

describe.each(services)("$name", (descriptor) => {
  test("has the kinds that it declares, with the methods they promise, and no others", async () => {
    const { provider } = await openProvider(descriptor);
    const { resourceKinds } = await descriptor.loadResourceKinds();
    const promised = resourceKinds.map(({ id, can }) => ({ id, can: can.toSorted() }));
    const present = provider.resources.map((kind) => ({ id: kind.id, can: abilities(kind) }));
    expect(present).toEqual(promised);
  });
});

describe.each(cases)("$name", ({ descriptor, info }) => {
  test("list, create, read, update, list, remove", async () => {
    const open = await openProvider(descriptor);
    const kind = kindOf(open, info.id);
    const scope = await scopeFor(open, info);
    const before = await kind.list(scope, noSignal);
    const ids = (await makeEach(open, kind, info)).map(({ id }) => id);
    const listed = (await kind.list(scope, noSignal)).map(({ id }) => id);
    // What has an empty note lists nothing, whatever was made.
    const expected = info.emptyNote === undefined ? [...before.map(({ id }) => id), ...ids] : [];
    expect(listed.toSorted()).toEqual([...new Set(expected)].toSorted());

    const declared = Object.keys(kind.schema.properties);
    // Chatbots are no documents in the editor.
    for (const id of info.isChatbots ? [] : listed) {
      const value = await kind.read({ ...scope, id }, noSignal);
      expect(Object.keys(value).filter((name) => !declared.includes(name))).toEqual([]);
    }

    for (const id of info.can.includes("update") ? ids : []) {
      const wanted = changeOf(descriptor, info.id);
      const value = await kind.read({ ...scope, id }, noSignal);
      const seen = open.simulator.requests.length;
      const values = { before: value, after: { ...value, ...wanted.change } };
      const updated = await kind.update?.({ ...scope, id }, values, noSignal);
      const sent = open.simulator.requests
        .slice(seen)
        .filter(({ method }) => method !== "GET")
        .map(({ method, path, body }) => [`${method} ${path}`, JSON.parse(body)] as const);
      const along = wanted.together?.map((name) => [name, value[name]] as const) ?? [];
      const body = wanted.sends ?? { ...Object.fromEntries(along), ...wanted.change };
      expect(sent).toEqual([[requestOf(wanted.call, open.bot.id, id), body]]);
      expect(updated).toMatchObject(wanted.change);
      const after = await kind.read({ ...scope, id }, noSignal);
      const changed = differingMembers(value, after).filter((name) => name !== "status");
      expect(changed.toSorted()).toEqual(Object.keys(wanted.change).toSorted());
    }

    if (!kind.remove || ids.length === 0) return;
    await kind.remove(scope, ids, noSignal);
    expect(await kind.list(scope, noSignal)).toHaveLength(before.length);
    await expect(kind.read({ ...scope, id: ids[0] ?? "" }, noSignal)).rejects.toMatchObject({
      kind: "not-found",
    });
  });

  test("says what the service complains about", async () => {
    const open = await openProvider(descriptor);
    const kind = kindOf(open, info.id);
    const scope = await scopeFor(open, info);
    open.simulator.setFault({ fault: "forbidden", match: ({ method }) => method !== "GET" });
    const [id = open.bot.id] = (await kind.list(scope, noSignal)).map((one) => one.id);
    if (!kind.update) return;
    const values = { before: {}, after: changeOf(descriptor, info.id).change };
    await expect(kind.update({ ...scope, id }, values, noSignal)).rejects.toMatchObject({
      kind: "forbidden",
      serviceMessage: expect.stringMatching(/./) as string,
    });
  });
});

/** The change of a test, and the call that may make it. */
function changeOf(descriptor: ProviderDescriptor, kindId: string) {
  const found = endpointsOf(descriptor).find(({ saves }) => saves?.kindId === kindId);
  if (!found?.saves) throw new Error(`test/contract/endpoints has no row that saves ${kindId}`);
  return { call: found.call, ...found.saves };
}

/** A call with the ids in it: the last one is that of what is changed, the one before that of the bot. */
function requestOf(call: string, botId: string, id: string): string {
  const [last = "", ...others] = call.match(/\{\w+\}/g)?.toReversed() ?? [];
  return others.reduce((path, name) => path.replace(name, botId), call.replace(last, id));
}

function abilities(kind: ResourceKind): readonly ResourceAbility[] {
  const members: Readonly<Record<ResourceAbility, keyof ResourceKind>> = {
    act: "actions",
    addUrls: "addUrls",
    create: "creations",
    findUrls: "findUrls",
    remove: "remove",
    retrain: "retrain",
    teach: "teach",
    update: "update",
    upload: "upload",
  };
  return Object.entries(members).flatMap(([ability, member]) =>
    kind[member] ? [ability as ResourceAbility] : [],
  );
}
