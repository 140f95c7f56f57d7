import { beforeEach, expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import {
  compareWithOther,
  type OtherChatbotDeps,
} from "../../../src/host/resources/otherChatbot.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

beforeEach(() => editor.reset());

test("an account or chatbot that cannot be read keeps nobody from comparing with the others", async () => {
  const info = { id: "agents", title: "Agents", group: "behaviour", can: [] };
  const provider = {
    ...knownAccount().provider,
    loadResourceKinds: async () => ({ resourceKinds: [info] }),
  } as unknown as ProviderDescriptor;
  const account = knownAccount({ provider });
  const broken = knownAccount({ provider, id: "b", label: "Broken" });
  const list = async ({ chatbotId }: { readonly chatbotId: string }) => {
    if (chatbotId === "sick") throw new ChatError("server", "agents cannot be listed");
    return [{ id: `agent of ${chatbotId}`, title: `Agent of ${chatbotId}` }];
  };
  const log = new MemoryLog();
  const deps = {
    accounts: {
      list: async () => [broken, account],
      find: async (wanted: string) => [broken, account].find(({ id }) => id === wanted),
    },
    catalog: {
      findChatbot: ({ chatbotId }: { chatbotId: string }) => ({ name: `Bot ${chatbotId}` }),
      chatbots: async (accountId: string) => {
        if (accountId === "b") throw new ChatError("no-key", "chatbots cannot be listed");
        return ["one", "sick", "two"].map((id) => ({ id, name: id }));
      },
    },
    connections: { connect: async () => ({ resources: [{ id: "agents", list }] }) },
    closing: new AbortController().signal,
    log,
  };
  const ref = { accountId: "a", kindId: "agents", chatbotId: "one", id: "agent of one" };
  const row = { kind: "resource", id: "row", parent: {}, ref, info, title: "Agent of one" };
  editor.picks = ["Agent of two"];
  await compareWithOther(deps as unknown as OtherChatbotDeps, row);
  const [command, left, right] = editor.executed[0] ?? [];
  expect(command).toBe("vscode.diff");
  expect([String(left), String(right)].map((uri) => decodeURIComponent(uri))).toEqual([
    expect.stringContaining("/Bot two/agents/Agent of two.json?a/two/agent of two"),
    expect.stringContaining("/Bot one/agents/Agent of one.json?a/one/agent of one"),
  ]);
  expect(log.lines.join("\n")).toMatch(/chatbots cannot be listed[^]*agents cannot be listed/);
});
