import { beforeEach, expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import type { ErrorKind } from "../../../src/core/model.ts";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import { addPages, type AddPagesDeps } from "../../../src/host/knowledge/addPages.ts";
import { editor, env, UIKind } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

beforeEach(() => editor.reset());

/** A chatbot whose pages can be added. @param calls what its service does besides, or instead */
function open(calls: Readonly<Record<string, unknown>> = {}) {
  const added: string[] = [];
  const refreshed: unknown[] = [];
  const addUrls = async (_scope: unknown, urls: readonly string[]) => {
    added.push(...urls);
    return urls.map((id) => ({ id }));
  };
  const kind = { id: "pages", addUrls, ...calls };
  const can = ["addUrls", "findUrls"].filter((name) => name in kind);
  const info = { id: "pages", title: "Pages", group: "knowledge", can };
  const provider = {
    ...knownAccount().provider,
    loadResourceKinds: async () => ({ resourceKinds: [info] }),
  } as unknown as ProviderDescriptor;
  const account = knownAccount({ provider });
  const deps = {
    accounts: { list: async () => [account], find: async () => account },
    catalog: { chatbots: async () => [{ id: "bot", name: "Bot" }] },
    connections: { connect: async () => ({ resources: [kind] }) },
    resources: { refresh: (place: unknown) => refreshed.push(place) },
    closing: new AbortController().signal,
    log: new MemoryLog(),
  };
  editor.picks = ["$(robot) Bot"];
  editor.typed = ["https://a.example/page"];
  return {
    added,
    refreshed,
    add: async () => addPages(deps as unknown as AddPagesDeps, undefined),
  };
}

test.each<ErrorKind>(["bad-key", "cancelled"])(
  "pages that were added before it ended with %s are in the list that is loaded again",
  async (kind) => {
    const { refreshed, add } = open({
      addUrls: async () => {
        throw new ChatError(kind, "ended at the second page");
      },
    });
    await add();
    expect(refreshed).toEqual([{ accountId: "a", chatbotId: "bot", kindId: "pages" }]);
  },
);

test.each([
  ["Only This Page", ["https://a.example/page"]],
  [undefined, []],
])("a site without pages is told, and %s then adds %j", async (pressed, expected) => {
  const { added, add } = open({ findUrls: async () => [] });
  editor.picks = ["$(robot) Bot", "Choose Pages of This Site…"];
  editor.presses = [pressed];
  await add();
  expect(editor.messages[0]).toBe("No pages were found at https://a.example/page.");
  expect(added).toEqual(expected);
});

test("in a browser, whose clipboard may be closed to VS Code, the address is asked for all the same", async () => {
  const { added, add } = open();
  const { readText } = env.clipboard;
  const browser: typeof env & { uiKind?: number } = env;
  browser.uiKind = UIKind.Web;
  env.clipboard.readText = async () => {
    throw new Error("The clipboard was read.");
  };
  try {
    await add();
  } finally {
    delete browser.uiKind;
    env.clipboard.readText = readText;
  }
  expect(added).toEqual(["https://a.example/page"]);
});
