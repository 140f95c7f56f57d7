import assert from "node:assert/strict";
import { Uri, window, workspace, WorkspaceEdit, Range } from "vscode";
import { emptyChat } from "../../src/core/chat/state.ts";
import type { ResourceKind } from "../../src/core/resources.ts";
import { knowledgeOf, type KnowledgePlace } from "../../src/host/knowledge/chooseKnowledge.ts";
import { uploadWithProgress } from "../../src/host/knowledge/sendFiles.ts";
import { type Comparison, KnowledgeSync } from "../../src/host/knowledge/sync/knowledgeSync.ts";
import { pushOne } from "../../src/host/knowledge/sync/pushKnowledge.ts";
import { SyncDecorations } from "../../src/host/knowledge/sync/syncDecorations.ts";
import { findChatbot, openParley, type Parley } from "./parley.ts";

const { signal } = new AbortController();

describe("knowledge", () => {
  let parley: Parley;
  let place: KnowledgePlace;
  let kind: ResourceKind;
  let folder: Uri;
  before(async () => {
    parley = await openParley({ pace: 1 });
    const chatbot = await findChatbot(parley, "ai-chatbot-hub", "Harbor Docs");
    const found = await knowledgeOf(parley.container, "upload", chatbot);
    assert.ok(found);
    place = found;
    kind = found.kind;
    const [first] = workspace.workspaceFolders ?? [];
    assert.ok(first);
    folder = first.uri;
  });
  after(async () => {
    for (const name of ["docs", ".parley"])
      await workspace.fs.delete(Uri.joinPath(folder, name), { recursive: true });
    await parley.close();
  });

  const write = async (path: string, text: string): Promise<Uri> => {
    const uri = Uri.joinPath(folder, path);
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return uri;
  };
  const sources = async () => kind.list({ chatbotId: place.chatbotId }, signal);
  const uploads = () =>
    parley.simulator.requests.filter(({ path }) => path.endsWith("/data-source/upload"));

  it("takes files, and says which it had already", async () => {
    const files = await Promise.all(
      ["tides", "moons"].map(async (name) => {
        const path = `docs/${name}.md`;
        return { uri: await write(path, `# ${name}`), path, name: `${name}.md.txt` };
      }),
    );
    const before = await sources();
    const sent = await uploadWithProgress(parley.container, place, files);
    assert.deepEqual(
      sent.map(({ outcome }) => outcome.kind),
      ["uploaded", "uploaded"],
    );
    assert.equal((await sources()).length, before.length + 2);
    const again = await uploadWithProgress(parley.container, place, files);
    assert.deepEqual(
      again.map(({ outcome }) => outcome.kind),
      ["duplicate", "duplicate"],
    );
  });

  it("is taught from an answer that was corrected in a document", async () => {
    const messages = [
      { key: "q", role: "user", text: "When is high water?" },
      { key: "a", role: "assistant", text: "I do not know." },
    ] as const;
    const ref = { accountId: place.account.id, chatbotId: place.chatbotId };
    const corrections = await parley.container.corrections.get();
    await corrections.open(ref, { ...emptyChat, messages }, "a");
    const document = window.activeTextEditor?.document;
    assert.ok(document);
    assert.equal(document.getText(), "# When is high water?\n\nI do not know.\n");
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, new Range(2, 0, 3, 0), "At six and at half past six.");
    await workspace.applyEdit(edit);
    parley.simulator.setFault({ fault: "forbidden", times: 1 });
    await corrections.send(document.uri);
    // What failed keeps the text, and can be sent again.
    assert.match(document.getText(), /half past six/);
    await corrections.send(document.uri);
    assert.equal(document.isClosed || !document.isDirty, true);
    const correction = parley.simulator.requests.findLast(({ path }) => path.endsWith("/qa"));
    assert.deepEqual(JSON.parse(correction?.body ?? ""), {
      question: "When is high water?",
      answer: "At six and at half past six.",
    });
  });

  describe("that is kept in step with two hundred files", function () {
    // Two hundred files on a busy machine, and the pause that the service asks for.
    this.timeout(90_000);
    let sync: KnowledgeSync;
    before(async () => {
      for (let number = 0; number < 200; number += 1)
        await write(`docs/log/${number}.md`, `## Day ${number}\n\nWind from ${number} degrees.`);
      await write("docs/log/.env", "A=1");
      await write("docs/log/key.md", "-----BEGIN RSA PRIVATE KEY-----");
      await write(
        ".parley/knowledge.json",
        JSON.stringify({
          chatbots: [
            {
              account: place.account.label,
              chatbot: place.chatbotName,
              include: ["docs/log/**"],
              exclude: ["docs/log/199.md"],
            },
            { account: "Nobody", chatbot: "None", include: ["**"] },
            { account: place.account.label, chatbot: place.chatbotName, include: ["docs/*"] },
          ],
        }),
      );
      sync = new KnowledgeSync(parley.container);
    });
    after(() => sync.dispose());

    const compare = async (): Promise<Comparison> => {
      const [comparison] = await sync.compare();
      assert.ok(comparison);
      return comparison;
    };
    const count = ({ entries }: Comparison): Readonly<Record<string, number>> =>
      Object.fromEntries(
        [...Map.groupBy(entries, ({ status }) => status)].map(([status, all]) => [
          status,
          all.length,
        ]),
      );

    it("sends nothing to compare, and holds secrets back", async () => {
      const seen = uploads().length;
      const comparison = await compare();
      assert.deepEqual(count(comparison), { new: 199 });
      assert.equal(comparison.isFirst, true);
      assert.deepEqual(
        comparison.heldBack.map(({ path, reason }) => `${path} ${reason}`).toSorted(),
        ["docs/log/.env secret", "docs/log/key.md secret"],
      );
      assert.equal(uploads().length, seen);
      const problems = sync.comparisons.map((one) => ("problem" in one ? one.problem : ""));
      assert.match(problems[1] ?? "", /No account is named “Nobody”/);
      assert.match(problems[2] ?? "", /Harbor Docs is listed twice/);
    });

    it("pushes what is new once, though the service asks to wait in between", async () => {
      const seen = uploads().length;
      const known = (await sources()).length;
      const limit = { fault: "rate-limited", times: 2, match: isUpload } as const;
      parley.simulator.setFault(limit);
      await pushOne(parley.container, sync, await compare());
      assert.equal(uploads().length - seen, 199 + 2);
      assert.equal((await sources()).length, known + 199);
      assert.deepEqual(count(await compare()), { same: 199 });
    });

    it("sends what was changed, deletes what is gone, and decorates the Explorer", async () => {
      const changed = await write("docs/log/7.md", "## Day 7\n\nCalm.");
      await workspace.fs.delete(Uri.joinPath(folder, "docs/log/8.md"));
      await write("docs/log/200.md", "## Day 200\n\nFog.");
      const comparison = await compare();
      assert.deepEqual(count(comparison), { changed: 1, new: 1, removed: 1, same: 197 });
      const decorations = new SyncDecorations(sync);
      assert.equal(decorations.provideFileDecoration(changed)?.badge, "~");
      decorations.dispose();
      const known = (await sources()).length;
      await pushOne(parley.container, sync, comparison);
      assert.deepEqual(count(await compare()), { same: 199 });
      assert.equal((await sources()).length, known);
    });

    it("leaves out links that lead out of the workspace", async () => {
      const { symlink } = await import("node:fs/promises");
      await symlink("/etc/hostname", Uri.joinPath(folder, "docs/log/link.md").fsPath);
      const { heldBack } = await compare();
      assert.equal(heldBack.find(({ path }) => path.endsWith("link.md"))?.reason, "outside");
    });
  });

  const isUpload = ({ path }: { readonly path: string }): boolean =>
    path.endsWith("/data-source/upload");
});
