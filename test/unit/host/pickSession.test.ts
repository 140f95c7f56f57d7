import { beforeEach, expect, test, vi } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import type { ListedSession } from "../../../src/host/refs/listedSession.ts";
import { pickDestination, type PickSessionDeps } from "../../../src/host/sessions/pickSession.ts";
import { editor, Memento } from "../../helpers/editor/vscode.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

beforeEach(() => editor.reset());

const stored: ListedSession = {
  id: "s1",
  serviceId: "s1",
  chatbotId: "good",
  title: "Refund",
  unread: false,
  pinned: false,
  workspaces: [],
};

/** One account with these chatbots, and no sessions. */
function depsOf(chatbots: () => Promise<readonly unknown[]>): PickSessionDeps {
  const parts = {
    accounts: { list: async () => [knownAccount()] },
    catalog: {
      chatbots,
      sessions: async () => [],
      onDidChange: () => ({ dispose: () => undefined }),
      find: () => undefined,
    },
    globalState: new Memento(),
  };
  return parts as unknown as PickSessionDeps;
}

test("a chatbot whose sessions cannot be read hides no other chatbot, and can be asked anew", async () => {
  const deps = {
    accounts: { list: async () => [knownAccount()] },
    catalog: {
      chatbots: async () => [
        { id: "bad", name: "Bad" },
        { id: "good", name: "Good" },
      ],
      sessions: async (_accountId: string, chatbotId: string) => {
        if (chatbotId === "bad") throw new ChatError("forbidden", "403");
        return [stored];
      },
      onDidChange: () => ({ dispose: () => undefined }),
      find: () => undefined,
    },
    globalState: new Memento(),
  };
  const kinds = { newSessions: true, sessions: true };
  const picking = pickDestination(deps as unknown as PickSessionDeps, "Open", kinds);
  await vi.waitUntil(() => editor.quickPick?.busy === false);
  expect(editor.quickPick?.items.map(({ label }) => label)).toEqual([
    "Bad · Mine",
    "$(add) Bad",
    "$(error) The API key for Mine does not have permission to do this.",
    "Good · Mine",
    "$(add) Good",
    "$(comment-discussion) Refund",
  ]);
  editor.quickPick?.choose("$(comment-discussion) Refund");
  editor.quickPick?.accept();
  expect(await picking).toEqual({ accountId: "a", chatbotId: "good", id: "s1" });
});

test("a list that could not be loaded is loaded again from its row, and the user goes on picking", async () => {
  let isDown = true;
  const refreshed: unknown[] = [];
  const deps = depsOf(async () => {
    if (isDown) throw new ChatError("server", "500");
    return [{ id: "good", name: "Good" }];
  });
  Object.assign(deps.catalog, {
    refresh: (which: unknown) => {
      refreshed.push(which);
      isDown = false;
    },
  });
  const kinds = { newSessions: true, sessions: false };
  const picking = pickDestination(deps, "New", kinds);
  await vi.waitUntil(() => editor.quickPick?.busy === false);
  editor.quickPick?.choose("$(error) AI Chatbot Hub returned an error.");
  const [row] = editor.quickPick?.activeItems ?? [];
  expect(row).toMatchObject({ description: "Retry" });
  const first = editor.quickPick;
  first?.accept();
  await vi.waitUntil(() => editor.quickPick !== first && editor.quickPick?.busy === false);
  expect(refreshed).toEqual([{ accountId: "a" }]);
  expect(first?.isShown).toBe(false);
  editor.quickPick?.choose("$(add) Good");
  editor.quickPick?.accept();
  expect(await picking).toEqual({ accountId: "a", chatbotId: "good" });
});

test("where the key is refused, the row of its account asks for another one", async () => {
  const deps = depsOf(async () => {
    throw new ChatError("bad-key", "401");
  });
  const picking = pickDestination(deps, "New", { newSessions: true, sessions: true });
  await vi.waitUntil(() => editor.quickPick?.busy === false);
  editor.quickPick?.choose("$(error) AI Chatbot Hub did not accept the API key for Mine.");
  const first = editor.quickPick;
  first?.accept();
  await vi.waitUntil(() => editor.quickPick !== first);
  expect(editor.executed).toEqual([["parley.setApiKey", "a"]]);
  editor.quickPick?.leave();
  expect(await picking).toBeUndefined();
});

test("a list with nothing in it says so", async () => {
  const picking = pickDestination(
    depsOf(async () => []),
    "Open",
    { newSessions: false, sessions: true },
  );
  await vi.waitUntil(() => editor.quickPick?.busy === false);
  expect(editor.quickPick).toMatchObject({ items: [], placeholder: "No sessions yet." });
  editor.quickPick?.leave();
  expect(await picking).toBeUndefined();
});
