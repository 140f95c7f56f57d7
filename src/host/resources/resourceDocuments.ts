import * as vscode from "vscode";
import { toChatError } from "../../core/errors.ts";
import { differingMembers, type ResourceValue } from "../../core/resources.ts";
import type { Container } from "../../container.ts";
import { errorText } from "../text/errorText.ts";
import { type FoundKind, findKind } from "./findKind.ts";
import { type ResourceRef, resourceKey, toRef } from "./resourceRef.ts";
import { readSchema } from "./resourceSchemas.ts";
import { editable, findFault, readValue, writeValue } from "./resourceValues.ts";

/** What was last read of a resource; saving is measured against it. */
interface Known {
  readonly value: ResourceValue;
  readonly size: number;
  readonly changedAt: number;
}

/** Resources as documents: reading asks the service, saving sends what was changed. Throws `FileSystemError`. */
export class ResourceDocuments {
  readonly #container: Container;
  readonly #known = new Map<string, Known>();
  readonly #signal = new AbortController().signal;

  constructor(container: Container) {
    this.#container = container;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const schema = await readSchema(this.#container, uri);
    if (schema) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: schema.length };
    // What writes a file without an editor looks for its folder first.
    if (uri.path.split("/").length < 6)
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const ref = refOf(uri);
    return await this.#withKind(uri, ref, async ({ kind }) => {
      const known = this.#known.get(resourceKey(ref)) ?? (await this.#read(kind, ref)).known;
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
    const schema = await readSchema(this.#container, uri);
    if (schema) return schema;
    const ref = refOf(uri);
    return await this.#withKind(
      uri,
      ref,
      async ({ kind }) => (await this.#read(kind, ref)).content,
    );
  }

  /** Sends what differs, unless somebody else has changed the resource since it was read. */
  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const ref = refOf(uri);
    const after = readValue(new TextDecoder().decode(content));
    if (typeof after === "string") throw new vscode.FileSystemError(after);
    await this.#withKind(uri, ref, async ({ kind, account }) => {
      if (!kind.update) throw vscode.FileSystemError.NoPermissions(uri);
      const current = await kind.read(ref, this.#signal);
      const before = this.#known.get(resourceKey(ref))?.value ?? current;
      const fault = findFault(kind.schema, before, after);
      if (fault !== undefined) throw new vscode.FileSystemError(fault);
      const stored = editable(kind.schema, current);
      const elsewhere = differingMembers(editable(kind.schema, before), stored);
      if (elsewhere.length > 0) throw changedElsewhere(account.provider.name, elsewhere);
      const wanted = { ...stored, ...editable(kind.schema, after) };
      const value =
        differingMembers(stored, wanted).length === 0
          ? current
          : await kind.update(ref, { before: stored, after: wanted }, this.#signal);
      this.#remember(ref, value, content.length);
    });
    this.#container.resources.refresh(ref);
  }

  /** The service's value now, as text. From then on saving replaces it, because the person has seen it. */
  async accept(uri: vscode.Uri): Promise<string> {
    const ref = refOf(uri);
    return await this.#withKind(uri, ref, async ({ kind }) => {
      const value = await kind.read(ref, this.#signal);
      const known = this.#known.get(resourceKey(ref));
      if (known) this.#known.set(resourceKey(ref), { ...known, value });
      return writeValue(value);
    });
  }

  async #read(kind: FoundKind["kind"], ref: ResourceRef) {
    const value = await kind.read(ref, this.#signal);
    const content = new TextEncoder().encode(writeValue(value));
    const known = this.#known.get(resourceKey(ref));
    const isSame =
      known?.size === content.length && differingMembers(known.value, value).length === 0;
    return { content, known: isSame ? known : this.#remember(ref, value, content.length) };
  }

  #remember(ref: ResourceRef, value: ResourceValue, size: number): Known {
    const before = this.#known.get(resourceKey(ref))?.changedAt ?? 0;
    const known = { value, size, changedAt: Math.max(this.#container.clock.now(), before + 1) };
    this.#known.set(resourceKey(ref), known);
    return known;
  }

  /** Does something with the kind of a document and says failures in words for people. */
  async #withKind<T>(
    uri: vscode.Uri,
    ref: ResourceRef,
    action: (found: FoundKind) => Promise<T>,
  ): Promise<T> {
    try {
      return await action(await findKind(this.#container, ref));
    } catch (thrown) {
      if (thrown instanceof vscode.FileSystemError) throw thrown;
      const error = toChatError(thrown);
      this.#container.log.error(`document of ${ref.kindId}: ${error.kind} (${error.message})`);
      if (error.kind === "not-found") throw vscode.FileSystemError.FileNotFound(uri);
      const account = await this.#container.accounts.find(ref.accountId);
      const service = account?.provider.name ?? "Parley";
      const subject = { service, account: account?.label ?? "Parley" };
      throw new vscode.FileSystemError(errorText(error.toData(), subject).sentence);
    }
  }
}

function refOf(uri: vscode.Uri): ResourceRef {
  const ref = toRef(uri);
  if (!ref) throw vscode.FileSystemError.FileNotFound(uri);
  return ref;
}

function changedElsewhere(service: string, members: readonly string[]): vscode.FileSystemError {
  return new vscode.FileSystemError(
    vscode.l10n.t(
      "It was changed at {0} meanwhile: {1}. Run “Parley: Compare With the Service”, and save again.",
      service,
      members.join(", "),
    ),
  );
}
