import { describe, expect, test } from "vitest";
import { crbnAi } from "../../src/providers/crbnAi/index.ts";
import { plainChats } from "../../src/providers/crbnAi/plainChats.ts";
import { collect } from "../helpers/bytes.ts";
import { accountScope, kindOf, textFile } from "./endpoints/endpoint.ts";
import { newSession, noSignal, openProvider } from "./openProvider.ts";

describe("the simulated CRBNai", () => {
  test("learns a document step by step, cites it with its metadata, gives it back, and forgets it", async () => {
    const open = await openProvider(crbnAi);
    const target = { chatbotId: open.bot.id };
    const documents = kindOf(open, "crbnai-documents");
    const correction = { question: "When is high water at Féroé?", answer: "At six. \u{1f30a}" };
    const made = await documents.teach?.(target, correction, noSignal);
    const address = { ...target, id: made?.id ?? "" };
    expect(made?.title).toBe("when-is-high-water-at-féroé.md");
    const seen: unknown[] = [];
    for (let look = 0; look < 4; look += 1)
      seen.push((await documents.read(address, noSignal))["status"]);
    expect(seen).toEqual(["PROCESSING", "EMBEDDING", "READY", "READY"]);

    const before = await documents.read(address, noSignal);
    const after = { ...before, name: "tides.md", user_metadata: { shelf: 3 } };
    expect(await documents.update?.(address, { before, after }, noSignal)).toEqual(after);
    expect(await documents.read(address, noSignal)).toEqual(after);

    const summarize = kindOf(open, "crbnai-bot-settings").actions?.find(
      ({ id }) => id === "summarize",
    );
    const ask = async () => {
      const value = { query: correction.question };
      const result = await summarize?.run({ ...target, id: target.chatbotId }, { value }, noSignal);
      return result?.kind === "text" ? result.text : "";
    };
    expect(await ask()).toMatch(/At six\. \u{1f30a}[^]*tides\.md, 1/u);

    const session = await newSession(open);
    const request = { session, text: correction.question, sourceLimit: 1 };
    const events = await collect(open.provider.send(request, noSignal));
    const found = events.filter(({ type }) => type === "source-found");
    expect(found).toMatchObject([{ source: { title: "tides.md" } }]);

    const download = documents.actions?.find(({ id }) => id === "download");
    expect(await download?.run(address, { value: {} }, noSignal)).toEqual({
      kind: "file",
      name: "tides.md",
      content: new TextEncoder().encode(`# ${correction.question}\n\n${correction.answer}\n`),
    });

    await documents.remove?.(target, [address.id], noSignal);
    expect(await ask()).not.toContain("At six.");
  });

  test("takes a file at its address once, and without a key only", async () => {
    const open = await openProvider(crbnAi);
    const target = { chatbotId: open.bot.id };
    const file = textFile("a.md", "High water is at six.", "text/markdown");
    const sent: number[] = [];
    const onProgress = (bytes: number): void => void sent.push(bytes);
    await kindOf(open, "crbnai-documents").upload?.(target, file, { signal: noSignal, onProgress });
    expect(sent.at(-1)).toBe(file.content.byteLength);
    const upload = open.simulator.requests.find(({ method }) => method === "PUT");
    expect(upload?.headers["authorization"]).toBeUndefined();
    expect(upload?.headers["content-type"]).toBe("text/markdown");
    const again = await fetch(`${open.simulator.origin}${upload?.path ?? ""}`, { method: "PUT" });
    expect(again.status).toBe(403);
  });

  test("shows the chats that a recipe made", async () => {
    const open = await openProvider(crbnAi);
    const recipes = kindOf(open, "crbnai-recipes");
    const [recipe] = await recipes.list(accountScope, noSignal);
    const options = { firstQuestion: "What is a tide?", recipeId: recipe?.id ?? "" };
    await open.provider.createSession?.(plainChats.id, options, noSignal);
    await open.provider.createSession?.(plainChats.id, { firstQuestion: "Other" }, noSignal);
    const address = { ...accountScope, id: recipe?.id ?? "" };
    const shown = await recipes.actions?.[0]?.run(address, { value: {} }, noSignal);
    expect(shown).toMatchObject({
      text: expect.stringMatching(/\(1\)\n\n- \*\*What is a tide/) as string,
    });
  });

  test("shows a new key once, under its time and the start of its id", async () => {
    const open = await openProvider(crbnAi);
    const keys = kindOf(open, "crbnai-api-keys");
    const made = await keys.creations?.[0]?.create(accountScope, {}, noSignal);
    expect(made?.secret).toMatch(/^apikeyv1_/);
    expect(made?.title).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC · [\da-f]{8}$/);
    expect(open.simulator.requests.at(-1)?.body).toBe("");
    const listed = await keys.list(accountScope, noSignal);
    expect(listed).toContainEqual({ id: made?.id, title: made?.title });
    expect(JSON.stringify([listed, open.log.lines])).not.toContain(made?.secret);
  });
});
