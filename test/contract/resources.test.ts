import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import {
  differingMembers,
  type ResourceAbility,
  type ResourceKind,
  type ResourceKindInfo,
  type ResourceScope,
  type ResourceValue,
  wholeAccount,
} from "../../src/core/resources.ts";
import { providers } from "../../src/providers/registry.ts";
import { noSignal, type OpenProvider, openProvider } from "./openProvider.ts";

const personaChange = { instructions: "Answer like a sailor." };

/** By kind: the change of a test, and the only request that may make it, apart from those that read. */
const changes: Readonly<
  Record<
    string,
    {
      readonly change: ResourceValue;
      readonly request: string;
      /** What is sent along as it is, where a service replaces everything at once. */
      readonly together?: readonly string[];
    }
  >
> = {
  "data-sources": {
    change: { title: "A better title" },
    request: "POST /api/v1/data-source/{id}/update",
  },
  "source-tags": { change: { color: "#123456" }, request: "POST /api/v1/source-tag/{id}/update" },
  agents: {
    change: { description: "Answers about prices.", prompt: "Answer in two sentences." },
    request: "POST /api/v1/agent/{id}/update",
  },
  "chatbot-settings": {
    change: { rate_limit: [5, 60] },
    request: "POST /api/v1/chatbot/{id}/update",
  },
  "crbnai-documents": {
    change: { name: "better-name.md" },
    request: "PUT /api/documents/{id}",
  },
  "crbnai-bot-settings": {
    change: { title: "Archive of Incidents", embeddable: true },
    request: "PUT /api/knowledge-bots/{id}",
    together: ["description", "user_metadata"],
  },
  "sitegpt-custom-content": {
    change: { text: "High water is at six." },
    request: "POST /api/v0/chatbots/{id}/custom-content",
  },
  "sitegpt-personas": {
    change: personaChange,
    request: "PATCH /api/v0/chatbots/{bot}/settings/personas/{id}",
  },
  "sitegpt-prompts": {
    change: { ...personaChange, temperature: 0.5 },
    request: "PATCH /api/v0/chatbots/{bot}/settings/prompts/{id}",
  },
  "sitegpt-follow-up-prompts": {
    change: { description: "Get me a person.", isEscalationPrompt: true, link: "" },
    request: "PATCH /api/v0/chatbots/{bot}/follow-up-prompts/{id}",
  },
  "sitegpt-starters": {
    change: { description: "Where is my parcel?", link: "https://orchard.example" },
    request: "PATCH /api/v0/chatbots/{bot}/conversation-starters/{id}",
  },
  "sitegpt-appearance": {
    change: { title: "Orchard Desk", learnMore: "Read on", fontSize: 18, rtl: true },
    request: "PATCH /api/v0/chatbots/{id}/appearance",
  },
  "sitegpt-general": {
    change: { chatbotDescription: "About fruit.", historyCount: 3, metadata: { crop: ["apple"] } },
    request: "PATCH /api/v0/chatbots/{id}/settings/general",
  },
  "sitegpt-advanced": {
    change: { creativity: "custom", temperature: 0.25, webhookUrl: "https://hook.orchard.example" },
    request: "PATCH /api/v0/chatbots/{id}/settings/advanced",
  },
  "sitegpt-chat-mode": {
    change: { chatMode: "AGENT" },
    request: "PATCH /api/v0/chatbots/{id}/settings/chat-mode",
  },
  "sitegpt-localization": {
    change: { chatHome: { home: "Start" } },
    request: "PATCH /api/v0/chatbots/{id}/settings/localization",
  },
  "sitegpt-user-data": {
    change: { collectUserDetails: "OPTIONAL", collectName: true },
    request: "PATCH /api/v0/chatbots/{id}/settings/user-data",
  },
  "sitegpt-thread": {
    change: { mode: "AGENT", chatUser: { name: "Noor", email: "noor@visitor.example" } },
    request: "PATCH /api/v0/chatbots/{bot}/threads/{id}",
  },
};

/** Texts for what a creation asks for. */
const given: ResourceValue = {
  name: "Made by a test",
  title: "Made by a test",
  content: "What a test is about",
  color: "#088F8F",
  question: "Who?",
  answer: "We.",
  url: "https://harbor.example/page",
  default_message: "No.",
  chatbotName: "Made by a test",
  description: "What is new?",
  instructions: "Be brief.",
  temperature: 0.2,
};

const kindOf = ({ provider }: OpenProvider, id: string): ResourceKind => {
  const found = provider.resources.find((kind) => kind.id === id);
  if (!found) throw new Error(`no kind ${id}`);
  return found;
};

const cases = (
  await Promise.all(
    providers.map(async (descriptor) =>
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

test("package.json names the schema for the documents of every kind", () => {
  const known = manifest.contributes.jsonValidation
    .filter(({ url }) => url.startsWith("parley:"))
    .map(({ fileMatch, url }) => `${fileMatch} ${url}`);
  expect(known.toSorted()).toEqual(
    cases
      .map(({ info: { id } }) => `parley:/*/${id}/*/*/*.json parley://schemas/${id}.json`)
      .toSorted(),
  );
});

describe.each(providers)("$name", (descriptor) => {
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
    const scope = await scopeOf(open, info);
    const before = await kind.list(scope, noSignal);
    const ids = await makeAll(open, kind, info);
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

    const wanted = changes[info.id];
    for (const id of info.can.includes("update") && wanted ? ids : []) {
      const value = await kind.read({ ...scope, id }, noSignal);
      const seen = open.simulator.requests.length;
      const values = { before: value, after: { ...value, ...wanted?.change } };
      const updated = await kind.update?.({ ...scope, id }, values, noSignal);
      const sent = open.simulator.requests
        .slice(seen)
        .filter(({ method }) => method !== "GET")
        .map(({ method, path, body }) => [`${method} ${path}`, JSON.parse(body)] as const);
      const along = wanted?.together?.map((name) => [name, value[name]] as const) ?? [];
      const body = { ...Object.fromEntries(along), ...wanted?.change };
      expect(sent).toEqual([
        [wanted?.request.replace("{id}", id).replace("{bot}", open.bot.id), body],
      ]);
      expect(updated).toMatchObject(wanted?.change ?? {});
      const after = await kind.read({ ...scope, id }, noSignal);
      const changed = differingMembers(value, after).filter((name) => name !== "status");
      expect(changed.toSorted()).toEqual(Object.keys(wanted?.change ?? {}).toSorted());
    }

    if (!kind.remove) return;
    await kind.remove(scope, ids, noSignal);
    expect(await kind.list(scope, noSignal)).toHaveLength(before.length);
    await expect(kind.read({ ...scope, id: ids[0] ?? "" }, noSignal)).rejects.toMatchObject({
      kind: "not-found",
    });
  });

  test("says what the service complains about", async () => {
    const open = await openProvider(descriptor);
    const kind = kindOf(open, info.id);
    const scope = await scopeOf(open, info);
    open.simulator.setFault({ fault: "forbidden", match: ({ method }) => method !== "GET" });
    const [id = open.bot.id] = (await kind.list(scope, noSignal)).map((one) => one.id);
    const values = { before: {}, after: changes[info.id]?.change ?? {} };
    if (!kind.update) return;
    await expect(kind.update({ ...scope, id }, values, noSignal)).rejects.toMatchObject({
      kind: "forbidden",
      serviceMessage: expect.stringMatching(/./) as string,
    });
  });
});

/** Makes one in each way there is, or by teaching, or gives the one that is there. */
async function makeAll(
  open: OpenProvider,
  kind: ResourceKind,
  info: ResourceKindInfo,
): Promise<readonly string[]> {
  const scope = await scopeOf(open, info);
  if (info.isSingle) return [open.bot.id];
  const ids: string[] = [];
  for (const way of kind.creations ?? []) {
    const asked = (way.schema.required ?? []).map((name) => [name, given[name]] as const);
    ids.push((await way.create(scope, Object.fromEntries(asked), noSignal)).id);
  }
  if (!kind.creations && kind.teach) {
    const correction = { question: "Who made this?", answer: "A test." };
    ids.push((await kind.teach(scope, correction, noSignal)).id);
  }
  return ids;
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

/** The account, or the bot of the test, or where it has no such kind one that has. */
async function scopeOf(
  { provider, bot }: OpenProvider,
  { place, isFor = () => true }: ResourceKindInfo,
): Promise<ResourceScope> {
  if (place === "account") return { chatbotId: wholeAccount };
  if (isFor(bot.id)) return { chatbotId: bot.id };
  const found = (await provider.listChatbots(noSignal)).find(({ id }) => isFor(id));
  if (!found) throw new Error("no chatbot has this kind");
  return { chatbotId: found.id };
}
