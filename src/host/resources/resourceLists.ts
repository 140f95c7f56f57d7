import * as vscode from "vscode";
import { toChatError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { ChatProvider } from "../../core/provider.ts";
import type { Resource } from "../../core/resources.ts";
import type { CatalogChange, Loadable } from "../sessions/catalog.ts";
import { type ResourceListPlace, resourceListKey } from "./resourceListPlace.ts";

/** The resources of all chatbots, loaded when first asked for and kept until refreshed. */
export class ResourceLists implements vscode.Disposable {
  readonly #connect: (accountId: string) => Promise<ChatProvider>;
  readonly #log: Log;
  readonly #lists = new Map<string, { readonly place: ResourceListPlace; state: State }>();
  readonly #changed = new vscode.EventEmitter<ResourceListPlace>();
  readonly #inProgress = new vscode.EventEmitter<ResourceListPlace>();
  readonly #closing = new AbortController();
  /** Fires when one list has loaded, has failed or is to be loaded again. */
  readonly onDidChange = this.#changed.event;
  /** Fires when a list has loaded in which something is not finished. */
  readonly onDidFindProgress = this.#inProgress.event;

  constructor(connect: (accountId: string) => Promise<ChatProvider>, log: Log) {
    this.#connect = connect;
    this.#log = log;
  }

  /** A list as far as known; the first call starts loading it. */
  peek(place: ResourceListPlace): State {
    const key = resourceListKey(place);
    const known = this.#lists.get(key);
    if (known) return known.state;
    const entry: { readonly place: ResourceListPlace; state: State } = {
      place,
      state: { kind: "loading" },
    };
    this.#lists.set(key, entry);
    const settle = (state: State): void => {
      entry.state = state;
      // A refresh may have replaced the entry meanwhile; then its result belongs to nobody.
      if (this.#lists.get(key) !== entry) return;
      this.#changed.fire(place);
      if (isInProgress(state)) this.#inProgress.fire(place);
    };
    this.#load(place).then(
      (value) => settle({ kind: "ready", value }),
      (thrown: unknown) => {
        const error = toChatError(thrown);
        this.#log.warn(`loading ${place.kindId}: ${error.message}`);
        settle({ kind: "failed", error: error.toData() });
      },
    );
    return entry.state;
  }

  /**
   * Loads a list again while what is known stays in sight.
   * @returns the list; undefined when it was refreshed or forgotten meanwhile. Throws `ChatError`.
   */
  async update(place: ResourceListPlace): Promise<readonly Resource[] | undefined> {
    const entry = this.#lists.get(resourceListKey(place));
    const value = await this.#load(place);
    if (!entry || this.#lists.get(resourceListKey(place)) !== entry) return undefined;
    entry.state = { kind: "ready", value };
    this.#changed.fire(place);
    return value;
  }

  /** Forgets lists, so that they are loaded again when next asked for. */
  refresh({ accountId, chatbotId, kindId }: CatalogChange & { readonly kindId?: string }): void {
    for (const [key, { place }] of this.#lists) {
      if ((accountId ?? place.accountId) !== place.accountId) continue;
      if ((chatbotId ?? place.chatbotId) !== place.chatbotId) continue;
      if ((kindId ?? place.kindId) !== place.kindId) continue;
      this.#lists.delete(key);
      this.#changed.fire(place);
    }
  }

  dispose(): void {
    this.#closing.abort();
    this.#changed.dispose();
    this.#inProgress.dispose();
  }

  async #load({ accountId, chatbotId, kindId }: ResourceListPlace): Promise<readonly Resource[]> {
    const { resources } = await this.#connect(accountId);
    const kind = resources.find(({ id }) => id === kindId);
    return (await kind?.list({ chatbotId }, this.#closing.signal)) ?? [];
  }
}

type State = Loadable<readonly Resource[]>;

function isInProgress(state: State): boolean {
  return state.kind === "ready" && state.value.some((resource) => resource.state === "working");
}
