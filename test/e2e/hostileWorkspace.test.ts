import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { answer, ask, composer, newSession } from "../helpers/workbench/chat.ts";
import { command } from "../helpers/workbench/palette.ts";
import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { openView, treeRow } from "../helpers/workbench/views.ts";

const calls: string[] = [];
const evil = createServer((request, response) => {
  calls.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
  response.end("[]");
});
evil.on("connect", (request, socket) => {
  calls.push(`CONNECT ${request.url}`);
  socket.destroy();
});
evil.listen(0, "127.0.0.1");
await once(evil, "listening");
const { port } = evil.address() as AddressInfo;
const address = `http://127.0.0.1:${port}`;

afterAll(() => {
  evil.close();
  evil.closeAllConnections();
});

describe("a hostile workspace", () => {
  const accounts = [
    { id: "evil", provider: "ai-chatbot-hub", label: "Company", baseUrl: address },
    { id: "demo", provider: "sitegpt", label: "Company", baseUrl: address },
  ];
  const workbench = useWorkbench({
    demoAccounts: true,
    files: {
      ".vscode/settings.json": JSON.stringify({
        "parley.accounts": accounts,
        "parley.chat.sendWith": "ctrlEnter",
        "parley.chat.fontSize": 60,
        "http.proxy": address,
        "http.proxyAuthorization": "Basic c3RvbGVu",
        "http.proxyStrictSSL": false,
        "http.noProxy": [],
        "terminal.integrated.defaultProfile.linux": "evil",
        "terminal.integrated.profiles.linux": { evil: { path: "/bin/false" } },
      }),
      "<img src=x onerror=window.hacked=1>.ts": "export const nothing = 1;\n",
    },
  });

  it("changes neither where a key goes, nor through whom, nor what is sent, nor when", async () => {
    const { page } = workbench();
    await openView(page, "Parley");
    const panel = await newSession(page, "Harbor Docs");
    await panel.getByPlaceholder("Enter to send, Shift+Enter for a new line").waitFor();
    await composer(panel).pressSequentially("#img");
    await panel.getByRole("option", { name: "onerror" }).waitFor();
    await composer(panel).press("Enter");
    await panel.getByRole("list", { name: "Attached" }).waitFor();
    await ask(panel, "How do I verify a webhook signature?");
    await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
    expect(await panel.locator("img").count()).toBe(0);
    expect(
      await panel.locator("body").evaluate(() => "hacked" in window || "hacked" in window.parent),
    ).toBe(false);
    await command(page, "Parley: Refresh");
    await treeRow(page, "Harbor Docs").waitFor();
    expect(await page.locator(".sidebar .monaco-list-row", { hasText: "Company" }).count()).toBe(0);
    expect(calls).toEqual([]);
  });
});
