import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Session } from "../../../src/core/model.ts";
import type { ResourceKindInfo } from "../../../src/core/resources.ts";
import { Introducer } from "../../../src/host/panel/introducer.ts";
import { ResourceLists } from "../../../src/host/resources/resourceLists.ts";
import { Catalog } from "../../../src/host/sessions/catalog.ts";
import { toUnsent } from "../../../src/host/sessions/listedSession.ts";
import { SessionFiles } from "../../../src/host/sessions/sessionFiles.ts";
import { FakeProvider } from "../../helpers/fakeProvider.ts";
import { ManualClock, MemoryLog } from "../../helpers/fakes.ts";

const ref = { accountId: "a", chatbotId: "bot", id: "parley:new" };
const kinds: readonly ResourceKindInfo[] = [
  { id: "documents", title: "Documents", group: "knowledge", can: ["upload"], longTexts: [] },
  { id: "tags", title: "Source Tags", group: "knowledge", can: ["create"], longTexts: [] },
];

let client: FakeProvider;
let listings: number;
let folder: string;
let catalog: Catalog;
let resources: ResourceLists;
let introducer: Introducer;

beforeEach(async () => {
  client = new FakeProvider();
  listings = 0;
  client.listChatbots = async () => [{ id: "bot", name: "Bot", description: "Knows much." }];
  folder = await mkdtemp(join(tmpdir(), "parley-introducer-"));
  const log = new MemoryLog();
  const connect = async () => {
    listings += 1;
    return Object.assign(client, {
      resources: kinds.map(({ id }) => ({ id, list: async () => [{ id: "1", title: "One" }] })),
    });
  };
  catalog = new Catalog(connect, new SessionFiles(folder, log), log);
  resources = new ResourceLists(connect, log);
  introducer = new Introducer(ref, kinds, { catalog, resources, clock: new ManualClock() });
  await catalog.chatbots("a");
});

afterEach(async () => rm(folder, { recursive: true }));

const session = (id: string, updatedAt: number): Session => ({
  id,
  chatbotId: "bot",
  title: `Session ${id}`,
  updatedAt,
});

test("an empty chat loads nothing to introduce its chatbot", () => {
  const before = listings;
  expect(introducer.introduce()).toEqual({
    description: "Knows much.",
    knowledge: [],
    sessions: [],
  });
  expect(listings).toBe(before);
});

test("the last three sessions that can be opened are named, the latest first", async () => {
  let told = 0;
  introducer.onDidChange(() => (told += 1));
  client.listSessions = async () => [1, 4, 2, 3].map((time) => session(String(time), time));
  await catalog.sessions("a", "bot");
  expect(introducer.introduce().sessions).toEqual(
    ["4", "3", "2"].map((id) => ({ id, title: `Session ${id}`, age: "now" })),
  );
  expect(told).toBeGreaterThan(0);
  const before = told;
  await catalog.sessions("a", "another chatbot");
  expect(told).toBe(before);
});

test("a session in which nothing was sent is no recent one, and neither is the chat itself", async () => {
  catalog.put("a", toUnsent({ ...ref, id: "parley:other" }, undefined));
  client.listSessions = async () => [session("1", 1), session(ref.id, 2)];
  await catalog.sessions("a", "bot");
  expect(introducer.introduce().sessions.map(({ id }) => id)).toEqual(["1"]);
});

test("what it knows is counted where that list is loaded, of kinds that take files or pages", async () => {
  const loaded = Promise.withResolvers<void>();
  introducer.onDidChange(() => loaded.resolve());
  for (const { id: kindId } of kinds) resources.peek({ accountId: "a", chatbotId: "bot", kindId });
  await loaded.promise;
  expect(introducer.introduce().knowledge).toEqual(["Documents: 1"]);
});
