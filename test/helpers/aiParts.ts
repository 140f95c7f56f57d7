import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ChatEvent } from "../../src/core/chatEvents.ts";
import type { Source } from "../../src/core/model.ts";
import type { AgentToolsDeps } from "../../src/host/ai/agentTools.ts";
import type { KnownAccount } from "../../src/host/refs/knownAccount.ts";
import type { SessionRef } from "../../src/host/refs/sessionRef.ts";
import { Catalog } from "../../src/host/sessions/catalog.ts";
import { noteQuestion } from "../../src/host/sessions/noteQuestion.ts";
import { OpenChats } from "../../src/host/sessions/openChats.ts";
import { SessionFiles } from "../../src/host/sessions/sessionFiles.ts";
import { SessionMarks } from "../../src/host/sessions/sessionMarks.ts";
import type { AccountStore } from "../../src/host/accounts/accountStore.ts";
import type { Connections } from "../../src/host/accounts/connections.ts";
import { Memento } from "./editor/vscode.ts";
import { FakeProvider } from "./fakeProvider.ts";
import { FakeClock, MemoryLog } from "./fakes.ts";
import { knownAccount } from "./knownAccount.ts";

/** What the editor's own AI works with, around one service, and what a test looks at. */
export async function openAiParts(
  accounts: readonly KnownAccount[] = [knownAccount()],
  provider = new FakeProvider(),
) {
  const folder = await mkdtemp(join(tmpdir(), "parley-ai-"));
  const log = new MemoryLog();
  const clock = new FakeClock();
  const files = new SessionFiles(folder, log);
  const connect = async () => provider;
  const catalog = new Catalog(connect, files, log);
  const store = {
    list: async () => accounts,
    find: async (wanted: string) => accounts.find(({ id }) => id === wanted),
  } as unknown as AccountStore;
  const marks = new SessionMarks(catalog, files);
  const globalState = new Memento();
  const onSend = (ref: SessionRef, isByAi: boolean): void =>
    void noteQuestion({ globalState, catalog, marks }, ref, isByAi);
  const chats = new OpenChats({
    accounts: store,
    connect,
    catalog,
    files,
    marks,
    onSend,
    clock,
    log,
  });
  /** The documents that were made, name to text. */
  const documents = new Map<string, string>();
  const deps = {
    accounts: store,
    catalog,
    chats,
    files,
    connections: { connect } as unknown as Connections,
    clock,
    log,
    globalState,
    closing: new AbortController().signal,
    subscriptions: [],
    documents: {
      add: async (name: string, text: string) => {
        documents.set(name, text);
        return { toString: () => `document ${name}` };
      },
    },
  } satisfies AgentToolsDeps & Record<string, unknown>;
  const close = async (): Promise<void> => {
    chats.dispose();
    await chats.closeAll();
    await rm(folder, { recursive: true });
  };
  return { deps, provider, catalog, files, documents, log, close };
}

/** An answer that arrives in two pieces, with its sources and its record. */
export function answering(text: string, sources: readonly Source[] = []) {
  return async function* (): AsyncGenerator<ChatEvent> {
    yield { type: "reply-start" };
    yield { type: "text-delta", text: text.slice(0, 10) };
    yield { type: "text-delta", text: text.slice(10) };
    for (const source of sources) yield { type: "source-found", source };
    yield { type: "reply-end", outcome: "complete", recordId: "record" };
  };
}
