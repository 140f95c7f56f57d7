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
