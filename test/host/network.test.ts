import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ConfigurationTarget, workspace } from "vscode";
import { findChatbot, openParley, type Parley } from "./parley.ts";

describe("the HTTP library", () => {
  it("leaves the slots that other extensions' fetch uses as it found them", async () => {
    const slots = ["1", "2"].map((version) => Symbol.for(`undici.globalDispatcher.${version}`));
    const read = (): readonly unknown[] =>
      slots.map((slot) => (globalThis as Record<symbol, unknown>)[slot]);
    const before = read();
    const parley = await openParley();
    for (const accountId of parley.accounts.values())
      await parley.container.catalog.chatbots(accountId);
    assert.ok(parley.simulator.requests.length >= 3);
    assert.deepEqual(
      read().map((value, index) => value === before[index]),
      [true, true],
    );
    await parley.close();
  });
});

describe("an account's client", () => {
  it("is made once, also when two ask for it at the same time", async () => {
    const parley = await openParley();
    const { connections } = parley.container;
    for (const id of parley.accounts.values()) {
      const [one, two] = await Promise.all([connections.connect(id), connections.connect(id)]);
      assert.equal(one, two);
      assert.equal(await connections.connect(id), one);
    }
    await parley.close();
  });
});

describe("a change of the network settings", () => {
  const { signal } = new AbortController();
  const http = () => workspace.getConfiguration("http");
  /** Resolves when everybody in this extension host has heard of it. */
  const set = async (name: string, value: unknown): Promise<void> => {
    const heard = new Promise<void>((resolve) => {
      const watcher = workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(`http.${name}`)) return;
        watcher.dispose();
        setImmediate(resolve);
      });
    });
    await http().update(name, value, ConfigurationTarget.Global);
    await heard;
  };
  let parley: Parley;
  before(async () => {
    parley = await openParley({ pace: 8 });
  });
  afterEach(async () => {
    await http().update("proxyStrictSSL", undefined, ConfigurationTarget.Global);
    await http().update("fetchAdditionalSupport", undefined, ConfigurationTarget.Global);
  });
  after(async () => parley.close());

  it("breaks no answer that is arriving, and the next question is asked the new way", async () => {
    const { accountId, chatbotId } = await findChatbot(parley, "crbnai", "Incident Archive");
    const provider = await parley.container.connections.connect(accountId);
    const firstQuestion = "How do I fail over the database?";
    const created = await provider.createSession?.(chatbotId, { firstQuestion }, signal);
    const sessionId = created?.id ?? "";
    const ask = async (onText: () => Promise<void>): Promise<string> => {
      const request = {
        session: { chatbotId, sessionId },
        text: firstQuestion,
      };
      let text = "";
      for await (const event of provider.send(request, signal)) {
        if (event.type !== "text-delta") continue;
        if (text === "") await onText();
        text += event.text;
      }
      return text;
    };
    const undisturbed = await ask(async () => undefined);
    assert.equal(await ask(async () => set("proxyStrictSSL", false)), undisturbed);
    assert.equal(await ask(async () => undefined), undisturbed);
  });

  it("closes the old connections when nothing runs on them, and only where it matters", async () => {
    let opened = 0;
    let open = 0;
    const server = createServer((_request, response) => void response.writeHead(404).end("{}"));
    server.on("connection", (socket) => {
      opened += 1;
      open += 1;
      socket.on("close", () => (open -= 1));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { container, accounts } = parley;
    const id = accounts.get("sitegpt") ?? "";
    const account = await container.accounts.find(id);
    assert.ok(account);
    const { port } = server.address() as AddressInfo;
    const baseUrl = `http://127.0.0.1:${port}`;
    await container.keys.write({ ...account, baseUrl }, "some-key");
    await container.accounts.save({ ...account, baseUrl });
    const look = async (): Promise<void> => {
      const provider = await container.connections.connect(id);
      await assert.rejects(async () => provider.listChatbots(signal), { name: "ChatError" });
    };
    await look();
    await look();
    assert.equal(opened, 1);
    await set("fetchAdditionalSupport", false);
    await look();
    assert.equal(opened, 1);
    const closed = new Promise<void>((resolve) => {
      const watch = (): void => void (open === 0 ? resolve() : setImmediate(watch));
      watch();
    });
    await set("proxyStrictSSL", false);
    await closed;
    await look();
    assert.deepEqual([opened, open], [2, 1]);
    await container.accounts.save(account);
    server.close();
    server.closeAllConnections();
  });
});
