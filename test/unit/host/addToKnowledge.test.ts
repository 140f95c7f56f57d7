import { beforeEach, expect, test } from "vitest";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import {
  addToKnowledge,
  type AddToKnowledgeDeps,
} from "../../../src/host/knowledge/addToKnowledge.ts";
import { editor, Uri } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

beforeEach(() => editor.reset());

test("a document that was never saved is told to be saved first, and nothing is blamed", async () => {
  const uploads = { maxBytes: 1000 };
  const info = { id: "files", title: "Files", group: "knowledge", can: ["upload"], uploads };
  const provider = {
    ...knownAccount().provider,
    loadResourceKinds: async () => ({ resourceKinds: [info] }),
  } as unknown as ProviderDescriptor;
  const account = knownAccount({ provider });
  const log = new MemoryLog();
  const deps = {
    accounts: { list: async () => [account], find: async () => account },
    catalog: { chatbots: async () => [{ id: "bot", name: "Bot" }] },
    connections: { connect: async () => ({ resources: [{ id: "files" }] }) },
    log,
  };
  const uri = Uri.from({ scheme: "untitled", path: "Untitled-1" });
  editor.seen = [{ viewColumn: 1, document: { uri } }];
  editor.picks = ["$(robot) Bot"];
  const target = { argument: undefined, selection: undefined };
  await addToKnowledge(deps as unknown as AddToKnowledgeDeps, undefined, target);
  expect(editor.errors).toEqual([]);
  expect(editor.messages).toEqual(["Save the file first. Only saved files can be added."]);
  expect(log.lines).toEqual([]);
});
