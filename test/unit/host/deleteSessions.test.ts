import { beforeEach, expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import type { ErrorKind } from "../../../src/core/model.ts";
import {
  deleteSession,
  type DeleteSessionsDeps,
} from "../../../src/host/sessions/deleteSessions.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const ref = { accountId: "a", chatbotId: "bot", id: "s1" };
const known = knownAccount();
const { capabilities } = known.provider;
const provider = { ...known.provider, capabilities: { ...capabilities, deleteSession: true } };

beforeEach(() => {
  editor.reset();
  editor.presses = ["Delete"];
});

/** Deletes a session of which the service says no. @returns whether its row is still there */
async function deleteRefused(kind: ErrorKind, selection?: unknown): Promise<boolean> {
  let isListed = true;
  const deps = {
    accounts: { find: async () => ({ ...known, provider }) },
    catalog: { find: () => ({ title: "Refund" }), drop: () => (isListed = false) },
    files: {
      serviceIdOf: async () => "s1",
      refOf: async () => ref,
      remove: async () => undefined,
    },
    chats: { find: () => undefined, close: async () => undefined },
    panels: async () => ({ close: () => undefined }),
    connections: {
      connect: async () => ({
        deleteSession: async () => {
          throw new ChatError(kind, "DELETE");
        },
      }),
    },
    log: new MemoryLog(),
  };
  await deleteSession(deps as unknown as DeleteSessionsDeps, { argument: ref, selection });
  return isListed;
}

test("a session that is answered with a web page was not deleted", async () => {
  expect(await deleteRefused("bad-reply")).toBe(true);
  expect(editor.errors).toEqual([
    expect.stringMatching(/^“Refund” was not deleted\. .*Parley could not read\.$/),
  ]);
});

test("where nobody can tell, nothing is claimed", async () => {
  expect(await deleteRefused("timeout")).toBe(true);
  expect(editor.errors).toEqual([expect.stringMatching(/did not respond in time\.$/)]);
  expect(editor.errors[0]).not.toContain("was not deleted");
});

test("a session that its service no longer has is deleted", async () => {
  expect(await deleteRefused("not-found")).toBe(false);
  expect(editor.errors).toEqual([]);
});

test("of several sessions, one that is refused is not told as if it alone was left", async () => {
  const row = (id: string) => ({ kind: "session", ref: { ...ref, id } });
  await deleteRefused("rejected", [row("s1"), row("s2")]);
  expect(editor.errors).toEqual([
    expect.stringMatching(/^Some items could not be deleted\. The list shows what remains\. /),
  ]);
});
