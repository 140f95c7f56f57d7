import type * as vscode from "vscode";
import { beforeEach, expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import type { SessionRef } from "../../../src/host/refs/sessionRef.ts";
import { forgetHumanReplies } from "../../../src/host/sessions/humanReplyMemory.ts";
import { replyAsHuman, type ReplyAsHumanDeps } from "../../../src/host/sessions/replyAsHuman.ts";
import { editor, type InputBox, Memento } from "../../helpers/editor/vscode.ts";
import { FakeProvider } from "../../helpers/fakeProvider.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";
import { openChat } from "../../helpers/openChat.ts";

const ref: SessionRef = { accountId: "a", chatbotId: "bot", id: "s1" };
const service = knownAccount();
let provider: FakeProvider;
let memento: Memento;
let log: MemoryLog;
let isHumanMode: boolean;
let canReply: boolean;

beforeEach(() => {
  editor.reset();
  provider = new FakeProvider();
  memento = new Memento();
  log = new MemoryLog();
  isHumanMode = true;
  canReply = true;
});

/** Runs the command on the session. @returns its chat */
async function run() {
  const address = { chatbotId: ref.chatbotId, sessionId: ref.id };
  const { chat } = await openChat({ connect: async () => provider, address });
  chat.setHumanMode(isHumanMode);
  const { capabilities } = service.provider;
  const account = {
    ...service,
    provider: { ...service.provider, capabilities: { ...capabilities, replyAsHuman: canReply } },
  };
  const deps = {
    accounts: { find: async () => account },
    files: { refOf: async () => ref },
    panels: async () => ({ active: undefined, show: async () => ({ ref }) }),
    chats: { hold: async () => ({ ref, chat, release: () => undefined }) },
    globalState: memento as unknown as vscode.Memento,
    log,
  };
  await replyAsHuman(deps as unknown as ReplyAsHumanDeps, { argument: ref });
  return chat;
}

const typing = (text: string) => () => text;
const escape = () => undefined;

test("a reply is sent under a name, and stands in the transcript with it", async () => {
  editor.typed = [typing("Noor"), typing("I look into it.")];
  const chat = await run();
  const reply = { text: "I look into it.", author: "Noor" };
  expect(provider.replies).toEqual([reply]);
  expect(chat.state.messages.at(-1)).toMatchObject({ role: "agent", ...reply });
});

test("the name is remembered for the account, and the next reply begins empty", async () => {
  editor.typed = [typing("Noor"), typing("One.")];
  await run();
  const offered: string[] = [];
  const look = ({ value }: InputBox) => {
    offered.push(value);
    return offered.length === 1 ? value : undefined;
  };
  editor.typed = [look, look];
  await run();
  expect(offered).toEqual(["Noor", ""]);
});

test.each([
  ["forbidden", /^Your reply was not sent\. The API key for .* permission to do this\.$/],
  // The visitor may have it all the same.
  [
    "timeout",
    /^Your reply may have been sent: look in the chat before you send it again\. .* time\.$/,
  ],
] as const)(
  "a reply that fails with %s is asked for again with its text and the reason, and logged",
  async (kind, reason) => {
    const seen: (string | undefined)[] = [];
    const works = provider.replyAsHuman;
    provider.replyAsHuman = async () => {
      throw new ChatError(kind, "no luck");
    };
    const tryAgain = ({ value, validationMessage }: InputBox) => {
      seen.push(value, validationMessage);
      provider.replyAsHuman = works;
      return value;
    };
    editor.typed = [typing("Noor"), typing("I look into it."), tryAgain];
    await run();
    expect(seen).toEqual(["I look into it.", expect.stringMatching(reason)]);
    expect(provider.replies).toHaveLength(1);
    expect(log.lines.join("\n")).toContain(`reply as a human: ${kind}`);
  },
);

test("a reply that was given up after a failure is there the next time, until its account goes", async () => {
  provider.replyAsHuman = async () => {
    throw new ChatError("offline", "no network");
  };
  editor.typed = [typing("Noor"), typing("I look into it."), escape];
  await run();
  let offered: string | undefined;
  const look = ({ value }: InputBox) => {
    offered = value;
    return undefined;
  };
  editor.typed = [typing("Noor"), look];
  await run();
  expect(offered).toBe("I look into it.");
  await forgetHumanReplies(memento, service.id);
  expect(memento.keys()).toEqual([]);
});

test("what the visitor has asked is there before anything is asked of the user", async () => {
  provider.history = [{ key: "q", role: "user", text: "Is anybody there?" }];
  editor.typed = [escape];
  const chat = await run();
  expect(chat.state.messages).toMatchObject([{ text: "Is anybody there?" }]);
});

test("nothing is asked where the chatbot answers, or where the service cannot do it", async () => {
  isHumanMode = false;
  await run();
  canReply = false;
  await run();
  expect(editor.messages).toEqual([
    expect.stringContaining("The chatbot answers in this session."),
    expect.stringContaining("Replying as a human is not possible with the account"),
  ]);
  expect(provider.replies).toEqual([]);
});

test("a session that cannot be read says why, and not that its chatbot answers", async () => {
  isHumanMode = false;
  provider.listMessages = async () => {
    throw new ChatError("offline", "no network");
  };
  await run();
  expect(editor.errors).toEqual(["Your computer appears to be offline."]);
  expect(editor.messages).toEqual([]);
});
