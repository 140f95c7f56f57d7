import { beforeEach, expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import type { ErrorKind } from "../../../src/core/model.ts";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import { addPages, type AddPagesDeps } from "../../../src/host/knowledge/addPages.ts";
import { editor, env, UIKind } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

beforeEach(() => editor.reset());

test.each<ErrorKind>(["bad-key", "cancelled"])(
  "pages that were added before it ended with %s are in the list that is loaded again",
  async (kind) => {
    const info = { id: "pages", title: "Pages", group: "knowledge", can: ["addUrls"] };
    const provider = {
      ...knownAccount().provider,
      loadResourceKinds: async () => ({ resourceKinds: [info] }),
    } as unknown as ProviderDescriptor;
    const account = knownAccount({ provider });
    const addUrls = async () => {
      throw new ChatError(kind, "ended at the second page");
    };
    const refreshed: unknown[] = [];
    const deps = {
      accounts: { list: async () => [account], find: async () => account },
      catalog: { chatbots: async () => [{ id: "bot", name: "Bot" }] },
      connections: { connect: async () => ({ resources: [{ id: "pages", addUrls }] }) },
      resources: { refresh: (place: unknown) => refreshed.push(place) },
      closing: new AbortController().signal,
      log: new MemoryLog(),
    };
    editor.picks = ["$(robot) Bot"];
    editor.typed = ["https://a.example/page"];
    await addPages(deps as unknown as AddPagesDeps, undefined);
    expect(refreshed).toEqual([{ accountId: "a", chatbotId: "bot", kindId: "pages" }]);
  },
);

test.each([
  ["Only This Page", ["https://a.example/page"]],
  [undefined, []],
])("a site without pages is told, and %s then adds %j", async (pressed, expected) => {
  const can = ["addUrls", "findUrls"];
  const info = { id: "pages", title: "Pages", group: "knowledge", can };
  const provider = {
    ...knownAccount().provider,
    loadResourceKinds: async () => ({ resourceKinds: [info] }),
  } as unknown as ProviderDescriptor;
  const account = knownAccount({ provider });
  const added: string[] = [];
  const addUrls = async (_scope: unknown, urls: readonly string[]) => {
    added.push(...urls);
    return urls.map((id) => ({ id }));
  };
  const kind = { id: "pages", addUrls, findUrls: async () => [] };
  const deps = {
    accounts: { list: async () => [account], find: async () => account },
    catalog: { chatbots: async () => [{ id: "bot", name: "Bot" }] },
    connections: { connect: async () => ({ resources: [kind] }) },
    resources: { refresh: () => undefined },
    closing: new AbortController().signal,
    log: new MemoryLog(),
  };
  editor.picks = ["$(robot) Bot", "Choose Pages of This Site…"];
  editor.typed = ["https://a.example/page"];
  editor.presses = [pressed];
  await addPages(deps as unknown as AddPagesDeps, undefined);
  expect(editor.messages[0]).toBe("No pages were found at https://a.example/page.");
  expect(added).toEqual(expected);
});

test("in a browser, whose clipboard may be closed to VS Code, the address is asked for all the same", async () => {
  const info = { id: "pages", title: "Pages", group: "knowledge", can: ["addUrls"] };
  const provider = {
    ...knownAccount().provider,
    loadResourceKinds: async () => ({ resourceKinds: [info] }),
  } as unknown as ProviderDescriptor;
  const account = knownAccount({ provider });
  const added: string[] = [];
  const addUrls = async (_scope: unknown, urls: readonly string[]) => {
    added.push(...urls);
    return urls.map((id) => ({ id }));
  };
  const deps = {
    accounts: { list: async () => [account], find: async () => account },
    catalog: { chatbots: async () => [{ id: "bot", name: "Bot" }] },
    connections: { connect: async () => ({ resources: [{ id: "pages", addUrls }] }) },
    resources: { refresh: () => undefined },
    closing: new AbortController().signal,
    log: new MemoryLog(),
  };
  editor.picks = ["$(robot) Bot"];
  editor.typed = ["https://a.example/page"];
  const { readText } = env.clipboard;
  const browser: typeof env & { uiKind?: number } = env;
  browser.uiKind = UIKind.Web;
  env.clipboard.readText = async () => {
    throw new Error("The clipboard was read.");
  };
  try {
    await addPages(deps as unknown as AddPagesDeps, undefined);
  } finally {
    delete browser.uiKind;
    env.clipboard.readText = readText;
  }
  expect(added).toEqual(["https://a.example/page"]);
});
