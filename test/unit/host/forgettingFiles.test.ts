import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SessionFiles } from "../../../src/host/sessions/sessionFiles.ts";
import { sessionNotes } from "../../../src/host/sessions/sessionNotes.ts";
import { MemoryLog } from "../../helpers/fakes.ts";

let root: string;
let log: MemoryLog;
let files: SessionFiles;
const place = { accountId: "account", chatbotId: "bot", id: "session" };
const address = { chatbotId: place.chatbotId, sessionId: place.id };

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "parley-forgetting-"));
  log = new MemoryLog();
  files = new SessionFiles(root, log);
});
afterEach(async () => rm(root, { recursive: true, force: true, maxRetries: 5 }));

const allFiles = async (): Promise<readonly string[]> =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

test("what comes for an account that was removed is not written any more", async () => {
  await files.update(place, () => ({ title: "x" }));
  await Promise.allSettled([
    files.update(place, () => ({ title: "on its way" })),
    files.removeAllOf({ accountId: "account" }),
  ]);
  await expect(files.update(place, () => ({ title: "late" }))).rejects.toThrow("removed");
  await sessionNotes(files, "account", log).addSources(address, [{ id: "s", title: "late" }]);
  expect(await allFiles()).toEqual([]);
});

test("forgetting an account leaves the others", async () => {
  await files.update(place, () => ({ title: "x" }));
  await files.update({ ...place, accountId: "other" }, () => ({ title: "y" }));
  await files.removeAllOf({ accountId: "account" });
  expect(await files.read(place)).toBeUndefined();
  expect(await files.read({ ...place, accountId: "other" })).toMatchObject({ title: "y" });
});

test("an account is forgotten also while another window still writes", async () => {
  for (let round = 0; round < 5; round += 1) {
    for (let id = 0; id < 20; id += 1) {
      const path = files.path({ ...place, id: String(id) });
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, "{}");
    }
    // The other window knows nothing of it, and is not asked to wait.
    const writeMore = async (): Promise<void> => {
      for (let id = 0; id < 30; id += 1) {
        const path = files.path({ ...place, id: `late ${id}` });
        await mkdir(dirname(path), { recursive: true }).catch(() => undefined);
        await writeFile(path, "{}").catch(() => undefined);
      }
    };
    await expect(
      Promise.all([files.removeAllOf({ accountId: place.accountId }), writeMore()]),
    ).resolves.toBeDefined();
  }
});
