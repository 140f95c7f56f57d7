import { beforeEach, describe, expect, test } from "vitest";
import { ChatDraft } from "../../../../src/core/chat/chatDraft.ts";
import { type Attachment, type Draft, emptyDraft } from "../../../../src/core/chat/draft.ts";
import { ManualClock } from "../../../helpers/fakes.ts";

const second = 1000;
let clock: ManualClock;
let saved: Draft[];
let told: (readonly [string, boolean])[];
/** Whether what is saved now is written down. */
let saving: Promise<boolean>;
let draft: ChatDraft;

beforeEach(() => {
  clock = new ManualClock();
  saved = [];
  told = [];
  saving = Promise.resolve(true);
  draft = new ChatDraft({
    clock,
    save: async (value) => {
      saved.push(value);
      return saving;
    },
  });
  draft.subscribe((value, setsText) => told.push([value.text, setsText]));
});

const file = (id: string, path: string, text = "code"): Attachment => ({
  id,
  path,
  text,
  languageId: "",
});
const typed = (text: string): Draft => ({ text, attachments: [] });
/** Lets what is being saved be saved. */
const settle = async () => new Promise(setImmediate);

describe("what is typed", () => {
  test("is written down when the typing pauses, once", () => {
    draft.type("W");
    clock.advance(100);
    draft.type("Why");
    expect(draft.value).toEqual(typed("Why"));
    clock.advance(250);
    expect(saved).toEqual([]);
    clock.advance(100);
    expect(saved).toEqual([typed("Why")]);
    clock.advance(second);
    draft.flush();
    expect(saved).toHaveLength(1);
    expect(told).toEqual([]);
  });

  test("is written down at once when the chat is closed", () => {
    draft.type("Why");
    draft.flush();
    expect(saved).toEqual([typed("Why")]);
    clock.advance(second);
    expect(saved).toHaveLength(1);
  });

  test("is newer than what another window has written down, until it is written down itself", async () => {
    draft.type("Why");
    draft.adopt(typed("other"));
    clock.advance(second);
    draft.adopt(typed("other"));
    expect(draft.value).toEqual(typed("Why"));
    await settle();
    draft.adopt(typed("other"));
    expect(draft.value).toEqual(typed("other"));
    expect(told).toEqual([["other", true]]);
  });

  test("stays newer when it could not be written down, or was typed on meanwhile", async () => {
    saving = Promise.resolve(false);
    draft.set(typed("Why"));
    await settle();
    draft.adopt(typed("other"));
    saving = Promise.resolve(true);
    draft.set(typed("Why now"));
    draft.type("Why now?");
    await settle();
    draft.adopt(typed("other"));
    expect(draft.value).toEqual(typed("Why now?"));
  });
});

test("a draft that is set is written down at once and shown, and nothing older after it", () => {
  draft.type("Wh");
  draft.set(typed("How?"));
  clock.advance(second);
  expect(saved).toEqual([typed("How?")]);
  expect(told).toEqual([["How?", true]]);
});

test("what somebody else writes down is taken over without another write, and is newer until then", async () => {
  const writing = Promise.withResolvers<boolean>();
  draft.setWith(emptyDraft, writing.promise);
  draft.adopt(typed("older"));
  expect([draft.value, saved, told]).toEqual([emptyDraft, [], [["", false]]]);
  writing.resolve(true);
  await settle();
  draft.adopt(typed("newer"));
  expect(draft.value).toEqual(typed("newer"));
});

test("what is written down and is shown already is not told again, and nothing is an empty draft", () => {
  draft.adopt();
  draft.adopt(typed("Why"));
  draft.adopt(typed("Why"));
  draft.adopt();
  expect(told).toEqual([
    ["Why", true],
    ["", true],
  ]);
});

test("attachments come and go without touching the text, each once", () => {
  draft.type("Why");
  draft.attach([file("1", "a.ts"), file("2", "b.ts")]);
  draft.attach([file("3", "a.ts"), file("4", "b.ts", "other code")]);
  expect(draft.value.attachments.map(({ id }) => id)).toEqual(["2", "3", "4"]);
  draft.detach("3");
  expect(draft.value.attachments.map(({ id }) => id)).toEqual(["2", "4"]);
  expect(saved).toHaveLength(3);
  expect(saved.at(-1)).toEqual(draft.value);
  expect(told.map(String)).toEqual(["Why,false", "Why,false", "Why,false"]);
});

test("who has had enough is told nothing more", () => {
  const heard: string[] = [];
  const end = draft.subscribe(({ text }) => void heard.push(text));
  draft.set(typed("one"));
  end();
  draft.set(typed("two"));
  expect(heard).toEqual(["one"]);
});
