import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { commands, workspace } from "vscode";
import { newSessionRef } from "../../src/host/refs/sessionRef.ts";
import { accountsSetting, activateParley, ask, eventually, openParley } from "./parley.ts";

/** Keys that nothing else would contain. */
const keys = {
  "ai-chatbot-hub": "marked-key-hub-7c1f0e52",
  sitegpt: "marked-key-site-7c1f0e52",
  crbnai: "apikeyv1_marked-key-crbn-7c1f0e52",
};
const marks = Object.values(keys);
/** What is asked is as confidential as the key. */
const markedQuestion = "marked-question-7c1f0e52";

describe("an API key", () => {
  it("stands in no file, setting, log line or frame, however it is used", async () => {
    const parley = await openParley({ keys });
    const { container, accounts, posted } = parley;
    const panels = await container.panels();
    for (const [provider, accountId] of accounts) {
      const [chatbot] = await container.catalog.chatbots(accountId);
      assert.ok(chatbot);
      await container.catalog.sessions(accountId, chatbot.id);
      const panel = await panels.show(newSessionRef(accountId, chatbot.id));
      assert.ok(panel);
      parley.simulator.setFault({ fault: "unauthorized", service: provider, questionsOnly: true });
      await ask(panel, `${markedQuestion} fails, and says so in the log.`);
      await panel.chat.retry(panel.chat.state.messages.at(-1)?.key ?? "");
      await eventually(() => !panel.chat.isBusy);
      assert.equal(panel.chat.state.messages.at(-1)?.state, undefined);
    }
    const sentKeys = new Set(
      parley.simulator.requests.map(({ headers }) => headers["authorization"]),
    );
    assert.deepEqual(sentKeys, new Set(marks.map((key) => `Bearer ${key}`)));

    const { logUri, globalStorageUri, globalState } = parley.context;
    // The folder that holds everything VS Code keeps for this user: settings, state, logs, history, our storage.
    const userData = dirname(dirname(dirname(globalStorageUri.fsPath)));
    const searched = [...(await allFiles(userData)), ...(await allFiles(logUri.fsPath))];
    assert.ok(
      searched.some((path) => path.endsWith("settings.json")),
      `no settings in ${userData}`,
    );
    assert.ok(
      searched.some((path) => path.startsWith(globalStorageUri.fsPath)),
      "our own storage was not searched",
    );
    const found: string[] = [];
    const sessionFiles = join(globalStorageUri.fsPath, "sessions");
    for (const path of searched) {
      const content = await readFile(path).catch(() => Buffer.alloc(0));
      if (marks.some((mark) => content.includes(mark))) found.push(path);
      // A question is kept with its session, and nowhere else.
      if (content.includes(markedQuestion) && !path.startsWith(sessionFiles)) found.push(path);
    }
    assert.deepEqual(found, []);
    const secrets = [...marks, markedQuestion];
    assert.deepEqual(
      (await commandLines()).filter((line) => secrets.some((secret) => line.includes(secret))),
      [],
    );

    assert.ok(posted.length > 0);
    for (const mark of marks) {
      assert.ok(!JSON.stringify(posted).includes(mark), "a frame holds a key");
      assert.ok(
        !JSON.stringify(workspace.getConfiguration()).includes(mark),
        "a setting holds a key",
      );
      assert.ok(
        !JSON.stringify(globalState.keys().map((key) => globalState.get(key))).includes(mark),
      );
    }
    await parley.close();
  });

  it("is replaced, not added, when the same account is added again", async () => {
    const { container } = await activateParley();
    const account = { provider: "sitegpt", label: "Twice", baseUrl: "http://127.0.0.1:9" };
    const first = await commands.executeCommand<string>("parley.addAccount", {
      ...account,
      apiKey: "one",
    });
    const second = await commands.executeCommand<string>("parley.addAccount", {
      ...account,
      apiKey: "two",
    });
    assert.equal(second, first);
    assert.equal((accountsSetting() as unknown[]).length, 1);
    const known = await container.accounts.find(first);
    assert.ok(known);
    assert.equal(await container.keys.read(known), "two");
    await container.keys.remove(first);
    assert.equal(await container.keys.read(known), undefined);
    await container.accounts.remove([first]);
    assert.equal(accountsSetting(), undefined);
  });
});

async function allFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** How every process of this computer was started; empty where that is not told in files. */
async function commandLines(): Promise<readonly string[]> {
  const processes = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  return await Promise.all(
    processes.map(async (id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")),
  );
}
