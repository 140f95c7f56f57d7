import { beforeEach, expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import type { ErrorKind } from "../../../src/core/model.ts";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import {
  type DeleteResourcesDeps,
  deleteResource,
  removeResources,
} from "../../../src/host/resources/deleteResources.ts";
import { editor, Memento } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

beforeEach(() => editor.reset());

/** Deletes one, two and three at a service that answers so for some of them, one call for each. */
async function remove(answers: Readonly<Record<string, ErrorKind>>, isChatbots = false) {
  const { deps, account, gone, closed, refreshed } = prepare(answers, isChatbots);
  const resources = ["one", "two", "three"].map((id) => ({
    ref: { accountId: account.id, kindId: "tags", chatbotId: "bot", id },
    title: id,
  }));
  await removeResources(deps, resources);
  expect(refreshed).toEqual([{ accountId: "a", chatbotId: "bot", kindId: "tags" }]);
  return { gone, closed };
}

/** @param left the chatbots that the service lists afterwards */
function prepare(
  answers: Readonly<Record<string, ErrorKind>>,
  isChatbots: boolean,
  left: readonly string[] = [],
) {
  const gone: string[] = [];
  const closed: unknown[] = [];
  const refreshed: unknown[] = [];
  const info = { id: "tags", title: "Tags", group: "knowledge", can: ["remove"], isChatbots };
  const provider = {
    ...knownAccount().provider,
    loadResourceKinds: async () => ({ resourceKinds: [info] }),
  } as unknown as ProviderDescriptor;
  const account = knownAccount({ provider });
  const kind = {
    id: "tags",
    remove: async (_scope: unknown, ids: readonly string[]) => {
      for (const id of ids) {
        const failure = answers[id];
        if (failure !== undefined) throw new ChatError(failure, `no ${id}`);
        gone.push(id);
      }
    },
  };
  const deps = {
    accounts: { find: async () => account },
    connections: { connect: async () => ({ resources: [kind] }) },
    resources: { refresh: (place: unknown) => refreshed.push(place) },
    files: { removeAllOf: async () => undefined },
    closeChats: async ({ chatbotId }: { chatbotId?: string }) => void closed.push(chatbotId),
    catalog: {
      refresh: () => undefined,
      chatbots: async () => left.map((id) => ({ id, name: id })),
    },
    globalState: new Memento(),
    closing: new AbortController().signal,
    log: new MemoryLog(),
  };
  return { deps: deps as unknown as DeleteResourcesDeps, account, gone, closed, refreshed };
}

test("what somebody else has deleted keeps nothing from being deleted, and is told", async () => {
  const { gone } = await remove({ one: "not-found", two: "not-found" });
  expect(gone).toEqual(["three"]);
  expect(editor.errors).toHaveLength(1);
  expect(editor.errors[0]).toMatch(/The list shows what remains\. .* no longer has this item\.$/);
});

test("a chatbot that was deleted is forgotten also where a later one cannot be deleted", async () => {
  const { gone, closed } = await remove({ two: "not-found", three: "forbidden" }, true);
  expect(gone).toEqual(["one"]);
  expect(closed).toEqual(["one"]);
  expect(editor.errors[0]).toMatch(
    /^Some items could not be deleted\. The list shows what remains/,
  );
});

test.each([
  ["timeout", [], ["one"]],
  ["timeout", ["one"], []],
  ["not-found", [], ["one"]],
  ["forbidden", ["one"], []],
] as const)(
  "whether a chatbot is gone after %j is what the list says: with %j in it, %j are forgotten",
  async (failure, left, forgotten) => {
    const { deps, account, closed } = prepare({ one: failure }, true, left);
    editor.presses = ["Delete"];
    const parent = { kind: "account", id: "row", account };
    const argument = { kind: "chatbot", id: "below", parent, chatbot: { id: "one", name: "One" } };
    await deleteResource(deps, { argument });
    expect(editor.errors).toHaveLength(1);
    expect(closed).toEqual(forgotten);
  },
);
