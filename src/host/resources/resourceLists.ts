import * as vscode from "vscode";
import type { Log } from "../../core/log.ts";
import type { ChatProvider } from "../../core/provider.ts";
import type { Resource } from "../../core/resources.ts";
import type { CatalogChange } from "../sessions/catalog.ts";
import { entryOf, type Loadable, type LoadEntry } from "../../core/async/loadable.ts";
import { placeOf, type ResourceListPlace, resourceListKey } from "../refs/resourceListPlace.ts";

/** The resources of all chatbots, loaded when first asked for and kept until refreshed. */
export class ResourceLists implements vscode.Disposable {
  readonly #connect: (accountId: string) => Promise<ChatProvider>;
  readonly #log: Log;
  readonly #lists = new Map<string, LoadEntry<readonly Resource[]>>();
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
    const load = async (): Promise<readonly Resource[]> => this.#load(place);
    return entryOf(this.#lists, resourceListKey(place), load, (state) => {
      if (state.kind === "failed") this.#log.warn(`loading ${place.kindId}: ${state.error.detail}`);
      this.#changed.fire(place);
      if (isInProgress(state)) this.#inProgress.fire(place);
    }).state;
  }

  /** A list if it is loaded; loads nothing. */
  known(place: ResourceListPlace): readonly Resource[] | undefined {
    const state = this.#lists.get(resourceListKey(place))?.state;
    return state?.kind === "ready" ? state.value : undefined;
  }

  /**
   * Loads a list again while what is known stays in sight.
   * @returns the list; undefined when it was refreshed or forgotten meanwhile. Throws `ChatError`.
   */
  async update(place: ResourceListPlace): Promise<readonly Resource[] | undefined> {
    const entry = this.#lists.get(resourceListKey(place));
    if (!entry) return undefined;
    const value = await this.#load(place);
    if (this.#lists.get(resourceListKey(place)) !== entry) return undefined;
    entry.state = { kind: "ready", value };
    this.#changed.fire(place);
    return value;
  }

  /** Forgets lists, so that they are loaded again when next asked for. */
  refresh({ accountId, chatbotId, kindId }: CatalogChange & { readonly kindId?: string }): void {
    for (const key of this.#lists.keys()) {
      const place = placeOf(key);
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
