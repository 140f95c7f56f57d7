import * as vscode from "vscode";
import {
  array,
  exactOptional,
  type InferOutput,
  literal,
  looseObject,
  object,
  record,
  safeParse,
  string,
  tuple,
  unknown,
} from "valibot";
import type { PushState } from "../../../core/knowledge/pushKnowledge.ts";

/** What a later version of Parley has added is written again as it was. */
const fileSchema = looseObject({
  id: string(),
  hash: string(),
  isForeign: exactOptional(literal(true)),
});
const stateSchema = object({
  files: record(string(), fileSchema),
  leftovers: array(object({ path: string(), older: fileSchema, newer: string() })),
});
/** What one target cannot be read from spoils no other, and stays: a later version of Parley may have written it. */
const listSchema = array(tuple([string(), unknown()]));

type Stored = ReadonlyMap<string, unknown>;

/** Files larger than this are not kept to compare with. */
const maxKeptBytes = 1_000_000;

/** Remembers what was pushed from this workspace to which chatbot, and its text, so that changes can be shown. */
export class PushedFiles {
  readonly #state: vscode.Memento;
  readonly #folder: vscode.Uri | undefined;

  /** @param folder of the workspace's storage; without one no text is kept */
  constructor(state: vscode.Memento, folder: vscode.Uri | undefined) {
    this.#state = state;
    this.#folder = folder && vscode.Uri.joinPath(folder, "pushed");
  }

  /** What was pushed; undefined before the first time. @param target tells targets apart */
  read(target: string): PushState | undefined {
    const stored = parseState(this.#all().get(target));
    return stored && { ...stored, files: new Map(Object.entries(stored.files)) };
  }

  /** Writes down what was pushed, and deletes the texts that it no longer names. */
  async write(target: string, { files, leftovers }: PushState): Promise<void> {
    const before = this.#all();
    const stored = { files: Object.fromEntries(files), leftovers: [...leftovers] };
    const now = new Map(before).set(target, stored);
    await this.#state.update(stateKey, [...now]);
    const named = hashesIn(now);
    // A text that is kept for a push that goes on is not named yet.
    for (const hash of hashesIn(before)) if (!named.has(hash)) await this.#discard(hash);
  }

  /** Gives a target what is known of it under an older id, unless something is known of it already. */
  async takeOver(olderTarget: string, target: string): Promise<void> {
    const all = new Map(this.#all());
    const stored = all.get(olderTarget);
    if (stored === undefined || all.has(target)) return;
    all.delete(olderTarget);
    await this.#state.update(stateKey, [...all.set(target, stored)]);
  }

  /** Keeps the text of what was pushed. */
  async keep(hash: string, content: Uint8Array): Promise<void> {
    if (!this.#folder || content.byteLength > maxKeptBytes) return;
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(this.#folder, hash), content);
  }

  /** The text of what was pushed; undefined when it was not kept. */
  async kept(hash: string): Promise<string | undefined> {
    if (!this.#folder) return undefined;
    const uri = vscode.Uri.joinPath(this.#folder, hash);
    return await vscode.workspace.fs.readFile(uri).then(
      (content) => new TextDecoder().decode(content),
      () => undefined,
    );
  }

  async #discard(hash: string): Promise<void> {
    if (!this.#folder) return;
    await vscode.workspace.fs
      .delete(vscode.Uri.joinPath(this.#folder, hash))
      .then(undefined, () => {
        // It was too large to be kept, or stays: what was pushed is written down all the same.
      });
  }

  #all(): Stored {
    const parsed = safeParse(listSchema, this.#state.get(stateKey));
    return new Map(parsed.success ? parsed.output : []);
  }
}

const stateKey = "parley.pushedKnowledge";

function parseState(value: unknown): InferOutput<typeof stateSchema> | undefined {
  const { success, output } = safeParse(stateSchema, value);
  return success ? output : undefined;
}

/** Of the files, and of the older versions that come back where a newer one is not learned. */
function hashesIn(stored: Stored): ReadonlySet<string> {
  const states = [...stored.values()].map(parseState).filter((state) => state !== undefined);
  const all = states.flatMap(({ files, leftovers }) => [
    ...Object.values(files),
    ...leftovers.map(({ older }) => older),
  ]);
  return new Set(all.map(({ hash }) => hash));
}
