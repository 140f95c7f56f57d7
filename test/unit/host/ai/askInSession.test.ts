import { afterEach, beforeEach, expect, test } from "vitest";
import { ChatError } from "../../../../src/core/errors.ts";
import { askInSession } from "../../../../src/host/ai/askInSession.ts";
import { openAiParts } from "../../../helpers/aiParts.ts";
import { editor } from "../../../helpers/editor/vscode.ts";
import { inTurns } from "../../../helpers/inTurns.ts";

let parts: Awaited<ReturnType<typeof openAiParts>>;

beforeEach(async () => {
  editor.reset();
  parts = await openAiParts();
});

afterEach(async () => parts.close());

test("a question that waits in the queue ends with its chat, as when its account is removed", async () => {
  const { deps, provider } = parts;
  const asked = Promise.withResolvers<void>();
  provider.send = async function* (_request, signal) {
    yield { type: "reply-start" };
    asked.resolve();
    await new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(new ChatError("cancelled", "aborted")));
    });
  };
  const [account] = await deps.accounts.list();
  const ref = { accountId: account?.id ?? "", chatbotId: "bot", id: "s1" };
  const { signal } = new AbortController();
  const first = askInSession(deps, ref, "One?", { signal });
  await asked.promise;
  const second = askInSession(deps, ref, "Two?", { signal }).catch((error: unknown) => error);
  await new Promise(setImmediate);
  await deps.chats.closeAll();
  expect((await first).state?.kind).toBe("interrupted");
  expect(await inTurns(second, "it still waits")).toMatchObject({ kind: "cancelled" });
});
