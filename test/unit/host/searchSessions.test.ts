import { beforeEach, expect, test, vi } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import {
  searchSessions,
  type SearchSessionsDeps,
} from "../../../src/host/search/searchSessions.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { FakeProvider } from "../../helpers/fakeProvider.ts";
import { ManualClock } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const account = knownAccount();
let clock: ManualClock;
/** The messages of the sessions, as soon as they may be read. */
let mayRead: PromiseWithResolvers<void>;
let opened: string[];

beforeEach(() => {
  editor.reset();
  clock = new ManualClock();
  mayRead = Promise.withResolvers();
  opened = [];
});

/** Only what the search uses of each part. */
function depsOf(): SearchSessionsDeps {
  const provider = new FakeProvider();
  provider.listMessages = async () => {
    await mayRead.promise;
    return [{ key: "1", role: "user", text: "rate" }];
  };
  const sessions = ["rate one", "rate two", "other"].map((title) => ({
    id: title,
    serviceId: title,
    title,
  }));
  const panel = { focusComposer: () => undefined };
  const parts = {
    accounts: { list: async () => [account] },
    catalog: {
      chatbots: async () => [{ id: "bot", name: "Bot" }],
      sessions: async () => sessions,
    },
    clock,
    connections: { connect: async () => provider },
    panels: async () => ({
      show: async ({ id }: { readonly id: string }) => {
        opened.push(id);
        return panel;
      },
    }),
  };
  return parts as unknown as SearchSessionsDeps;
}

const labels = (): readonly string[] => editor.quickPick?.items.map(({ label }) => label) ?? [];
async function drawn(count: number): Promise<void> {
  await vi.waitUntil(() => {
    clock.advance(50);
    return labels().length === count;
  });
}

test("what the user has gone to in the list stays chosen while more is found, until more is typed", async () => {
  const searching = searchSessions(depsOf());
  await drawn(3);
  editor.quickPick?.type("rate");
  expect(labels()).toEqual(["rate one", "rate two"]);
  editor.quickPick?.choose("rate two");
  mayRead.resolve();
  await drawn(3);
  expect(editor.quickPick?.activeItems.map(({ label }) => label)).toEqual(["rate two"]);
  editor.quickPick?.type("rat");
  expect(editor.quickPick?.activeItems.map(({ label }) => label)).toEqual(["rate one"]);
  editor.quickPick?.choose("rate two");
  editor.quickPick?.accept();
  await searching;
  expect(opened).toEqual(["rate two"]);
  expect(editor.quickPick?.isShown).toBe(false);
});

test("a session that is picked has the list and the reading end before it is opened", async () => {
  const deps = depsOf();
  let mayOpen: (() => void) | undefined;
  const panels = await deps.panels();
  Object.assign(deps, {
    panels: async () => {
      await new Promise<void>((resolve) => (mayOpen = resolve));
      return panels;
    },
  });
  const searching = searchSessions(deps);
  await drawn(3);
  editor.quickPick?.accept();
  await vi.waitUntil(() => mayOpen);
  expect(editor.quickPick?.isShown).toBe(false);
  mayOpen?.();
  await searching;
  expect(opened).toEqual(["rate one"]);
});

test("an account that could not be searched is searched again from its row, for what was typed", async () => {
  const deps = depsOf();
  let isDown = true;
  const up = depsOf();
  Object.assign(deps.catalog, {
    chatbots: async (accountId: string) => {
      if (isDown) throw new ChatError("offline", "no network");
      return up.catalog.chatbots(accountId);
    },
    refresh: () => {
      isDown = false;
    },
  });
  const searching = searchSessions(deps);
  const failure = "Mine could not be searched completely";
  await drawn(1);
  editor.quickPick?.type("two");
  expect(labels()).toEqual([failure]);
  const first = editor.quickPick;
  first?.accept();
  await vi.waitUntil(() => {
    clock.advance(50);
    return editor.quickPick !== first && labels().includes("rate two");
  });
  expect(editor.quickPick?.value).toBe("two");
  expect(labels()).toEqual(["rate two"]);
  editor.quickPick?.accept();
  await searching;
  expect(opened).toEqual(["rate two"]);
});
