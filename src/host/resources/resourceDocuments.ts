import * as vscode from "vscode";
import { toChatError } from "../../core/errors.ts";
import { differingMembers, type ResourceValue } from "../../core/resources.ts";
import { type DocumentFiles, toContent } from "../adapters/documentFiles.ts";
import { errorText, subjectOf } from "../text/errorText.ts";
import { type FoundKind, findKind, type FindKindDeps } from "./findKind.ts";
import { type Complaint, Complaints } from "./complaints.ts";
import {
  type ResourceDocumentRef,
  isFolder,
  resourceKey,
  toDocumentRef,
} from "../refs/resourceRef.ts";
import { resourceScheme } from "../refs/resourceScheme.ts";
import { readSchema, type ResourceSchemasDeps } from "./resourceSchemas.ts";
import { editable, findFault, readUtf8, readValue, writeValue } from "./resourceValues.ts";
import type { ResourceLists } from "./resourceLists.ts";
import type { Catalog } from "../sessions/catalog.ts";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";

/** What resourceDocuments works with. */
export interface ResourceDocumentsDeps extends ResourceSchemasDeps, FindKindDeps {
  readonly subscriptions: vscode.ExtensionContext["subscriptions"];
  readonly closing: AbortSignal;
  readonly resources: ResourceLists;
  readonly resourceFiles: Pick<DocumentFiles, "tellChanged">;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly log: Log;
}

/** What was last read of a document; saving is measured against it. */
interface Known {
  readonly value: ResourceValue;
  /** What the editor got to see, the newest first; what cannot be changed stands there as it was in one of them. */
  readonly shown: readonly ResourceValue[];
  readonly size: number;
  readonly changedAt: number;
}

/** More often nobody compares before they save or read again. */
const maxShown = 10;

/** Resources as documents: reading asks the service, saving sends what was changed. Throws `FileSystemError`. */
export class ResourceDocuments {
  readonly #deps: ResourceDocumentsDeps;
  /** By address: each document is measured against what it got itself. */
  readonly #known = new Map<string, Known>();
  /** Addresses of documents that another one of the same resource has changed since they were read. */
  readonly #outdated = new Set<string>();
  readonly #complaints = new Complaints();
  /** Documents that VS Code is saving by itself. */
  readonly #unasked = new Set<string>();

  constructor(deps: ResourceDocumentsDeps) {
    this.#deps = deps;
    deps.subscriptions.push(
      this.#complaints,
      vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
        if (document.uri.scheme !== resourceScheme) return;
        if (reason === vscode.TextDocumentSaveReason.Manual)
          this.#unasked.delete(document.uri.toString());
        else this.#unasked.add(document.uri.toString());
      }),
    );
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const schema = await readSchema(this.#deps, uri);
    if (schema) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: schema.length };
    // What writes a file without an editor looks for its folder first.
    if (isFolder(uri)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const target = targetOf(uri);
    return await this.#withKind(uri, target, async ({ kind }) => {
      const upToDate = this.#outdated.has(uri.toString())
        ? undefined
        : this.#known.get(uri.toString());
      const known = upToDate ?? (await this.#read(uri, kind, target)).known;
      return {
        type: vscode.FileType.File,
        ctime: 0,
        mtime: known.changedAt,
        size: known.size,
        ...(!kind.update && { permissions: vscode.FilePermission.Readonly }),
      };
    });
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const schema = await readSchema(this.#deps, uri);
    if (schema) return schema;
    const target = targetOf(uri);
    this.#complaints.clear(uri);
    return await this.#withKind(
      uri,
      target,
      async ({ kind }) => (await this.#read(uri, kind, target)).content,
    );
  }

  /** Sends what differs, unless somebody else has changed the resource since it was read. */
  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const target = targetOf(uri);
    const { ref, member } = target;
    if (this.#unasked.delete(uri.toString())) throw notAsked();
    this.#complaints.clear(uri);
    const text = readUtf8(content);
    if (text === undefined) throw this.#refused(uri, { sentence: notUtf8() });
    const read = member === undefined ? readValue(text) : { [member]: text };
    if (typeof read === "string") throw this.#refused(uri, { sentence: read });
    await this.#withKind(uri, target, async ({ kind, info, account }) => {
      if (!kind.update) throw vscode.FileSystemError.NoPermissions(uri);
      const current = await kind.read(ref, this.#deps.closing);
      const known = this.#known.get(uri.toString());
      const before = known?.value ?? current;
      const fault = findFault(kind.schema, known?.shown ?? [current], read);
      if (fault) throw this.#refused(uri, fault);
      const stored = editable(kind.schema, current);
      // A text stands for its member alone, so that two documents of one resource do not get into each other's way.
      const wanted = { ...stored, ...editable(kind.schema, read) };
      const replaced = differingMembers(stored, wanted);
      // What the service has already as it is wanted may come from a save whose answer was lost.
      const elsewhere = differingMembers(editable(kind.schema, before), stored).filter((name) =>
        replaced.includes(name),
      );
      if (elsewhere.length > 0) throw changedElsewhere(account.provider.name, elsewhere);
      const value =
        replaced.length === 0
          ? current
          : await kind.update(ref, { before: stored, after: wanted }, this.#deps.closing);
      this.#remember(uri, value, known?.shown ?? [value], content.length);
      // Who answers in a session may have changed.
      if (info.place === "session")
        this.#deps.catalog.refresh({ accountId: ref.accountId, chatbotId: ref.chatbotId });
    });
    this.#deps.resources.refresh(ref);
    this.#deps.resourceFiles.tellChanged([uri, ...this.#outdate(uri, target)]);
  }

  /**
   * Takes note that the other documents of a resource hold what it was before, and gives them. What is being changed
   * stays measured against what it got.
   */
  #outdate(saved: vscode.Uri, { ref }: ResourceDocumentRef): readonly vscode.Uri[] {
    const others = vscode.workspace.textDocuments.filter(({ uri, isDirty }) => {
      const other = isDirty || uri.toString() === saved.toString() ? undefined : toDocumentRef(uri);
      return other && resourceKey(other.ref) === resourceKey(ref);
    });
    for (const { uri } of others) this.#outdated.add(uri.toString());
    return others.map(({ uri }) => uri);
  }

  /** The service's value now, as text. From then on saving replaces it, because the user has seen it. */
  async accept(uri: vscode.Uri): Promise<string> {
    const target = targetOf(uri);
    return await this.#withKind(uri, target, async ({ kind }) => {
      const value = await kind.read(target.ref, this.#deps.closing);
      const known = this.#known.get(uri.toString());
      if (known) this.#known.set(uri.toString(), { ...known, value });
      return textOf(target, value);
    });
  }

  async #read(uri: vscode.Uri, kind: FoundKind["kind"], target: ResourceDocumentRef) {
    this.#outdated.delete(uri.toString());
    const value = await kind.read(target.ref, this.#deps.closing);
    const content = toContent(textOf(target, value));
    const known = this.#known.get(uri.toString());
    const isSame =
      known?.size === content.length &&
      [known.value, known.shown[0] ?? {}].every((one) => differingMembers(one, value).length === 0);
    // The editor may read what is saved for a comparison, and go on with what it has.
    const shown = [value, ...(known?.shown ?? [])].slice(0, maxShown);
    return { content, known: isSame ? known : this.#remember(uri, value, shown, content.length) };
  }

  #remember(uri: vscode.Uri, value: ResourceValue, shown: Known["shown"], size: number): Known {
    const before = this.#known.get(uri.toString())?.changedAt ?? 0;
    const known = {
      value,
      shown,
      size,
      changedAt: Math.max(this.#deps.clock.now(), before + 1),
    };
    this.#known.set(uri.toString(), known);
    return known;
  }

  /** Does something with the kind of a document and says failures in words for people. */
  async #withKind<T>(
    uri: vscode.Uri,
    { ref }: ResourceDocumentRef,
    action: (found: FoundKind) => Promise<T>,
  ): Promise<T> {
    let found: FoundKind | undefined;
    try {
      found = await findKind(this.#deps, ref);
      return await action(found);
    } catch (thrown) {
      if (thrown instanceof vscode.FileSystemError) throw thrown;
      const error = toChatError(thrown);
      this.#deps.log.error(`document of ${ref.kindId}: ${error.kind} (${error.message})`);
      if (error.kind === "not-found") throw vscode.FileSystemError.FileNotFound(uri);
      const account = await this.#deps.accounts.find(ref.accountId);
      const { sentence } = errorText(error.toData(), subjectOf(account));
      if (error.kind !== "rejected" && error.kind !== "too-large")
        throw new vscode.FileSystemError(sentence);
      const members = Object.keys(found?.kind.schema.properties ?? {});
      throw this.#refused(uri, { sentence, ...mentioned(members, error.serviceMessage ?? "") });
    }
  }

  #refused(uri: vscode.Uri, complaint: Complaint): vscode.FileSystemError {
    this.#complaints.show(uri, complaint);
    return new vscode.FileSystemError(complaint.sentence);
  }
}

/** What the setting `files.encoding` made of a text must not reach visitors mangled. */
function notUtf8(): string {
  return vscode.l10n.t(
    "This document is not in UTF-8. Run “Change File Encoding”, choose “Save with Encoding”, then “UTF-8”.",
  );
}

/** Half a sentence must not go to visitors because somebody has paused while typing. */
function notAsked(): vscode.FileSystemError {
  return new vscode.FileSystemError(
    vscode.l10n.t("Auto Save does not send changes to a service. Save the document to send them."),
  );
}

function targetOf(uri: vscode.Uri): ResourceDocumentRef {
  const target = toDocumentRef(uri);
  if (!target) throw vscode.FileSystemError.FileNotFound(uri);
  return target;
}

function textOf({ member }: ResourceDocumentRef, value: ResourceValue): string {
  if (member === undefined) return writeValue(value);
  const text = value[member];
  return typeof text === "string" ? text : "";
}

/** The member that a service's complaint names; of several the one with the longest name. */
function mentioned(members: readonly string[], text: string): { readonly member?: string } {
  const words = new Set(text.match(/[\w-]+/g) ?? []);
  const [member] = members
    .filter((name) => words.has(name))
    .toSorted((a, b) => b.length - a.length);
  return member === undefined ? {} : { member };
}

function changedElsewhere(service: string, members: readonly string[]): vscode.FileSystemError {
  return new vscode.FileSystemError(
    vscode.l10n.t(
      "Changed at {0} since you opened it: {1}. Run “Parley: Compare With Service”, then save again.",
      service,
      members.join(", "),
    ),
  );
}
