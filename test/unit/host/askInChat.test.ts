import { beforeEach, describe, expect, test } from "vitest";
import type { Attachment } from "../../../src/core/chat/draft.ts";
import { askInChat, type AskInChatDeps } from "../../../src/host/context/askInChat.ts";
import { attachToChat, type AttachToChatDeps } from "../../../src/host/context/attachToChat.ts";
import { askAboutTest } from "../../../src/host/context/askAboutTest.ts";
import type { SessionRef } from "../../../src/host/refs/sessionRef.ts";
import {
  readLastChatbotName,
  readLastUsed,
  writeLastUsed,
} from "../../../src/host/sessions/lastUsed.ts";
import { editor, Memento, Uri } from "../../helpers/editor/vscode.ts";

const ref: SessionRef = { accountId: "a", chatbotId: "bot", id: "s1" };
const attachment: Attachment = { id: "1", path: "tax.ts", languageId: "typescript", text: "rate" };

/** Which sessions the service lists; undefined while that is not known. */
let listed: readonly string[] | undefined;
/** Which chatbots it lists. */
let chatbots: readonly string[] | undefined;
let last: { readonly ref: SessionRef } | undefined;
let shown: { ref: SessionRef; isFromCode: boolean | undefined; did: string[] }[];
/** The texts that were attached. */
let attached: string[];
let globalState: Memento;

beforeEach(() => {
  editor.reset();
  listed = undefined;
  chatbots = undefined;
  last = undefined;
  shown = [];
  attached = [];
  globalState = new Memento();
});

async function ask(question?: string, taken = attachment): Promise<void> {
  const asked = { attachments: [taken], title: "Ask", ...(question && { question }) };
  await askInChat(deps(), asked);
}

function deps(): AskInChatDeps {
  const parts = {
    accounts: {
      find: async (id: string) => (id === "a" ? {} : undefined),
      list: async () => [],
    },
    globalState,
    catalog: {
      peekChatbots: () =>
        chatbots ? { kind: "ready", value: chatbots.map((id) => ({ id })) } : { kind: "loading" },
      peekSessions: () =>
        listed ? { kind: "ready", value: listed.map((id) => ({ id })) } : { kind: "loading" },
      put: () => undefined,
    },
    panels: async () => ({
      last,
      show: async (one: SessionRef, how?: { isFromCode: boolean }) => {
        const did: string[] = [];
        shown.push({ ref: one, isFromCode: how?.isFromCode, did });
        return {
          attach: (...all: readonly Attachment[]) => {
            did.push(...all.map(({ path }) => `attach ${path}`));
            attached.push(...all.map(({ text }) => text));
          },
          suggest: (text: string) => did.push(`suggest ${text}`),
          focusComposer: () => undefined,
        };
      },
    }),
  };
  return parts as unknown as AskInChatDeps;
}

const use = async (one: SessionRef, name?: string): Promise<void> =>
  writeLastUsed(globalState, one, name);

describe("code goes to a chat without a question", () => {
  test("to the session that was asked last, beside the code, with what was taken", async () => {
    await use(ref);
    await ask("Why?");
    expect(shown).toEqual([{ ref, isFromCode: true, did: ["attach tax.ts", "suggest Why?"] }]);
  });

  test("to the chat that had the focus last before any other", async () => {
    await use(ref);
    last = { ref: { ...ref, id: "s2" } };
    await ask();
    expect(shown.map((one) => one.ref.id)).toEqual(["s2"]);
  });

  test("to a new session with the same chatbot when the session is gone", async () => {
    await use(ref);
    listed = ["s7"];
    await ask();
    expect(shown[0]?.ref.chatbotId).toBe("bot");
    expect(shown[0]?.ref.id).toMatch(/^parley:/);
  });

  test("nowhere when the chatbot is gone and nothing is picked", async () => {
    await use(ref);
    chatbots = ["other"];
    await ask();
    expect(shown).toEqual([]);
    chatbots = ["other", "bot"];
    await ask();
    expect(shown).toHaveLength(1);
  });

  test("nowhere when the account is gone and nothing is picked", async () => {
    await use({ ...ref, accountId: "gone" });
    await ask();
    expect(shown).toEqual([]);
  });

  test("nothing goes anywhere when a secret is not to be attached", async () => {
    await use(ref);
    await ask(undefined, { ...attachment, path: ".env" });
    expect(editor.messages.join()).toContain("may contain a secret");
    expect(shown).toEqual([]);
  });
});

describe("the failure of a test", () => {
  const taken = (): readonly string[] | undefined => shown[0]?.did;

  test("goes along with what was expected and what came, and a question", async () => {
    await use(ref);
    const message = { message: "not equal", expectedOutput: "1.19", actualOutput: "1.91" };
    await askAboutTest(deps(), { test: { label: "adds the tax" }, message });
    expect(taken()).toEqual([
      "attach Failure of adds the tax",
      "suggest Why does this test fail, and how can I fix it?",
    ]);
    expect(attached).toEqual(["not equal\n\nExpected:\n1.19\n\nActual:\n1.91"]);
  });

  test("is known without its test, and in Markdown", async () => {
    await use(ref);
    await askAboutTest(deps(), { message: { message: { value: "**no**" } } });
    expect(attached).toEqual(["**no**"]);
  });

  test("is nothing else that a menu may give", async () => {
    await use(ref);
    for (const other of [undefined, 7, {}, { message: 1 }, { message: { message: 1 } }])
      await askAboutTest(deps(), other);
    expect(shown).toEqual([]);
  });
});

test("the name of the chatbot that was used last is kept while it is the same one", async () => {
  await use(ref, "Code Mentor");
  await use({ ...ref, id: "s2" });
  expect(readLastUsed(globalState)?.id).toBe("s2");
  expect(readLastChatbotName(globalState)).toBe("Code Mentor");
  await use({ ...ref, chatbotId: "other" });
  expect(readLastChatbotName(globalState)).toBeUndefined();
});

test("a selection that is larger than a file may be is refused as one, with its size", async () => {
  last = { ref };
  const kilobytes = async (count: number): Promise<void> =>
    ask(undefined, { ...attachment, text: "é".repeat(count * 500) });
  await kilobytes(501);
  expect(shown).toEqual([]);
  expect(editor.messages).toEqual(["tax.ts is too large to attach: 501 kB. The limit is 500 kB."]);
  await kilobytes(500);
  expect(shown).toHaveLength(1);
});

describe("files are attached to the chat that was used last", () => {
  const attach = async (...uris: readonly { readonly path: string }[]): Promise<void> =>
    attachToChat(deps() as AttachToChatDeps, { argument: uris[0], selection: uris.slice(1) });

  beforeEach(async () => {
    await use(ref);
    for (const name of ["a.ts", "b.ts", ".env"]) editor.files.set(`/${name}`, `in ${name}`);
  });

  test("all that are selected, not only the one that was clicked", async () => {
    await attach(Uri.file("/a.ts"), Uri.file("/a.ts"), Uri.file("/b.ts"));
    expect(shown.map(({ ref: { id }, did }) => [id, ...did])).toEqual([
      ["s1", "attach /a.ts", "attach /b.ts"],
    ]);
  });

  test("the one of a tab", async () => {
    await attach(Uri.file("/a.ts"));
    expect(attached).toEqual(["in a.ts"]);
  });

  test("without those that cannot be read, or that the user refuses", async () => {
    await attach(Uri.file("/a.ts"), Uri.file("/.env"), Uri.file("/gone.ts"), Uri.file("/b.ts"));
    expect(attached).toEqual(["in b.ts"]);
    expect(editor.messages[0]).toBe("/gone.ts is not a file.");
  });

  test("what keeps several from being attached is one message, and a selection has an end", async () => {
    const uris = Array.from({ length: 30 }, (_, index) => Uri.file(`/${index}.ts`));
    for (const index of [2, 25]) editor.files.set(`/${index}.ts`, `in ${index}.ts`);
    await attach(Uri.file("/0.ts"), ...uris);
    expect(attached).toEqual(["in 2.ts"]);
    expect(editor.messages).toEqual([
      [
        "/0.ts is not a file. /1.ts is not a file. /3.ts is not a file.",
        "Not attached for such reasons: 16 more.",
        "Only the first 20 files are attached.",
      ].join(" "),
    ]);
  });

  test("and nowhere when nothing is left", async () => {
    await attach(Uri.file("/gone.ts"));
    await attach(Uri.file("/.env"));
    expect(shown).toEqual([]);
  });
});
