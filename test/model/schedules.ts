import fc from "fast-check";
import type { ChatState } from "../../src/core/chat/state.ts";
import { happenings, type Real, removal } from "./commands.ts";
import { Ledger } from "./ledger.ts";
import type { Style } from "./simulatedService.ts";
import { key, World } from "./world.ts";

const styles: readonly Style[] = ["shared-late", "shared-told", "separate", "one-step"];
const maxHappenings = 25;

/** Runs so many seeded schedules; throws with the seed and the shortest one that fails, or just with the first. */
export async function runSchedules(options: {
  readonly runs: number;
  readonly seed?: number;
  readonly path?: string;
  readonly isFirstEnough?: boolean;
}): Promise<void> {
  const { runs, seed, path, isFirstEnough = false } = options;
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.constantFrom(...styles),
      fc.constantFrom(undefined, [], ["why?"]),
      fc.commands([...happenings, ...happenings, removal], { maxCommands: maxHappenings }),
      fc.constantFrom(false, false, false, true),
      async (scheduler, style, asked, commands, mayFill) => {
        const world = new World(scheduler, { style, asked });
        const real: Real = { world, ledger: new Ledger(mayFill) };
        world.openPanel(world.openWindow());
        await world.step(10);
        await fc.asyncModelRun(() => ({ model: real, real }), commands);
        try {
          await check(real);
        } catch (error) {
          throw new Error(`${String(error)}\n${world.trace.join("\n")}`, { cause: error });
        }
      },
    ),
    {
      numRuns: runs,
      ...(seed !== undefined && { seed }),
      ...(path !== undefined && { path }),
      endOnFailure: isFirstEnough,
    },
  );
}

/** Lets everything come to rest, and holds what is there against what was done. */
async function check({ world, ledger }: Real): Promise<void> {
  world.disk.isFull = false;
  world.service.isUnreachable = false;
  await world.comeToRest();
  expectNone(world);
  if (world.isRemoved) {
    equal(world.disk.peek(key).questions, [], "what is written down of a removed account");
    expectQuiet(world);
    return;
  }
  // What could not be loaded meanwhile can be now.
  for (const window of world.windows) world.openPanel(window);
  await world.comeToRest();
  const shown: Picture[] = [];
  for (const { panel } of world.windows) {
    await Promise.race([panel?.held?.chat.load(), world.comeToRest()]);
    await world.comeToRest();
    const state = panel?.held?.chat.state;
    if (!state) throw new Error("a panel does not open");
    if (state.history.kind !== "ready") throw new Error(`the history is ${state.history.kind}`);
    if (state.reply) throw new Error("an answer never ends");
    shown.push(picture(state));
    checkMessages(state);
  }
  for (const window of world.windows) {
    const closing = world.closeWindow(window);
    await world.comeToRest();
    await closing;
  }
  const anew = picture(await world.showAnew());
  if (ledger.isComplete)
    for (const one of shown) equal(one, anew, "what a panel shows and what a new one shows");
  expectNone(world);
  expectQuiet(world);
  if (ledger.isComplete) checkFound(world);
  for (const text of ["why?", "how?"]) checkCounts(text, anew, { world, ledger });
}

/** A session that only one question can have made is found again. */
function checkFound({ service, disk, sessionId }: World): void {
  if (sessionId !== "") return;
  for (const { text, state, isSent } of disk.peek(key).questions) {
    const isLookedFor = isSent && (state === "failed" || state === "interrupted");
    if (isLookedFor && service.sessionsWith(text).length === 1)
      throw new Error(`the session that "${text}" has made is not found`);
  }
}

/** What can be seen of a chat, whatever it is called inside. */
interface Picture {
  readonly messages: readonly string[];
  readonly queue: readonly string[];
}

function picture({ messages, queue }: ChatState): Picture {
  return {
    messages: messages.map(({ role, text, state }) => `${role}: ${text} ${state?.kind ?? ""}`),
    queue: queue.questions.map(({ text }) => text),
  };
}

/** An answer stands below its own question, and only there. */
function checkMessages({ messages }: ChatState): void {
  const answers = new Set<string>();
  for (const [index, { role, text, isLookedFor }] of messages.entries()) {
    if (isLookedFor) throw new Error("an answer is looked for without an end");
    const [, number, asked] = /^Number (\d+) answers (.*)$/.exec(text) ?? [];
    if (role !== "assistant" || number === undefined) continue;
    const question = messages[index - 1];
    if (question?.role !== "user" || question.text !== asked)
      throw new Error(`"${text}" stands below "${question?.text}"`);
    if (answers.has(number)) throw new Error(`"${text}" is there twice`);
    answers.add(number);
  }
}

function checkCounts(text: string, { messages, queue }: Picture, { world, ledger }: Real): void {
  const stored = world.service
    .list(world.sessionId)
    .filter((one) => one.role === "user" && one.text === text);
  const earlier = world.askedBefore.filter((one) => one === text).length;
  const received = world.service.received.filter((one) => one === text).length;
  const shown =
    messages.filter((one) => one.startsWith(`user: ${text}`)).length +
    queue.filter((one) => one === text).length -
    earlier;
  const counts = `${text} shown ${shown}, received ${received}, asked ${ledger.least(text)} to ${ledger.most(text)}`;
  // What could not be written down is lost with its window, also that something was sent.
  if (!ledger.isComplete) return;
  if (received > ledger.most(text)) throw new Error(`a question was sent twice: ${counts}`);
  if (shown > ledger.most(text)) throw new Error(`a question is shown twice: ${counts}`);
  if (shown < stored.length - earlier) throw new Error(`a stored question is hidden: ${counts}`);
  if (shown < ledger.least(text)) throw new Error(`a question is lost: ${counts}`);
}

function expectNone({ problems, disk }: World): void {
  const [first] = [...problems, ...disk.problems];
  if (first !== undefined) throw new Error(first);
}

/** Nothing goes on that nobody owns. */
function expectQuiet({ windows, clock }: World): void {
  const running = windows.filter((window) => window.running.count > 0);
  if (running.length > 0) throw new Error("a call never ends");
  if (clock.timers > 0) throw new Error("a timer never rings");
}

function equal(left: unknown, right: unknown, what: string): void {
  const [a, b] = [JSON.stringify(left, null, 1), JSON.stringify(right, null, 1)];
  if (a !== b) throw new Error(`${what} differ:\n${a}\n${b}`);
}
