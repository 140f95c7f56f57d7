import * as vscode from "vscode";
import { DocumentFiles, toContent } from "../adapters/documentFiles.ts";

/** The scheme of answers that the editor's own chat reads. */
export const answerScheme = "parley-answer";

const maxAnswers = 50;

/**
 * Answers as files that nobody can change, which exist in this window only: the editor attaches to its chat what it finds
 * in a file system, and nothing of an answer is to be left on the disk.
 */
export class AnswerDocuments extends DocumentFiles {
  readonly #files = new Map<string, Uint8Array>();
  #counter = 0;

  /** Makes a file of a text. @param name shown in the chat; untrusted */
  add(name: string, text: string): vscode.Uri {
    this.#counter += 1;
    const file = name.replaceAll(/[/\\\p{C}]/gu, " ").trim() || "answer";
    const path = `/${String(this.#counter)}/${file}.md`;
    this.#files.set(path, toContent(text));
    const oldest = this.#files.keys().next().value;
    if (this.#files.size > maxAnswers && oldest !== undefined) this.#files.delete(oldest);
    return vscode.Uri.from({ scheme: answerScheme, path });
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const size = this.readFile(uri).byteLength;
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: 0,
      size,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const file = this.#files.get(uri.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
