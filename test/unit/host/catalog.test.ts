import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Session } from "../../../src/core/model.ts";
import { newSessionRef, type SessionRef } from "../../../src/host/refs/sessionRef.ts";
import { Catalog } from "../../../src/host/sessions/catalog.ts";
import { toUnsent } from "../../../src/host/sessions/listedSession.ts";
import { SessionFiles } from "../../../src/host/sessions/sessionFiles.ts";
import { FakeProvider } from "../../helpers/fakeProvider.ts";
import { MemoryLog } from "../../helpers/fakes.ts";

const stored: SessionRef = { accountId: "a", chatbotId: "bot", id: "s" };
let folder: string;
let catalog: Catalog;
/** What the service lists, when it does. */
let listing: PromiseWithResolvers<readonly Session[]>;
/** Resolves when the service is asked. */
let asked: PromiseWithResolvers<void>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-catalog-"));
  listing = Promise.withResolvers();
  asked = Promise.withResolvers();
  const provider = new FakeProvider();
  provider.listSessions = async () => {
    asked.resolve();
    return await listing.promise;
  };
  const log = new MemoryLog();
  catalog = new Catalog(async () => provider, new SessionFiles(folder, log), log);
});

afterEach(async () => {
  catalog.dispose();
  await rm(folder, { recursive: true });
});

async function shown(): Promise<readonly string[]> {
  await catalog.sessions("a", "bot");
  const list = catalog.peekSessions("a", "bot");
  return list.kind === "ready" ? list.value.map(({ id, title = "" }) => `${id} ${title}`) : [];
}

describe("a list of sessions that loads, and was told by its service a moment ago", () => {
  test("has a session that is made meanwhile", async () => {
    const ref = newSessionRef("a", "bot");
    catalog.put("a", toUnsent(ref, undefined));
    catalog.peekSessions("a", "bot");
    await asked.promise;
    catalog.adopt(ref, { id: "new", chatbotId: "bot", title: "New" });
    listing.resolve([{ id: "s", chatbotId: "bot", title: "Old" }]);
    expect(await shown()).toEqual([`${ref.id} New`, "s Old"]);
  });

  test("has none that is deleted meanwhile, and what is changed as it is by then", async () => {
    catalog.peekSessions("a", "bot");
    await asked.promise;
    catalog.drop({ ...stored, id: "gone" });
    catalog.patch(stored, { title: "First" });
    catalog.patch(stored, { title: "Second" });
    listing.resolve(["s", "gone"].map((id) => ({ id, chatbotId: "bot", title: "Old" })));
    expect(await shown()).toEqual(["s Second"]);
  });

  test("that fails, or is loaded anew, forgets what was changed meanwhile", async () => {
    catalog.peekSessions("a", "bot");
    await asked.promise;
    catalog.patch(stored, { title: "Before" });
    const before = listing;
    listing = Promise.withResolvers();
    catalog.refresh();
    listing.resolve([{ id: "s", chatbotId: "bot", title: "As it is now" }]);
    expect(await shown()).toEqual(["s As it is now"]);
    before.reject(new Error("too late"));
    expect(await shown()).toEqual(["s As it is now"]);
  });
});
