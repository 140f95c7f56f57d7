import assert from "node:assert/strict";
import { commands, FileType, Uri, workspace } from "vscode";
import { wholeAccount } from "../../src/core/resources.ts";
import { toRef, toUri } from "../../src/host/refs/resourceRef.ts";
import { documentAddress } from "../../src/host/resources/documentAddress.ts";
import { findChatbot, openParley, type Parley } from "./parley.ts";

const { signal } = new AbortController();

describe("the address of a resource", () => {
  let parley: Parley;
  let accountId: string;
  let chatbotId: string;
  before(async () => {
    parley = await openParley();
    ({ accountId, chatbotId } = await findChatbot(parley, "ai-chatbot-hub", "Harbor Docs"));
  });
  after(async () => parley.close());
  afterEach(async () => commands.executeCommand("workbench.action.closeAllEditors"));

  it("is in the words of the tree, and the one that it had in 0.1.0 shows the same", async () => {
    const { resources } = await parley.container.connections.connect(accountId);
    const agents = resources.find(({ id }) => id === "agents");
    const [agent] = (await agents?.list({ chatbotId }, signal)) ?? [];
    assert.ok(agent);
    const ref = { accountId, kindId: "agents", chatbotId, id: agent.id };
    const uri = await documentAddress(parley.container, { ref, title: agent.title });
    const account = await parley.container.accounts.find(accountId);
    assert.equal(uri.path, `/${account?.label ?? ""}/Harbor Docs/agents/${agent.title}.json`);
    const content = await workspace.fs.readFile(uri);
    assert.match(new TextDecoder().decode(content), new RegExp(agent.id));
    const earlier = [accountId, "agents", chatbotId, agent.id, `${agent.title}.json`].join("/");
    const before = Uri.from({ scheme: "parley", path: `/${earlier}` });
    assert.deepEqual(await workspace.fs.readFile(before), content);
  });

  it("names no chatbot for what belongs to a whole account, and stays in its folder whatever it is called", async () => {
    const ref = { accountId, kindId: "api-keys", chatbotId: wholeAccount, id: "a/b?" };
    const uri = await documentAddress(parley.container, { ref, title: "../Key" });
    const account = await parley.container.accounts.find(accountId);
    assert.equal(uri.path, `/${account?.label ?? ""}/api-keys/.. Key.json`);
    assert.deepEqual(toRef(Uri.parse(uri.toString())), ref);
  });

  it("has folders, for which VS Code looks before it writes a file without an editor", async () => {
    const ref = { accountId, kindId: "agents", chatbotId, id: "gone" };
    const uri = toUri({ ref }, "Gone", ["..", "Chatbot"]);
    assert.equal(uri.path, "/…/Chatbot/agents/Gone.json");
    assert.equal((await workspace.fs.stat(Uri.joinPath(uri, ".."))).type, FileType.Directory);
    await assert.rejects(async () => workspace.fs.readFile(uri), { code: "FileNotFound" });
    await assert.rejects(async () => workspace.fs.stat(Uri.parse("parley:/a/b/c/d/e/f/g.json")), {
      code: "FileNotFound",
    });
  });
});
