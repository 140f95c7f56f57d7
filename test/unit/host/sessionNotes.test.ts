import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HttpClient } from "../../../src/core/http/client.ts";
import type { ResourceKind } from "../../../src/core/resources.ts";
import { SessionFiles } from "../../../src/host/sessions/sessionFiles.ts";
import { sessionNotes } from "../../../src/host/sessions/sessionNotes.ts";
import { createClient } from "../../../src/providers/siteGpt/client.ts";
import { FakeClock, MemoryLog } from "../../helpers/fakes.ts";

const scope = { chatbotId: "bot" };
const noSignal = new AbortController().signal;
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "parley-notes-"));
});
afterEach(async () => rm(root, { recursive: true, force: true }));

async function* bytesOf(text: string) {
  yield new TextEncoder().encode(text);
}

/** A service with one custom text, and the windows that change it: each has its own client and its own files. */
function service() {
  let text = "";
  let status = 200;
  const openWindow = (): ResourceKind => {
    const log = new MemoryLog();
    const clock = new FakeClock();
    const http = new HttpClient({
      transport: {
        send: async ({ body = "" }) => {
          const answer = { status, headers: {}, body: bytesOf('{"data":{}}') };
          if (status === 200) ({ text } = JSON.parse(body as string) as { text: string });
          status = 200;
          return answer;
        },
      },
      origin: "https://sitegpt.example",
      readKey: async () => "key",
      clock,
      log,
    });
    const notes = sessionNotes(new SessionFiles(root, log), "account", log);
    const { resources } = createClient({ http, clock, log, notes });
    const kind = resources.find(({ id }) => id === "sitegpt-custom-content");
    if (!kind) throw new Error("no custom content");
    return kind;
  };
  const refuseNext = (): void => void (status = 403);
  return { openWindow, textThere: () => text, refuseNext };
}

const correction = (question: string) => ({ question, answer: "Because." });

test("corrections that two windows send at once are both in the text", async () => {
  const { openWindow, textThere } = service();
  const windows = [openWindow(), openWindow()];
  await Promise.all(
    windows.map(async (kind, index) => kind.teach?.(scope, correction(`Why ${index}?`), noSignal)),
  );
  expect(textThere()).toContain("Why 0?");
  expect(textThere()).toContain("Why 1?");
});

test("corrections are sent, one behind the other, where nothing can be locked on this computer", async () => {
  const note = new SessionFiles(root, new MemoryLog()).notePath(
    "account",
    "sitegpt-custom-content bot",
  );
  await mkdir(dirname(note), { recursive: true });
  await writeFile(`${note}.locked`, "no folder");
  const { openWindow, textThere } = service();
  const kind = openWindow();
  const questions = ["Why?", "How?", "When?"];
  await Promise.all(
    questions.map(async (question) => kind.teach?.(scope, correction(question), noSignal)),
  );
  for (const question of questions) expect(textThere()).toContain(question);
});

test("what the service refuses is thrown, and the next correction has its turn", async () => {
  const { openWindow, textThere, refuseNext } = service();
  const kind = openWindow();
  refuseNext();
  const refused = kind.teach?.(scope, correction("Why?"), noSignal);
  await expect(refused).rejects.toMatchObject({ kind: "forbidden" });
  await kind.teach?.(scope, correction("How?"), noSignal);
  expect(textThere()).toBe("## How?\n\nBecause.");
});
