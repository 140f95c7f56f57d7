import { describe, expect, test } from "vitest";
import { plainChats } from "../../src/providers/crbnAi/plainChats.ts";
import { collect, cutAt } from "../helpers/bytes.ts";
import { json, listen, play, type PlayedAnswer, session, textOf } from "./crbnAiService.ts";
import { noSignal } from "./openProvider.ts";

const id = "dsec01hzy3v8q4m5n6p7r8s9t0w1x2";
const section = { id, content: "Six.", document_name: "tides.pdf", type: "section" };
const delta = (text: string): string => JSON.stringify({ type: "delta", delta: text });
const messages = [
  { id: "kbcm_2", role: "assistant", content: `At six [${id}].`, created_at: "2024-01-02" },
  { id: "kbcm_1", role: "user", content: "When?", created_at: "2024-01-01" },
];
const question = { text: "Why?" };

describe("the traps of CRBNai's chats", () => {
  test("1: messages come newest first, also where their times are equal", async () => {
    const sameTime = messages.map((message) => ({ ...message, created_at: "2024-01-01" }));
    for (const listed of [messages, sameTime]) {
      const { provider } = play(() => json(listed));
      const history = await provider.listMessages(session, noSignal);
      expect(history.map(({ role }) => role)).toEqual(["user", "assistant"]);
    }
  });

  test("1: a question that stands first and an answer that stands last are in their order", async () => {
    for (const created_at of ["2024-01-01", undefined, "soon"]) {
      const listed = messages.toReversed().map((message) => ({ ...message, created_at }));
      const { provider } = play(() => json(listed));
      const history = await provider.listMessages(session, noSignal);
      expect(history.map(({ role }) => role)).toEqual(["user", "assistant"]);
    }
  });

  test("2: the two families of chats have paths of their own", async () => {
    const { provider, calls } = play(() => json([]));
    await provider.listMessages(session, noSignal);
    await provider.listMessages({ chatbotId: plainChats.id, sessionId: "c" }, noSignal);
    expect(calls).toEqual([
      "GET /api/knowledge-bots/kb_1/chats/kbc_1/messages",
      "GET /api/chats/c/messages",
    ]);
  });

  test.each(["application/json", "text/plain", "text/event-stream"])(
    "3: a stream that calls itself %s is read by its structure",
    async (type) => {
      expect(textOf(await listen([delta("a"), delta("b")], { "content-type": type }))).toBe("ab");
    },
  );

  test("4: an answer is neither server-sent events nor one JSON document", async () => {
    expect(textOf(await listen([`${delta("a")}\n${delta("b")}\n`]))).toBe("ab");
    await expect(listen(["data: {}\n\n"])).rejects.toMatchObject({ kind: "bad-reply" });
  });

  test.each([
    ["an event stream", [`data: ${JSON.stringify(section)}\n\nda`, `ta: ${delta("At six")}\n\n`]],
    ["an event stream with an end", [": hi\n\n", `data: ${delta("At six")}\n\ndata: [DONE]\n\n`]],
    ["an event stream of bare text", ["data: At \n\ndata: six\n\n"]],
    ["bare text", ["At ", "six"]],
    ["a string in quotes", ['"At six"']],
    ["pieces inside objects", ['{"type":"delta","delta":{"content":"At six"}}']],
    ["an end that says that there was no error", [delta("At six"), '{"type":"done","error":null}']],
  ])("4: %s is read all the same", async (_name, pieces) => {
    const events = await listen(pieces);
    expect(textOf(events)).toBe("At six");
    expect(events.at(-1)).toEqual({ type: "reply-end", outcome: "complete" });
  });

  test.each(["", "\n", "\r\n", " \t", ",", "\uFEFF"])(
    "5: objects parted by %j and cut at every byte are read",
    async (between) => {
      const bytes = new TextEncoder().encode([delta("é"), delta("🍐"), ""].join(between));
      const pieces = cutAt(bytes, [...bytes.keys()]);
      expect(pieces).toHaveLength(bytes.length);
      expect(textOf(await listen(pieces))).toBe("é🍐");
    },
  );

  test("6: the order of members does not matter", async () => {
    const last = '{"delta":"b","type":"delta"}';
    expect(textOf(await listen([delta("a"), last]))).toBe("ab");
  });

  test("7: braces, quotes and line feeds inside texts part nothing", async () => {
    const content = '}{ "quoted" \\ [\n]';
    const events = await listen([JSON.stringify({ ...section, content }), delta("}{")]);
    expect(events).toContainEqual(
      expect.objectContaining({ source: expect.objectContaining({ passage: content }) as unknown }),
    );
    expect(textOf(events)).toBe("}{");
  });

  test("8: a character that is split over two deltas is shown whole", async () => {
    const events = await listen([
      '{"type":"delta","delta":"a\\ud83c"}',
      '{"type":"delta","delta":"\\udf50"}',
    ]);
    const shown = events.flatMap((event) => (event.type === "text-delta" ? [event.text] : []));
    expect(shown).toEqual(["a", "🍐"]);
  });

  test("9: a marker that is split over deltas is never shown in part", async () => {
    const parts = ["At six ", "[ds", id.slice(2, 9), `${id.slice(9)}]`, "."];
    const events = await listen([JSON.stringify(section), ...parts.map(delta)]);
    const shown = events.flatMap((event) => (event.type === "text-delta" ? [event.text] : []));
    expect(shown).toEqual(["At six ", `[${id}]`, "."]);
  });

  test("10: a marker is known with and without an underscore", async () => {
    const events = await listen([JSON.stringify(section), delta(`Six [dsec_${id.slice(4)}]`)]);
    expect(events.at(-1)).toMatchObject({ type: "reply-end", text: `Six [${id}]` });
  });

  test("11: passages come before the text, and the answer has begun with them", async () => {
    const events = await listen([JSON.stringify(section), delta("Six")]);
    expect(events.map(({ type }) => type)).toEqual([
      "reply-start",
      "source-found",
      "text-delta",
      "reply-end",
    ]);
  });

  test("what is attached to a document is shown with its passages", async () => {
    const notesOf = async (user_metadata: unknown) => {
      const events = await listen([JSON.stringify({ ...section, user_metadata }), delta("Six")]);
      return events.flatMap((event) =>
        event.type === "source-found" ? event.source.notes : [],
      )[0];
    };
    expect(await notesOf({ team: "ops", level: 2 })).toBe("team: ops, level: 2");
    expect(await notesOf("for the crew")).toBe("for the crew");
    expect(await notesOf(["a", 1])).toBe('["a",1]');
    for (const none of [undefined, null, "", {}]) expect(await notesOf(none)).toBeUndefined();
  });

  test("12: the end of the body is the end, unless it is inside an object", async () => {
    await expect(listen([delta("a"), '{"type":"del'])).rejects.toMatchObject({
      kind: "bad-reply",
    });
  });

  test("13: a stream tells no id and no model, so none is made up", async () => {
    expect((await listen([delta("a")])).at(-1)).toEqual({ type: "reply-end", outcome: "complete" });
  });

  test("14: passages that were cited are kept, because the history has only markers", async () => {
    const answer = [JSON.stringify(section), delta(`At six [${id}].`)];
    const { provider } = play((call) =>
      call.startsWith("POST") ? { pieces: answer } : json(messages),
    );
    const before = await provider.listMessages(session, noSignal);
    expect(before.at(-1)?.sources).toEqual([{ id, title: id, marker: `[${id}]` }]);
    for await (const _ of provider.send({ session, ...question }, noSignal));
    const after = await provider.listMessages(session, noSignal);
    expect(after.at(-1)?.sources).toMatchObject([{ id, title: "tides.pdf", passage: "Six." }]);
  });

  test("15: stream is a string in the query, and plain chats have none", async () => {
    const { provider, calls } = play(() => ({ pieces: [delta("a")] }));
    const plain = { chatbotId: plainChats.id, sessionId: "c" };
    for await (const _ of provider.send({ session, ...question }, noSignal));
    for await (const _ of provider.send({ session: plain, ...question }, noSignal));
    expect(calls).toEqual([
      'POST /api/knowledge-bots/kb_1/chats/kbc_1/messages?stream=true {"content":"Why?"}',
      'POST /api/chats/c/messages {"content":"Why?"}',
    ]);
  });

  test.each([
    [7, 7],
    [2.6, 3],
    [0, 1],
    [99, 50],
  ])("16: a limit of %d passages is sent as sourceSectionLimit %d", async (sourceLimit, sent) => {
    const { provider, calls } = play(() => ({ pieces: [delta("a")] }));
    const plain = { chatbotId: plainChats.id, sessionId: "c" };
    for await (const _ of provider.send({ session, ...question, sourceLimit }, noSignal));
    for await (const _ of provider.send({ session: plain, ...question, sourceLimit }, noSignal));
    expect(calls.map((call) => call.slice(call.indexOf("{")))).toEqual([
      `{"content":"Why?","sourceSectionLimit":${sent}}`,
      '{"content":"Why?"}',
    ]);
  });

  describe("the first question of a plain chat", () => {
    const address = { chatbotId: plainChats.id, sessionId: "c" };
    const record = (role: string, content: string) => ({ id: `${role}-1`, role, content });
    const posted = 'POST /api/chats/c/messages {"content":"Why?"}';
    const looked = "GET /api/chats/c/messages";

    /** Asks it in a service that has stored this in the chat by the first look, the second, and so on. */
    async function ask(looks: readonly (PlayedAnswer | undefined)[]) {
      let count = 0;
      const { provider, calls } = play((call) => {
        if (call === "POST /api/chats") return json({ id: "c" });
        return call === looked ? looks[count++] : { pieces: [delta("Because.")] };
      });
      const send = { session: address, ...question };
      await provider.createSession?.(plainChats.id, { firstQuestion: send.text }, noSignal);
      const events = await collect(provider.send(send, noSignal));
      const later = await collect(provider.send(send, noSignal));
      expect(textOf(later)).toBe("Because.");
      return { events, calls: calls.slice(1, -1), last: calls.at(-1) };
    }

    test.each([
      ["nothing is stored", json([])],
      ["the chat has no messages yet", undefined],
      ["what is stored is another question", json([record("user", "How?")])],
      ["what is stored cannot be read", json("nothing")],
    ])("is sent where %s, after one look", async (_name, look) => {
      const { events, calls, last } = await ask([look]);
      expect(textOf(events)).toBe("Because.");
      expect(calls).toEqual([looked, posted]);
      expect(last).toBe(posted);
    });

    test("is not sent again where it is answered, at once or a little later", async () => {
      const asked = record("user", " Why?");
      const answered = json([record("assistant", "So."), asked]);
      for (const looks of [[answered], [json([asked]), json([asked]), answered]]) {
        const { events, calls } = await ask(looks);
        expect(textOf(events)).toBe("So.");
        expect(events.at(-1)).toEqual({ type: "reply-end", outcome: "complete" });
        expect(calls).toEqual(looks.map(() => looked));
      }
    });

    test("is sent again where it stays without an answer", async () => {
      const { events, calls } = await ask(
        Array<PlayedAnswer>(4).fill(json([record("user", "Why?")])),
      );
      expect(textOf(events)).toBe("Because.");
      expect(calls).toEqual([looked, looked, looked, looked, posted]);
    });
  });

  test("26: roles that are filler of the docs are the bot's", async () => {
    const roles = ["lorem", "user", "system", null];
    const { provider } = play(() =>
      json(roles.map((role, index) => ({ id: String(index), role, content: "x" }))),
    );
    const history = await provider.listMessages(session, noSignal);
    expect(history.map(({ role }) => role)).toEqual(["assistant", "system", "user", "assistant"]);
  });
});
