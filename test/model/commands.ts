import type { AsyncCommand } from "fast-check";
import fc from "fast-check";
import type { Chat } from "../../src/core/chat/chat.ts";
import { allMessages } from "../../src/core/chat/state.ts";
import type { Ledger } from "./ledger.ts";
import type { Fate } from "./simulatedService.ts";
import type { Window, World } from "./world.ts";

/** What a schedule runs on. */
export interface Real {
  readonly world: World;
  readonly ledger: Ledger;
}

type Action = (real: Real, window: Window, chat: Chat) => unknown;

/** Something that happens; then `steps` of what is under way go on. */
class Happening implements AsyncCommand<Real, Real, true> {
  readonly #name: string;
  readonly #steps: number;
  readonly #isPossible: (real: Real) => boolean;
  readonly #run: (real: Real) => unknown;

  constructor(
    name: string,
    steps: number,
    isPossible: (real: Real) => boolean,
    run: (real: Real) => unknown,
  ) {
    this.#name = name;
    this.#steps = steps;
    this.#isPossible = isPossible;
    this.#run = run;
  }

  async check(real: Readonly<Real>): Promise<boolean> {
    return this.#isPossible(real);
  }

  async run(real: Real): Promise<void> {
    // What it begins goes on while other things happen.
    void this.#run(real);
    await real.world.step(this.#steps);
  }

  toString(): string {
    return `${this.#name}, ${this.#steps} steps`;
  }
}

const steps = fc.nat(6);
const place = fc.nat(1);
const question = fc.constantFrom("why?", "how?");

/** Something that a user does in a panel that is open. */
function inPanel(name: string, act: Action) {
  return fc.tuple(place, steps).map(([at, count]) => {
    const find = ({ world }: Real): Window | undefined =>
      world.windows[at % Math.max(1, world.windows.length)];
    return new Happening(
      `${name} in window ${at}`,
      count,
      (real) => !real.world.isRemoved && find(real)?.panel?.held !== undefined,
      (real) => {
        const window = find(real);
        const chat = window?.panel?.held?.chat;
        return window && chat && act(real, window, chat);
      },
    );
  });
}

/** Something that happens to the world. */
function anywhere(name: string, act: (real: Real) => unknown, isPossible = (_real: Real) => true) {
  return steps.map((count) => new Happening(name, count, isPossible, act));
}

const ask = (text: string) =>
  inPanel(`ask ${text}`, ({ world, ledger }, window, chat) => {
    chat.ask(text);
    ledger.ask(window.name, world.lastQuestion, text);
  });

const retry = inPanel("retry", ({ ledger }, _window, chat) => {
  const ended = chat.state.messages.findLast(({ state, isLocal }) => isLocal && state);
  if (!ended) return undefined;
  ledger.askMore(questionOf(chat, ended.key));
  return chat.retry(ended.key);
});

const askAgain = inPanel("ask again", ({ ledger }, _window, chat) => {
  const last = chat.state.messages.at(-1);
  if (!last || last.state || last.role !== "assistant" || chat.state.reply) return undefined;
  ledger.askMore(questionOf(chat, last.key));
  ledger.lose(questionOf(chat, last.key));
  return chat.askAgain(last.key).catch(() => undefined);
});

const remove = inPanel("delete", ({ ledger }, _window, chat) => {
  const last = chat.state.messages.at(-1);
  if (!last || last.role !== "assistant") return undefined;
  ledger.lose(questionOf(chat, last.key));
  return chat.remove([last.key]).catch(() => undefined);
});

const unqueue = inPanel("unqueue", ({ ledger }, _window, chat) => {
  const [first] = chat.state.queue.questions;
  if (!first) return;
  ledger.lose(first.text);
  chat.unqueue(first.id);
});

const fate = fc.tuple(fc.constantFrom<Fate>("refused", "lost", "dropped", "late"), steps).map(
  ([next, count]) =>
    new Happening(
      `the next question will be ${next}`,
      count,
      () => true,
      ({ world }) => world.service.fates.push(next),
    ),
);

const kill = anywhere("kill a window and open it again", ({ world, ledger }) => {
  const [window] = world.windows;
  if (!window) return;
  world.kill(window);
  ledger.killed(window.name, world.disk);
  world.openPanel(world.openWindow());
});

const restart = anywhere("close a window and open it again", async ({ world, ledger }) => {
  const [window] = world.windows;
  if (!window) return;
  await world.closeWindow(window);
  ledger.killed(window.name, world.disk);
  world.openPanel(world.openWindow());
});

/** Everything that may happen, the usual more often. */
export const happenings = [
  ask("why?"),
  ask("why?"),
  question.chain(ask),
  question.chain(ask),
  retry,
  askAgain,
  remove,
  unqueue,
  inPanel("stop", (_real, _window, chat) => chat.stop()),
  inPanel("send next", (_real, _window, chat) => chat.sendNext()),
  inPanel("reload", async (_real, _window, chat) => chat.load()),
  inPanel("look again", (_real, _window, chat) => chat.lookAgain()),
  inPanel("stop looking", (_real, _window, chat) => chat.stopLooking()),
  inPanel("type", ({ ledger }, _window, chat) => {
    chat.draft.type(ledger.type());
  }),
  inPanel("close the panel", ({ world }, window) => world.closePanel(window)),
  anywhere("open the panel", ({ world }) => {
    for (const window of world.windows) world.openPanel(window);
  }),
  anywhere(
    "open a second window",
    ({ world }) => world.openPanel(world.openWindow()),
    // What one window could not write down the other one cannot know.
    ({ world, ledger }) => world.windows.length < 2 && !world.isRemoved && !ledger.mayFill,
  ),
  fate,
  fate,
  kill,
  restart,
  anywhere(
    "the disk is full, or has room again",
    ({ world }) => {
      world.disk.isFull = !world.disk.isFull;
    },
    ({ ledger }) => ledger.mayFill,
  ),
  anywhere("the network goes, or comes back", ({ world }) => {
    world.service.isUnreachable = !world.service.isUnreachable;
  }),
  anywhere("a second passes", ({ world }) => world.clock.advance(1000)),
  anywhere("a while passes", async ({ world }) => {
    // A window that stood still for so long would be taken for gone.
    for (let turn = 0; turn < 20; turn += 1) {
      world.clock.advance(1000);
      await world.step(20);
    }
  }),
  steps.map(
    (count) =>
      new Happening(
        "more goes on",
        5 * count,
        () => true,
        () => undefined,
      ),
  ),
  anywhere("everything comes to rest", async ({ world }) => world.comeToRest()),
];

/** Rarely: after it, nothing of interest happens any more. */
export const removal = anywhere(
  "remove the account",
  async ({ world }) => world.removeAccount(),
  ({ world }) => !world.isRemoved,
);

/** The text of the question that a message belongs to. */
function questionOf(chat: Chat, messageKey: string): string {
  const messages = allMessages(chat.state);
  const at = messages.findIndex(({ key }) => key === messageKey);
  return messages.slice(0, at + 1).findLast(({ role }) => role === "user")?.text ?? "";
}
