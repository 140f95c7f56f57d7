import { Turns } from "../../core/async/turns.ts";
import type { Log } from "../../core/log.ts";
import type { SessionNotes } from "../../core/provider.ts";
import { readIfThere } from "../adapters/readIfThere.ts";
import { writeAtomically } from "../adapters/writeAtomically.ts";
import type { SessionFiles } from "./sessionFiles.ts";

/** The notes of one account, as its client wants them. Storage that fails costs the notes, and never the answer. */
export function sessionNotes(files: SessionFiles, accountId: string, log: Log): SessionNotes {
  const find = async ({ chatbotId, sessionId }: { chatbotId: string; sessionId: string }) =>
    files.refOf(accountId, chatbotId, sessionId);
  /** Until this window ends: a service has them already, and must not seem to have what it had before. */
  const unwritten = new Map<string, string>();
  const turns = new Turns<string>();
  return {
    readSources: async (address) => {
      const file = await files.read(await find(address));
      return file?.sources ?? [];
    },
    addSources: async (address, sources) => {
      try {
        await files.update(await find(address), (file) => {
          const isNew = ({ id }: { readonly id: string }): boolean =>
            !sources.some((source) => source.id === id);
          return { sources: [...(file.sources ?? []).filter(isNew), ...sources] };
        });
      } catch (error) {
        log.error(`session notes: ${String(error)}`);
      }
    },
    readText: async (name) => unwritten.get(name) ?? readIfThere(files.notePath(accountId, name)),
    writeText: async (name, text) => {
      const path = files.notePath(accountId, name);
      try {
        await files.writeFor(accountId, path, async () => writeAtomically(path, text));
        unwritten.delete(name);
      } catch (error) {
        log.error(`session notes: ${String(error)}`);
        unwritten.set(name, text);
      }
    },
    inTurn: async (name, action) =>
      turns.run(name, async () => {
        let running: ReturnType<typeof action> | undefined;
        const once = async () => (running ??= action());
        try {
          const { withFileLock } = await import("../adapters/fileLock.ts");
          return await withFileLock(files.notePath(accountId, name), once);
        } catch (error) {
          if (!running) log.error(`session notes: ${String(error)}`);
          return await once();
        }
      }),
  };
}
