import assert from "node:assert/strict";
import {
  commands,
  FileSystemError,
  languages,
  Range,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from "vscode";
import type { ResourceKind, ResourceValue } from "../../src/core/resources.ts";
import { removeResources } from "../../src/host/resources/deleteResources.ts";
import { copyInto } from "../../src/host/resources/otherChatbot.ts";
import { toRef, toUri } from "../../src/host/refs/resourceRef.ts";
import type { ResourceNode, TreeNode } from "../../src/host/refs/treeNodes.ts";
import { eventually, findChatbot, openParley, type Parley } from "./parley.ts";

const { signal } = new AbortController();

describe("a resource", () => {
  let parley: Parley;
  let accountId: string;
  let chatbotId: string;
  before(async () => {
    parley = await openParley();
    ({ accountId, chatbotId } = await findChatbot(parley, "ai-chatbot-hub", "Harbor Docs"));
  });
  after(async () => parley.close());
  afterEach(async () => {
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  const kindOf = async (kindId: string): Promise<ResourceKind> => {
    const { resources } = await parley.container.connections.connect(accountId);
    const kind = resources.find(({ id }) => id === kindId);
    assert.ok(kind);
    return kind;
  };
  const makeTag = async (name: string): Promise<string> => {
    const [way] = (await kindOf("source-tags")).creations ?? [];
    const made = await way?.create({ chatbotId }, { name, color: "#088F8F" }, signal);
    parley.container.resources.refresh({ accountId, chatbotId });
    return made?.id ?? "";
  };
  /** Opens a resource from its row of the tree. */
  const open = async (kindId: string, title: string): Promise<TextEditor> => {
    const row = await eventually(async () => findRow(parley, chatbotId, kindId, title));
    await commands.executeCommand("parley.openResource", row);
    const editor = window.activeTextEditor;
    assert.ok(editor);
    assert.equal(toRef(editor.document.uri)?.id, row.ref.id);
    return editor;
  };
  const stored = async (kindId: string, id: string): Promise<ResourceValue> =>
    (await kindOf(kindId)).read({ chatbotId, id }, signal);

  it("is opened from the tree, and saving it changes it at the service", async () => {
    const { document } = await open("agents", "General Q&A");
    assert.equal(document.languageId, "json");
    const id = toRef(document.uri)?.id ?? "";
    await replace(document, '"prompt": ""', '"prompt": "Be brief."');
    assert.equal(await document.save(), true);
    assert.equal((await stored("agents", id))["prompt"], "Be brief.");
    const sent = parley.simulator.requests.filter(({ path }) => path.endsWith(`${id}/update`));
    assert.deepEqual(
      sent.map(({ body }) => body),
      ['{"prompt":"Be brief."}'],
    );
    assert.equal(document.isDirty, false);
    // A second change goes the same way.
    await replace(document, "Be brief.", "Be very brief.");
    assert.equal(await document.save(), true);
    assert.equal((await stored("agents", id))["prompt"], "Be very brief.");
  });

  it("that was changed elsewhere meanwhile is not overwritten before it was compared", async () => {
    const id = await makeTag("Ours");
    const { document } = await open("source-tags", "Ours");
    const tags = await kindOf("source-tags");
    const value = await stored("source-tags", id);
    const theirs = { before: value, after: { ...value, name: "Theirs" } };
    await tags.update?.({ chatbotId, id }, theirs, signal);
    await replace(document, "Ours", "Mine");
    const content = new TextEncoder().encode(document.getText());
    await assert.rejects(
      async () => workspace.fs.writeFile(document.uri, content),
      (error) => error instanceof FileSystemError && /AI Chatbot Hub.*: name\./.test(error.message),
    );
    assert.equal(await document.save(), false);
    assert.equal(document.isDirty, true);
    assert.match(document.getText(), /"Mine"/);
    assert.equal((await stored("source-tags", id))["name"], "Theirs");
    await commands.executeCommand("parley.compareResource");
    await window.showTextDocument(document);
    assert.equal(await document.save(), true);
    assert.equal((await stored("source-tags", id))["name"], "Mine");
  });

  it("is measured against what its own document got, whatever else shows it", async () => {
    const id = await makeTag("Twice");
    const { document } = await open("source-tags", "Twice");
    const tags = await kindOf("source-tags");
    const value = await stored("source-tags", id);
    await tags.update?.(
      { chatbotId, id },
      { before: value, after: { ...value, color: "#123456" } },
      signal,
    );
    const ref = { accountId, kindId: "source-tags", chatbotId, id };
    await workspace.openTextDocument(
      toUri({ ref }, "The same under another title", ["Elsewhere", "Another"]),
    );
    await replace(document, "Twice", "Thrice");
    const content = new TextEncoder().encode(document.getText());
    await assert.rejects(
      async () => workspace.fs.writeFile(document.uri, content),
      (error) => error instanceof FileSystemError && /: color\./.test(error.message),
    );
  });

  it("that the service refuses keeps its text, and the service's complaint is told", async () => {
    const { document } = await open("agents", "General Q&A");
    const model = "gpt-4o-mini-16k";
    await replace(document, model, "nonsense");
    const content = new TextEncoder().encode(document.getText());
    await assert.rejects(
      async () => workspace.fs.writeFile(document.uri, content),
      /The service says: “Invalid model: nonsense”/,
    );
    assert.equal(await document.save(), false);
    assert.match(document.getText(), /"nonsense"/);
    const id = toRef(document.uri)?.id ?? "";
    assert.equal((await stored("agents", id))["model"], model);
    const [complaint] = languages.getDiagnostics(document.uri);
    assert.equal(complaint?.source, "Parley");
    assert.match(document.lineAt(complaint.range.start.line).text, /"model": "nonsense"/);
    await replace(document, "nonsense", model);
    assert.deepEqual(languages.getDiagnostics(document.uri), []);
  });

  it("has a long text that is edited as Markdown, and saving it changes nothing else", async () => {
    const editor = await open("agents", "General Q&A");
    const id = toRef(editor.document.uri)?.id ?? "";
    const before = await stored("agents", id);
    await commands.executeCommand("parley.editResourceText", editor.document.uri);
    const document = window.activeTextEditor?.document;
    assert.ok(document);
    assert.equal(document.languageId, "markdown");
    assert.equal(document.getText(), before["prompt"]);
    const agents = await kindOf("agents");
    const elsewhere = { before, after: { ...before, description: "changed elsewhere" } };
    await agents.update?.({ chatbotId, id }, elsewhere, signal);
    const edit = new WorkspaceEdit();
    const text = "# Task\n\nAnswer in *one* sentence.\n";
    edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
    await workspace.applyEdit(edit);
    assert.equal(await document.save(), true);
    const after = await stored("agents", id);
    assert.deepEqual(after, { ...before, description: "changed elsewhere", prompt: text });
  });

  it("is written over one of another chatbot, and nothing is sent before that is saved", async () => {
    const chatbots = await parley.container.catalog.chatbots(accountId);
    const other = chatbots.find(({ name }) => name === "Orchard Support")?.id ?? "";
    const kindId = "chatbot-settings";
    const refs = [chatbotId, other].map((id) => ({ accountId, kindId, chatbotId: id, id }));
    const [from, to] = refs.map((ref) => ({ ref, title: "Chatbot Settings" }));
    assert.ok(from && to);
    const seen = parley.simulator.requests.filter(({ method }) => method === "POST").length;
    await copyInto(parley.container, from, to);
    const document = workspace.textDocuments.find(({ uri }) => toRef(uri)?.id === other);
    assert.ok(document);
    assert.match(document.getText(), /"name": "Harbor Docs"/);
    assert.match(document.getText(), new RegExp(`"uuid": "${other}"`));
    assert.equal(parley.simulator.requests.filter(({ method }) => method === "POST").length, seen);
  });

  for (const [what, text, sentence] of [
    ["no JSON", "{", /Invalid JSON/],
    ["no object", "[]", /must be a JSON object/],
    ["a member that there is not", '{"nmae": "x"}', /Unknown property: nmae/],
    ["another id", '{"uuid": "x"}', /uuid cannot be changed/],
  ] as const) {
    it(`whose text is ${what} is not sent`, async () => {
      const { document } = await open("chatbot-settings", "Chatbot Settings");
      const seen = parley.simulator.requests.filter(({ method }) => method === "POST").length;
      const content = new TextEncoder().encode(text);
      await assert.rejects(
        async () => workspace.fs.writeFile(document.uri, content),
        (error) => error instanceof FileSystemError && sentence.test(error.message),
      );
      const posts = parley.simulator.requests.filter(({ method }) => method === "POST");
      assert.equal(posts.length, seen);
    });
  }

  it("is checked against the schema of its kind while it is edited", async () => {
    const { document } = await open("chatbot-settings", "Chatbot Settings");
    await replace(document, '"private"', '"secret"');
    const found = await eventually(() => {
      const [first] = languages.getDiagnostics(document.uri);
      return first;
    });
    assert.match(found.message, /"private", "public", "hybrid"/);
  });

  it("is deleted, after a copy was saved, and its document is closed", async () => {
    const { container } = parley;
    const id = await makeTag("Short-lived");
    const { document } = await open("source-tags", "Short-lived");
    const row = await eventually(async () =>
      findRow(parley, chatbotId, "source-tags", "Short-lived"),
    );
    const folder = Uri.joinPath(parley.context.globalStorageUri, "copies");
    await removeResources(container, [row], folder);
    await assert.rejects(async () => stored("source-tags", id), { kind: "not-found" });
    const copy = await workspace.fs.readFile(Uri.joinPath(folder, "Short-lived.json"));
    assert.equal((JSON.parse(new TextDecoder().decode(copy)) as { uuid: string }).uuid, id);
    await workspace.fs.delete(folder, { recursive: true });
    await eventually(() => !tabUris().includes(document.uri.toString()));
    await eventually(async () => {
      const rows = await resourceRows(parley, chatbotId, "source-tags");
      return rows.every(({ ref }) => ref.id !== id);
    });
  });

  it("has its row behind the sessions, and only where the service manages something", async () => {
    const below = await childrenOf(parley, accountId, chatbotId);
    const groups = below.flatMap((node) => (node.kind === "resource-group" ? [node.group] : []));
    assert.deepEqual(groups, ["knowledge", "behaviour", "settings"]);
    assert.equal(
      below.slice(-3).every(({ kind }) => kind === "resource-group"),
      true,
    );
    const other = parley.accounts.get("crbnai") ?? "";
    const chatbots = await parley.container.catalog.chatbots(other);
    const plain = chatbots.find(({ id }) => id === "plain-chats");
    await parley.container.catalog.sessions(other, plain?.id ?? "");
    const rows = await childrenOf(parley, other, plain?.id ?? "");
    assert.equal(
      rows.some(({ kind }) => kind === "resource-group"),
      false,
    );
  });
});

function tabUris(): readonly string[] {
  return window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.map(({ input }) => String((input as { uri?: Uri } | undefined)?.uri)),
  );
}

async function replace(document: TextDocument, old: string, text: string): Promise<void> {
  const start = document.getText().indexOf(old);
  assert.ok(start >= 0, `${old} is not in ${document.getText()}`);
  const edit = new WorkspaceEdit();
  const range = new Range(document.positionAt(start), document.positionAt(start + old.length));
  edit.replace(document.uri, range, text);
  await workspace.applyEdit(edit);
}

async function childrenOf(
  { container: { tree } }: Parley,
  accountId: string,
  chatbotId: string,
): Promise<readonly TreeNode[]> {
  for (const account of await tree.getChildren()) {
    if (account.kind !== "account" || account.account.id !== accountId) continue;
    for (const node of await tree.getChildren(account)) {
      if (node.kind === "chatbot" && node.chatbot.id === chatbotId) {
        return await tree.getChildren(node);
      }
    }
  }
  return [];
}

/** The rows of one kind, as far as they are loaded. */
async function resourceRows(
  parley: Parley,
  chatbotId: string,
  kindId: string,
): Promise<readonly ResourceNode[]> {
  const { tree } = parley.container;
  const accountId = parley.accounts.get("ai-chatbot-hub") ?? "";
  const rows: ResourceNode[] = [];
  for (const group of await childrenOf(parley, accountId, chatbotId)) {
    if (group.kind !== "resource-group") continue;
    for (const node of await tree.getChildren(group)) {
      const below = node.kind === "resource-kind" ? await tree.getChildren(node) : [node];
      for (const row of below)
        if (row.kind === "resource" && row.info.id === kindId) rows.push(row);
    }
  }
  return rows;
}

async function findRow(
  parley: Parley,
  chatbotId: string,
  kindId: string,
  title: string,
): Promise<ResourceNode | undefined> {
  const rows = await resourceRows(parley, chatbotId, kindId);
  return rows.find((row) => row.title === title);
}
