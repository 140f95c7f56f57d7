import type { Memento } from "vscode";

const name = "confirmedOrigins";

/** Origins without https that the user has agreed to send a key to. Kept by VS Code, not in settings. */
export class ConfirmedOrigins {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  has(origin: string): boolean {
    return this.#all().includes(origin);
  }

  async add(origin: string): Promise<void> {
    if (!this.has(origin)) await this.#memento.update(name, [...this.#all(), origin]);
  }

  #all(): readonly string[] {
    const value: unknown = this.#memento.get(name);
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  }
}
