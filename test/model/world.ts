import { Chat } from "../../src/core/chat/chat.ts";
import { Chats, type HeldChat } from "../../src/core/chat/chats.ts";
import { type ChatChange, type ChatState, emptyChat, reduce } from "../../src/core/chat/state.ts";
import { ChatError } from "../../src/core/errors.ts";
import type { Message } from "../../src/core/model.ts";
import { MemoryLog } from "../helpers/fakes.ts";
import { SimulatedClock } from "./simulatedClock.ts";
import { SimulatedDisk, type Wait } from "./simulatedDisk.ts";
import { SimulatedService, type Style } from "./simulatedService.ts";

/** What orders everything that goes on at the same time: `fc.scheduler()`. */
export interface Schedule {
  schedule<T>(task: Promise<T>, label?: string): Promise<T>;
  count(): number;
  waitOne(): Promise<void>;
}

/** How a schedule begins. */
export interface Beginning {
  readonly style: Style;
  /** Questions that were asked before, from elsewhere; undefined for a session that the service does not know. */
  readonly asked: readonly string[] | undefined;
}

/** More than any chat waits for by itself, in milliseconds of the simulated clock. */
const longEnough = 10 * 60_000;
/** The record of a service that is late comes after this time, in milliseconds. */
const lateAfter = 20_000;
/** Steps after which a schedule that does not come to rest is given up. */
const maxSteps = 20_000;

/** One window: its chats, and the panels that show the session. */
export interface Window {
  readonly name: string;
  readonly chats: Chats<string>;
  readonly running: { count: number };
  /** Resolves when the window is killed. */
  readonly end: PromiseWithResolvers<void>;
  isAlive: boolean;
  panel: Panel | undefined;
}

/** A page that shows the chat, folded from what the host tells it. */
export interface Panel {
  held: HeldChat<string> | undefined;
  state: ChatState;
  close: () => void;
}

/** Windows, a disk and a service with one session, on one clock. */
export class World {
  readonly clock = new SimulatedClock();
  readonly disk = new SimulatedDisk();
  readonly service: SimulatedService;
  readonly problems: string[] = [];
  /** What was shown, for whoever looks into a schedule that fails. */
  readonly trace: string[] = [];
  readonly #schedule: Schedule;
  readonly #beginning: Beginning;
  /** Which answer stands at which message: it must not change. */
  readonly #answerAt = new Map<string, string>();
  #windows: Window[] = [];
  #ids = 0;
  isRemoved = false;

  constructor(schedule: Schedule, beginning: Beginning) {
    this.#schedule = schedule;
    this.#beginning = beginning;
    this.disk.onWrite = (s) => this.trace.push("disk " + s);
    const own = this.clock.for(() => true);
    this.service = new SimulatedService(
      beginning.style,
      async (label) => this.#schedule.schedule(Promise.resolve(), label),
      (callback) => void own.after(lateAfter, callback),
    );
    for (const question of beginning.asked ?? []) this.service.addTurn(question);
  }

  /** The windows that live. */
  get windows(): readonly Window[] {
    return this.#windows;
  }

  /** The service's id of the session, as far as it is written down. */
  get sessionId(): string {
    return this.#beginning.asked ? "session" : (this.disk.peek(key).serviceId ?? "");
  }

  /** Questions that were asked from elsewhere before the schedule began. */
  get askedBefore(): readonly string[] {
    return this.#beginning.asked ?? [];
  }

  /** The id of the question that was made last. */
  get lastQuestion(): string {
    return `q${this.#ids}`;
  }

  openWindow(): Window {
    const running = { count: 0 };
    const name = `w${(this.#ids += 1)}`;
    const window: Window = {
      name,
      running,
      end: Promise.withResolvers(),
      isAlive: true,
      panel: undefined,
      chats: new Chats<string>({
        keyOf: (ref) => ref,
        open: async (ref, onIdle) => this.#openChat(window, ref, onIdle),
      }),
    };
    this.#windows.push(window);
    return window;
  }

  /** Shows the session in a window, where it is not shown yet. */
  openPanel(window: Window): void {
    if (window.panel || this.isRemoved) return;
    const panel: Panel = { held: undefined, state: emptyChat, close: () => undefined };
    window.panel = panel;
    const show = async (): Promise<void> => {
      const held = await window.chats.hold(key);
      if (window.panel !== panel) {
        held.release();
        return;
      }
      panel.held = held;
      panel.state = held.chat.state;
      const unsubscribe = held.chat.subscribe((change) => {
        this.trace.push(`${window.name} ${JSON.stringify(change)}`);
        this.#follow(panel, change);
      });
      panel.close = () => {
        unsubscribe();
        held.release();
      };
      await held.chat.load();
    };
    show().catch((error: unknown) => {
      if (window.panel === panel) window.panel = undefined;
      if (!this.isRemoved) this.problems.push(`a panel did not open: ${String(error)}`);
    });
  }

  closePanel(window: Window): void {
    window.panel?.close();
    window.panel = undefined;
  }

  /** Ends a window without a warning. */
  kill(window: Window): void {
    window.isAlive = false;
    window.end.resolve();
    window.panel = undefined;
    this.#windows = this.#windows.filter((other) => other !== window);
  }

  /** Ends a window as the editor does: it may finish what it has begun. */
  async closeWindow(window: Window): Promise<void> {
    window.panel = undefined;
    await window.chats.close(() => true, false);
    if (window.isAlive && window.running.count > 0)
      this.problems.push("a call goes on in a window that was closed");
    this.kill(window);
  }

  /** Removes the account: in each window the chats are closed, then the file goes. */
  async removeAccount(): Promise<void> {
    this.isRemoved = true;
    const windows = this.#windows;
    for (const window of windows) this.closePanel(window);
    await Promise.all(
      windows.map(async (window) =>
        // The promise of a window that is killed meanwhile never comes.
        Promise.race([window.chats.close(() => true, true), window.end.promise]),
      ),
    );
    this.disk.remove(key);
  }

  /** Lets the next things happen, in the order that the schedule chooses. */
  async step(count: number): Promise<void> {
    for (let index = 0; index < count && this.#schedule.count() > 0; index += 1) {
      await this.#schedule.waitOne();
      await settleMicrotasks();
    }
  }

  /** Lets everything happen, and time pass until nobody waits for anything any more. */
  async comeToRest(): Promise<void> {
    await settleMicrotasks();
    const end = this.clock.time + longEnough;
    for (let steps = 0; steps < maxSteps; steps += 1) {
      if (this.#schedule.count() > 0) await this.#schedule.waitOne();
      else if (!this.clock.advance(end - this.clock.time)) return;
      await settleMicrotasks();
    }
    this.problems.push("it does not come to rest");
  }

  /** What a window that is opened now shows. */
  async showAnew(): Promise<ChatState> {
    const window = this.openWindow();
    this.openPanel(window);
    await this.comeToRest();
    const state = window.panel?.held?.chat.state ?? emptyChat;
    const closing = this.closeWindow(window);
    await this.comeToRest();
    await closing;
    return state;
  }

  async #openChat(window: Window, ref: string, onIdle: () => void): Promise<Chat> {
    if (this.isRemoved) throw new ChatError("config", "there is no such account");
    const wait = this.#waitOf(window);
    return await Chat.open({
      connect: async () => this.service.client(wait, window.running),
      store: this.disk.store(ref, wait),
      clock: this.clock.for(() => window.isAlive),
      log: new MemoryLog(),
      newId: () => `q${(this.#ids += 1)}`,
      window: window.name,
      chatbotId: "bot",
      serviceId: this.#beginning.asked ? "session" : undefined,
      onSessionCreated: () => undefined,
      onIdle,
    });
  }

  #waitOf(window: Window): Wait {
    return async (label) => {
      await this.#schedule.schedule(Promise.resolve(), `${window.name} ${label}`);
      if (!window.isAlive) await new Promise(() => undefined);
    };
  }

  #follow(panel: Panel, change: ChatChange): void {
    panel.state = reduce(panel.state, change);
    if (JSON.stringify(panel.state) !== JSON.stringify(panel.held?.chat.state))
      this.problems.push(`the panel shows something else after ${change.type}`);
    for (const message of panel.state.messages) this.#checkAnswer(message);
  }

  /** Once the number of an answer has arrived at a message, no other answer stands there. */
  #checkAnswer({ key: place, role, text }: Message): void {
    const [number] = /^Number \d+ /.exec(text) ?? [];
    if (role === "user" || number === undefined) return;
    const before = this.#answerAt.get(place);
    if (before !== undefined && before !== number)
      this.problems.push(`at ${place} ${before} became ${number}`);
    this.#answerAt.set(place, number);
  }
}

/** The session, in all windows. */
export const key = "session of the account";

/** Lets everything go on that waits for nothing but its turn. */
async function settleMicrotasks(): Promise<void> {
  await new Promise(setImmediate);
}
