import { beforeEach, expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import type { ResourceAction } from "../../../src/core/resources.ts";
import {
  actOnResource,
  type ActOnResourceDeps,
} from "../../../src/host/resources/actOnResource.ts";
import { newResource, type NewResourceDeps } from "../../../src/host/resources/newResource.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

beforeEach(() => editor.reset());

const place = { accountId: "a", chatbotId: "bot", kindId: "tags" };

/** A kind whose calls are made and never answered. @param create what making one does instead */
function open(create?: () => Promise<unknown>, action?: Partial<ResourceAction>) {
  const can = ["create", "act"];
  const info = { id: "tags", title: "Tags", group: "knowledge", can };
  const provider = {
    ...knownAccount().provider,
    loadResourceKinds: async () => ({ resourceKinds: [info] }),
  } as unknown as ProviderDescriptor;
  const account = knownAccount({ provider });
  const unanswered = async (): Promise<never> => {
    throw new ChatError("timeout", "no answer");
  };
  const schema = { type: "object", additionalProperties: false, properties: {} };
  const kind = {
    id: "tags",
    creations: [{ id: "tag", label: "Tag", schema, create: create ?? unanswered }],
    actions: [{ id: "ask", label: "Ask", run: unanswered, ...action }],
  };
  const refreshed: unknown[] = [];
  const deps = {
    accounts: { list: async () => [account], find: async () => account },
    connections: { connect: async () => ({ resources: [kind] }) },
    resources: { refresh: (what: unknown) => refreshed.push(what) },
    closing: new AbortController().signal,
    log: new MemoryLog(),
  };
  const parent = { kind: "account", id: "a", account };
  return { deps, info, parent, refreshed };
}

test("what may have been made all the same is in the list that is loaded again", async () => {
  const { deps, info, parent, refreshed } = open();
  const row = { kind: "resource-kind", id: "tags", parent, place, info };
  await newResource(deps as unknown as NewResourceDeps, row);
  expect(editor.errors).toEqual(["AI Chatbot Hub did not respond in time."]);
  expect(refreshed).toEqual([place]);
});

test("what may have been done all the same shows in the list that is loaded again", async () => {
  const { deps, info, parent, refreshed } = open();
  const ref = { ...place, id: "one" };
  const row = { kind: "resource", id: "one", parent, ref, info, title: "One" };
  await actOnResource(deps as unknown as ActOnResourceDeps, row);
  expect(editor.errors).toEqual(["AI Chatbot Hub did not respond in time."]);
  expect(refreshed).toEqual([ref]);
});

test("a download that cannot be written says which file and why", async () => {
  const content = new TextEncoder().encode("# Tides");
  const run = async () => ({ kind: "file" as const, name: "tides.md", content });
  const { deps, info, parent } = open(undefined, { id: "download", label: "Download", run });
  const row = { kind: "resource", id: "one", parent, ref: { ...place, id: "one" }, info };
  editor.chosen = ["/locked/tides.md"];
  await actOnResource(deps as unknown as ActOnResourceDeps, row);
  expect(editor.errors).toEqual(["Could not write /locked/tides.md: permission denied"]);
});

test("a file for an action that cannot be read says so, and nothing is done", async () => {
  const run = async () => expect.unreachable();
  const file = { maxBytes: 10 };
  const { deps, info, parent } = open(undefined, { id: "send", label: "Send", file, run });
  const row = { kind: "resource", id: "one", parent, ref: { ...place, id: "one" }, info };
  editor.chosen = ["/gone.md"];
  await actOnResource(deps as unknown as ActOnResourceDeps, row);
  expect(editor.errors).toEqual([]);
  expect(editor.messages).toEqual(["Could not read /gone.md: there is no /gone.md"]);
});

test("what was made and cannot be opened yet is said to be made, and not to be gone", async () => {
  const { deps, info, parent } = open(async () => ({ id: "one", title: "Tides" }));
  const row = { kind: "resource-kind", id: "tags", parent, place, info };
  await newResource(deps as unknown as NewResourceDeps, row);
  expect(editor.errors).toEqual([]);
  expect(editor.messages).toEqual(["Tides was created."]);
  expect(deps.log.lines.join()).toContain("opening what was created");
});

test("a file that the service gives and that cannot be written says which and why", async () => {
  const { deps, info, parent } = open(undefined, {
    run: async () => ({ kind: "file", name: "tides.pdf", content: Buffer.from("x") }),
  });
  editor.chosen = ["/locked/tides.pdf"];
  const row = { kind: "resource", id: "one", parent, ref: { ...place, id: "one" }, info };
  await actOnResource(deps as unknown as ActOnResourceDeps, { ...row, title: "One" });
  expect(editor.errors).toEqual(["Could not write /locked/tides.pdf: permission denied"]);
});

test("a file that is to be uploaded and is gone by then says so, and nothing is sent", async () => {
  const { deps, info, parent } = open(undefined, { file: { maxBytes: 10 } });
  editor.chosen = ["/gone.txt"];
  const row = { kind: "resource", id: "one", parent, ref: { ...place, id: "one" }, info };
  await actOnResource(deps as unknown as ActOnResourceDeps, { ...row, title: "One" });
  expect([editor.errors, editor.messages]).toEqual([
    [],
    ["Could not read /gone.txt: there is no /gone.txt"],
  ]);
});
