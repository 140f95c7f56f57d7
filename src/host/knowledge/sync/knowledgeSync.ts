import * as vscode from "vscode";
import { Turns } from "../../../core/async/turns.ts";
import { toChatError } from "../../../core/errors.ts";
import {
  compareKnowledge,
  restate,
  type SyncEntry,
} from "../../../core/knowledge/compareKnowledge.ts";
import { errorText, subjectOf } from "../../text/errorText.ts";
import type { Clock } from "../../../core/clock.ts";
import type { Timestamp } from "../../../core/model.ts";
import type { KnowledgePlace } from "../chooseKnowledge.ts";
import { contentHash } from "./contentHash.ts";
import { type LocalFiles, readLocalFiles, TooManyFiles } from "./localFiles.ts";
import { PushedFiles } from "./pushedFiles.ts";
import { findTargets, type FoundTarget, type TargetsDeps } from "./targets.ts";

/** What knowledgeSync works with. */
export interface KnowledgeSyncDeps extends TargetsDeps {
  readonly clock: Clock;
  readonly closing: AbortSignal;
  readonly workspaceState: vscode.Memento;
  readonly storageUri: vscode.Uri | undefined;
}

/** How one chatbot stands to the files that it is to know. */
export interface Comparison extends Pick<FoundTarget, "id" | "folder" | "target"> {
  readonly place: KnowledgePlace;
  readonly entries: readonly SyncEntry[];
  readonly heldBack: LocalFiles["heldBack"];
  /** True when nothing was ever pushed to it from this workspace. */
  readonly isFirst: boolean;
}

/** A chatbot that could not be compared, in words. */
export interface FailedComparison extends Pick<FoundTarget, "id" | "target"> {
  readonly problem: string;
}

/** Keeps what chatbots know in step with the files that `.parley/knowledge.json` names. */
export class KnowledgeSync implements vscode.Disposable {
  readonly #deps: KnowledgeSyncDeps;
  readonly #changed = new vscode.EventEmitter<void>();
  /** The last comparison to begin is the last to end: it has seen what is there now. */
  readonly #turns = new Turns<"comparison">();
  readonly pushed: PushedFiles;
  /** What the last comparison found. */
  comparisons: readonly (Comparison | FailedComparison)[] = [];
  problems: readonly string[] = [];
  /** When the last comparison ended; undefined before the first one. */
  comparedAt: Timestamp | undefined;
  readonly onDidChange = this.#changed.event;

  constructor(deps: KnowledgeSyncDeps) {
    this.#deps = deps;
    const { workspaceState, storageUri } = deps;
    this.pushed = new PushedFiles(workspaceState, storageUri);
  }

  /** Compares all files with their services. Sends nothing but questions for lists. */
  async compare(): Promise<readonly Comparison[]> {
    return await this.#turns.run("comparison", async () => {
      const { targets, problems } = await findTargets(this.#deps);
      this.problems = problems;
      this.comparisons = await Promise.all(targets.map(async (found) => this.#compareOne(found)));
      this.comparedAt = this.#deps.clock.now();
      this.#changed.fire();
      return this.comparisons.filter((one) => "entries" in one);
    });
  }

  /** Compares a file of the last comparison with what was pushed of it again, because it was saved. Asks no service. */
  async followSave(uri: vscode.Uri): Promise<void> {
    await this.#turns.run("comparison", async () => {
      const before = this.comparisons;
      this.comparisons = await Promise.all(
        before.map(async (one) => ("entries" in one ? this.#restateFile(one, uri) : one)),
      );
      if (this.comparisons.some((one, index) => one !== before[index])) this.#changed.fire();
    });
  }

  /** Forgets what the last comparison found, of which no map speaks any more. */
  forget(): void {
    this.comparisons = [];
    this.problems = [];
    this.comparedAt = undefined;
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #restateFile(comparison: Comparison, uri: vscode.Uri): Promise<Comparison> {
    const { folder, entries, id } = comparison;
    const entry = entries.find(
      ({ path, hash }) =>
        hash !== undefined &&
        uri.path.endsWith(path) &&
        vscode.Uri.joinPath(folder.uri, path).toString() === uri.toString(),
    );
    if (!entry) return comparison;
    const hash = contentHash(await vscode.workspace.fs.readFile(uri));
    const now = restate(entry, hash, this.pushed.read(id)?.files.get(entry.path));
    return { ...comparison, entries: entries.map((one) => (one === entry ? now : one)) };
  }

  async #compareOne(found: FoundTarget): Promise<Comparison | FailedComparison> {
    const { id, olderId, folder, target, place } = found;
    if (typeof place === "string") return { id, target, problem: place };
    const limits = place.info.uploads;
    if (!limits)
      return { id, target, problem: vscode.l10n.t("None of your chatbots supports this.") };
    try {
      const [{ files, heldBack }, remote] = await Promise.all([
        readLocalFiles(folder, target, limits),
        place.kind.list({ chatbotId: place.chatbotId }, this.#deps.closing),
      ]);
      await this.pushed.takeOver(olderId, id);
      const pushed = this.pushed.read(id);
      const entries = compareKnowledge(
        files,
        pushed?.files ?? new Map(),
        remote,
        heldBack.map(({ path }) => path),
      );
      return { id, folder, target, place, entries, heldBack, isFirst: !pushed };
    } catch (thrown) {
      if (thrown instanceof TooManyFiles) return { id, target, problem: thrown.message };
      const error = toChatError(thrown);
      this.#deps.log.warn(`comparing knowledge: ${error.message}`);
      return { id, target, problem: errorText(error.toData(), subjectOf(place.account)).sentence };
    }
  }
}
