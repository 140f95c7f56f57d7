import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type * as vscode from "vscode";
import {
  copySessionLink,
  type CopySessionLinkDeps,
} from "../../../src/host/links/copySessionLink.ts";
import { followLink, type FollowLinkDeps } from "../../../src/host/links/followLink.ts";
import { readParleyLink, writeParleyLink } from "../../../src/host/links/parleyLink.ts";
import type { KnownAccount } from "../../../src/host/refs/knownAccount.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const account = knownAccount();
const known = {
  service: "ai-chatbot-hub",
  address: account.baseUrl,
  chatbot: "b1&x=%",
  session: "s",
};
let accounts: readonly KnownAccount[];
let log: MemoryLog;

beforeEach(() => {
  editor.reset();
  accounts = [account];
  log = new MemoryLog();
});

/** A link as VS Code hands it over: decoded once. */
async function follow(link: string): Promise<void> {
  const [path = "", query = ""] = link.split("?");
  const uri = { path, query: decodeURIComponent(query) };
  const deps: FollowLinkDeps = { accounts: { list: async () => accounts }, log };
  await followLink(deps, uri as vscode.Uri);
}

const sessionLink = (more: Partial<typeof known> = {}): string =>
  writeParleyLink({ path: "/session", ...known, ...more });

describe("a link to a session", () => {
  test("says what will happen, and opens it when the user agrees", async () => {
    editor.presses = ["Open Session"];
    await follow(sessionLink());
    expect(editor.messages).toEqual([
      expect.stringMatching(
        /^Open a session of the account Mine\?\n.*session s .*https:\/\/a\.example/,
      ),
    ]);
    expect(editor.executed).toEqual([
      ["parley.openSession", { accountId: "a", chatbotId: "b1&x=%", id: "s" }],
    ]);
  });

  test("opens nothing when the user does not agree", async () => {
    await follow(sessionLink());
    expect(editor.messages).toHaveLength(1);
    expect(editor.executed).toEqual([]);
  });

  test("of a place without an account offers to add one, and says nothing of the address to that", async () => {
    editor.presses = ["Add Account"];
    await follow(sessionLink({ address: "https://elsewhere.example" }));
    expect(editor.messages[0]).toContain("https://elsewhere.example");
    expect(editor.executed).toEqual([["parley.addAccount"]]);
  });

  test("asks with which account, where there are several", async () => {
    accounts = [account, { ...account, id: "b", label: "Other" }];
    editor.picks = ["Other"];
    editor.presses = ["Open Session"];
    await follow(sessionLink());
    expect(editor.executed).toMatchObject([["parley.openSession", { accountId: "b" }]]);
  });

  test("leads to the service's own address where it names none", async () => {
    accounts = [{ ...account, baseUrl: account.provider.defaultBaseUrl }];
    editor.presses = ["Open Session"];
    await follow("/session?service=ai-chatbot-hub&chatbot=b&session=s");
    expect(editor.executed).toHaveLength(1);
  });
});

describe("a link to a new account", () => {
  test("begins to add one when the user agrees", async () => {
    await follow("/add-account?service=crbnai");
    expect(editor.executed).toEqual([]);
    editor.presses = ["Add Account"];
    await follow("/add-account?service=crbnai");
    expect(editor.messages[1]).toMatch(
      /^Add an account for CRBNai\?\n.*https:\/\/app\.crbnai\.com/,
    );
    expect(editor.executed).toEqual([["parley.addAccount", { provider: "crbnai" }]]);
  });

  test.each([
    "/add-account?service=crbnai&apiKey=abcdef",
    "/add-account?service=crbnai&token=abcdef",
    "/add-account?service=sgpt_1234567890",
    "/session?service=crbnai&chatbot=b&session=s&key=abcdef",
  ])("that holds a key is refused, and its key is nowhere: %s", async (link) => {
    await follow(link);
    expect(editor.messages[0]).toContain("seems to contain an API key");
    expect(editor.executed).toEqual([]);
    expect(log.lines).toEqual(["warn a link to Parley is refused: holds-key"]);
  });

  test.each([
    "/add-account?service=nobody",
    "/add-account?service=crbnai&baseUrl=https%3A%2F%2Fevil.example",
    "/add-account?service=crbnai&service=sitegpt",
    "/add-account",
    "/session?service=crbnai&chatbot=b",
    "/session?service=crbnai&chatbot=b&session=parley%3A1",
    `/session?service=crbnai&chatbot=b&session=${"s".repeat(201)}`,
    "/session?service=crbnai&chatbot=b&session=a%250Ab",
    `/add-account?service=crbnai&${"&".repeat(2000)}`,
    "/elsewhere?service=crbnai",
    "",
  ])("of another form is refused: %s", async (link) => {
    await follow(link);
    expect(editor.messages).toEqual([
      "This link was not opened because Parley does not know what it asks for.",
    ]);
    expect(editor.executed).toEqual([]);
  });
});

test("what is written is read, and anything else fails nobody", () => {
  const id = fc.stringMatching(/^[0-9.~:/?#@!$&'()*+,;=%-]{1,40}$/);
  fc.assert(
    fc.property(id, id, (chatbot, session) => {
      const link = { path: "/session", service: "crbnai", chatbot, session } as const;
      const [path = "", ...rest] = writeParleyLink(link).split("?");
      const read = readParleyLink(path, decodeURIComponent(rest.join("?")));
      expect(read).toEqual(link);
    }),
  );
  fc.assert(
    fc.property(fc.string(), fc.string(), (path, query) => void readParleyLink(path, query)),
  );
});

test("the title of the view copies a link to the chat in it, not to the active editor's", async () => {
  const [ref, other] = ["s1", "s2"].map((id) => ({ accountId: "a", chatbotId: "b", id }));
  const deps = {
    accounts: { find: async () => account },
    files: { serviceIdOf: async ({ id }: { readonly id: string }) => id },
    panels: async () => ({ active: { ref: other }, inView: { ref } }),
    extension: { id: "parley.parley" },
  } as unknown as CopySessionLinkDeps;
  await copySessionLink(deps, { argument: undefined, isFromView: true });
  expect(editor.clipboard).toContain("session=s1");
});

test("a link that is copied leads back to its session", async () => {
  const ref = { accountId: "a", chatbotId: "b", id: "parley:own" };
  let serviceId: string | undefined = "s/1";
  const deps = {
    accounts: { find: async () => account },
    files: { serviceIdOf: async () => serviceId, refOf: async () => ref },
    panels: async () => ({ active: { ref } }),
    extension: { id: "parley.parley" },
  } as unknown as CopySessionLinkDeps;
  await copySessionLink(deps, { argument: undefined });
  expect(editor.clipboard).toMatch(/^vscode:\/\/parley\.parley\/session\?service=ai-chatbot-hub&/);
  editor.presses = ["Open Session"];
  await follow(editor.clipboard.replace("vscode://parley.parley", ""));
  expect(editor.executed).toEqual([
    ["parley.openSession", { accountId: "a", chatbotId: "b", id: "s/1" }],
  ]);
  serviceId = undefined;
  editor.clipboard = "";
  await copySessionLink(deps, { argument: undefined });
  expect(editor.clipboard).toBe("");
  expect(editor.messages.at(-1)).toBe("A session can be linked to after its first question.");
});
