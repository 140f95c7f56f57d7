import { newQuestion, questionMessage } from "../../../src/core/chat/questions.ts";
import type { Message } from "../../../src/core/model.ts";
import { readChat, type ReadChatDeps } from "../../../src/host/sessions/readChat.ts";
import { ChatError } from "../../../src/core/errors.ts";
import { beforeEach, expect, test } from "vitest";
import {
  exportSession,
  type ExportCommandsDeps,
} from "../../../src/host/sessions/exportCommands.ts";
import { exportFormats } from "../../../src/host/sessions/exportFiles.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const ref = { accountId: "a", chatbotId: "bot", id: "s1" };

beforeEach(() => editor.reset());

test("a session that cannot be written to its file says which and why", async () => {
  editor.picks = ["Markdown"];
  editor.chosen = ["/locked/refund.md"];
  const state = { history: { kind: "ready" }, messages: [], title: "Refund" };
  const deps = {
    accounts: { find: async () => knownAccount() },
    catalog: { find: () => undefined, chatbots: async () => [] },
    files: { read: async () => undefined, refOf: async () => ref },
    chats: { find: () => ({ state }) },
    log: new MemoryLog(),
  };
  await exportSession(deps as unknown as ExportCommandsDeps, { argument: ref });
  expect(editor.errors).toEqual(["Could not write /locked/refund.md: permission denied"]);
  expect(editor.documents).toEqual([]);
});

test("a folder that nothing can be written to is told once, whichever session could not be saved", async () => {
  editor.picks = ["Markdown"];
  editor.chosen = ["/locked"];
  const state = { history: { kind: "ready" }, messages: [], title: "Refund" };
  const deps = {
    accounts: { find: async () => knownAccount() },
    catalog: { find: () => undefined, chatbots: async () => [] },
    files: { read: async () => undefined },
    chats: { find: () => ({ state }) },
    closing: new AbortController().signal,
    log: new MemoryLog(),
  };
  const selection = ["s1", "s2", "s3"].map((id) => ({ kind: "session", ref: { ...ref, id } }));
  const target = { argument: selection[0], selection };
  await exportSession(deps as unknown as ExportCommandsDeps, target);
  expect(editor.errors).toEqual([expect.stringMatching(/^Could not write \/locked\/Refund\.md: /)]);
  expect(editor.messages).toEqual(["0 of 3 sessions were exported."]);
});

test("what keeps several sessions from being read is said once, and all are tried", async () => {
  editor.picks = ["Markdown"];
  editor.chosen = ["/exports"];
  const tried: string[] = [];
  const deps = {
    accounts: { find: async () => knownAccount() },
    files: { read: async () => undefined, serviceIdOf: async ({ id }: typeof ref) => id },
    chats: { find: () => undefined },
    connections: {
      connect: async () => ({
        listMessages: async ({ sessionId }: { readonly sessionId: string }) => {
          tried.push(sessionId);
          throw new ChatError("offline", "no network");
        },
      }),
    },
    closing: new AbortController().signal,
    log: new MemoryLog(),
  };
  const ids = ["s1", "s2", "s3"];
  const selection = ids.map((id) => ({ kind: "session", ref: { ...ref, id } }));
  await exportSession(deps as unknown as ExportCommandsDeps, {
    argument: selection[0],
    selection,
  });
  expect(tried).toEqual(ids);
  expect(editor.errors).toEqual(["Your computer appears to be offline."]);
  expect(editor.messages).toEqual(["0 of 3 sessions were exported."]);
});

test("a chat in which something is asked before its history has come is exported with its history", async () => {
  const older: Message = { key: "m", role: "user", text: "Before?" };
  const asked = newQuestion({ id: "q", text: "Now?", askedAt: 1, window: "here" });
  const reply = { ...older, role: "assistant", text: "" };
  const state = { history: { kind: "loading" }, messages: [questionMessage(asked)], reply };
  const deps = {
    accounts: { find: async () => knownAccount() },
    catalog: { find: () => undefined, chatbots: async () => [] },
    files: {
      read: async () => ({ questions: [{ ...asked, state: "sending", isSent: true }] }),
      serviceIdOf: async () => "s1",
    },
    chats: { find: () => ({ serviceId: "s1", state }) },
    connections: { connect: async () => ({ listMessages: async () => [older] }) },
  };
  const chat = await readChat(deps as unknown as ReadChatDeps, ref, new AbortController().signal);
  expect(chat.messages.map(({ text }) => text)).toEqual(["Before?", "Now?", ""]);
});

test.each([
  ["the service's id, also of a session that Parley began", "s1", "s1"],
  ["Parley's own id while no service knows the session", undefined, "parley:1"],
])("JSON has %s", async (_name, serviceId, written) => {
  const state = { history: { kind: "ready" }, messages: [], title: "Refund" };
  const deps = {
    accounts: { find: async () => knownAccount() },
    // The list of sessions may not be loaded.
    catalog: { find: () => undefined, chatbots: async () => [] },
    files: { read: async () => ({ serviceId, questions: [] }) },
    chats: { find: () => ({ state }) },
  };
  const own = { ...ref, id: "parley:1" };
  const chat = await readChat(deps as unknown as ReadChatDeps, own, new AbortController().signal);
  const json = exportFormats().find(({ extension }) => extension === "json");
  expect(JSON.parse(json?.write(chat) ?? "")).toHaveProperty("session", { id: written });
});
