import { randomUUID } from "node:crypto";
import { Turns } from "../../core/async/turns.ts";
import type { Log } from "../../core/log.ts";
import { findProvider } from "../../providers/registry.ts";
import type { Simulator } from "../../simulator/server.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import type { KeyStore } from "../accounts/keyStore.ts";
import { isProcessGone, processMark } from "../adapters/processMark.ts";

/** What a window's demo works with. */
export interface DemoOptions {
  readonly keys: KeyStore;
  readonly accounts: Pick<AccountStore, "setTemporary" | "addTemporary" | "hasTemporary">;
  /** Closes everything of some accounts and deletes all that is kept for them. */
  readonly forget: (accountIds: readonly string[]) => Promise<void>;
  /** Deletes what is kept of an account besides its key. */
  readonly forgetNotes: (accountId: string) => Promise<void>;
  /** Told when the demo has started or stopped. */
  readonly onChange: (isRunning: boolean) => Promise<void>;
  readonly log: Log;
}

/** Where one more account of the demo belongs. */
export interface DemoPlace {
  readonly origin: string;
  readonly idPrefix: string;
}

interface RunningDemo {
  readonly mark: string;
  readonly simulator: Simulator;
  readonly accounts: readonly KnownAccount[];
}

const idPrefix = "demo-";

/**
 * The simulated services of this window, with an account for each. The accounts' ids are this process's own, so that
 * the demos of several windows share neither keys nor session files.
 */
export class Demo {
  readonly #options: DemoOptions;
  /** Starting and stopping wait for each other. */
  readonly #turns = new Turns<"demo">();
  #running: RunningDemo | undefined;
  #isDisposed = false;

  constructor(options: DemoOptions) {
    this.#options = options;
  }

  /** Those of the services, in their order; none while they do not run. */
  get accounts(): readonly KnownAccount[] {
    return this.#running?.accounts ?? [];
  }

  /** Where the services are while they run, and how the ids of accounts there begin. */
  get place(): DemoPlace | undefined {
    if (!this.#running) return undefined;
    const { simulator, mark } = this.#running;
    return { origin: simulator.origin, idPrefix: `${mark}-` };
  }

  /** Shows one more account at the services, which ends with them. Without them there is none. */
  async adopt(account: KnownAccount): Promise<void> {
    await this.#turns.run("demo", async () => {
      if (!this.#running) return;
      this.#running = { ...this.#running, accounts: [...this.#running.accounts, account] };
      // The user may have renamed or removed some of the others.
      this.#options.accounts.addTemporary(account);
    });
  }

  /** Starts the services unless they run. */
  async start(): Promise<void> {
    await this.#turns.run("demo", async () => {
      this.#running ??= await this.#begin();
      // The window may have been closed meanwhile.
      if (this.#isDisposed) this.dispose();
    });
  }

  /** Stops the services and removes their accounts with all that was kept for them. */
  async stop(): Promise<void> {
    await this.#turns.run("demo", async () => this.#stop());
  }

  /** Stops the services when the user has removed the last of their accounts; else nobody could start them again. */
  async stopIfUnused(): Promise<void> {
    await this.#turns.run("demo", async () => {
      if (!this.#options.accounts.hasTemporary) await this.#stop();
    });
  }

  /** Stops the services with the window. What was kept for them is deleted by the next demo that starts. */
  dispose(): void {
    this.#isDisposed = true;
    if (this.#running) this.#end(this.#running);
  }

  async #stop(): Promise<void> {
    if (!this.#running) return;
    const { simulator, accounts } = this.#running;
    this.#running = undefined;
    // Without their accounts nothing of them can be opened again meanwhile.
    this.#options.accounts.setTemporary([]);
    try {
      await this.#options.forget(accounts.map(({ id }) => id));
    } finally {
      // What could not be forgotten is deleted by a later demo; nobody else would end these.
      await simulator.stop();
      await this.#options.onChange(false);
    }
  }

  async #begin(): Promise<RunningDemo> {
    const { keys, accounts: shown, onChange } = this.#options;
    await this.#forgetLeftovers();
    const { startDemoSimulator } = await import("../../simulator/demo.ts");
    const { simulator, accounts: given } = await startDemoSimulator();
    const mark = `${idPrefix}${processMark}-${randomUUID().slice(-12)}`;
    const withKeys = given.flatMap(({ provider: providerId, label, baseUrl, apiKey }, index) => {
      const provider = findProvider(providerId);
      const id = `${mark}-${index}-${providerId}`;
      return provider ? [{ id, providerId, label, baseUrl, provider, apiKey }] : [];
    });
    const accounts = withKeys.map(({ apiKey: _secret, ...account }) => account);
    const demo = { simulator, accounts, mark };
    try {
      for (const { apiKey, ...account } of withKeys) await keys.write(account, apiKey);
      shown.setTemporary(accounts);
      await onChange(true);
      return demo;
    } catch (error) {
      this.#end(demo);
      throw error;
    }
  }

  /** A window that was closed or killed could not clean up after its demo. */
  async #forgetLeftovers(): Promise<void> {
    const { keys, forgetNotes } = this.#options;
    for (const id of await keys.accountIds()) {
      if (!id.startsWith(idPrefix) || !isProcessGone(id.slice(idPrefix.length))) continue;
      // The key is what they are found by, so it goes last.
      await forgetNotes(id);
      await keys.remove(id);
    }
  }

  #end({ simulator }: RunningDemo): void {
    simulator.stop().catch((error: unknown) => {
      this.#options.log.error(`stopping the demo: ${String(error)}`);
    });
  }
}
