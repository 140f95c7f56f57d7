import { beforeEach, expect, test } from "vitest";
import { type SessionCommandsDeps, stopReply } from "../../../src/host/sessions/sessionCommands.ts";
import { editor } from "../../helpers/editor/vscode.ts";

const ref = { accountId: "a", chatbotId: "bot", id: "s1" };

beforeEach(() => editor.reset());

test.each([
  ["the active chat", { ref }, true, ["s1"], []],
  ["the active chat, where nothing is arriving", { ref }, false, [], ["No answer is arriving."]],
  ["no chat", undefined, true, [], ["No answer is arriving."]],
] as const)("stopping an answer in %s", async (_where, active, isAnswering, stops, said) => {
  const stopped: string[] = [];
  const deps = {
    panels: async () => ({ active }),
    chats: {
      isAnswering: () => isAnswering,
      find: ({ id }: { readonly id: string }) => ({ stop: () => stopped.push(id) }),
    },
  };
  await stopReply(deps as unknown as SessionCommandsDeps, undefined);
  expect([stopped, editor.messages]).toEqual([stops, said]);
});
