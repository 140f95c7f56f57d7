import { type FSWatcher, readdirSync, watch } from "node:fs";
import { extname, join } from "node:path";
import { Disposable, EventEmitter } from "./events.ts";
import type { RelativePattern } from "./parts.ts";

/** VS Code's watcher over the files of a folder on the real disk whose names end as the pattern; each event is a change. */
export function watchFiles({ baseUri, pattern }: RelativePattern) {
  const changed = new EventEmitter<{ readonly fsPath: string }>();
  const ending = extname(pattern);
  const tell = (fsPath: string): void => {
    if (fsPath.endsWith(ending)) changed.fire({ fsPath });
  };
  // Node's own recursive watcher loses sight of a file that another one replaces.
  const watchers = new Map<string, FSWatcher>();
  const add = (folder: string): void => {
    if (watchers.has(folder)) return;
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      addAllIn(folder);
      if (name !== null) tell(join(folder, name));
    });
    watcher.on("error", () => watcher.close());
    watchers.set(folder, watcher);
    addAllIn(folder);
  };
  const addAllIn = (folder: string): void => {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) add(path);
      else tell(path);
    }
  };
  add(baseUri.path);
  const never = () => new Disposable(() => undefined);
  return {
    onDidCreate: never,
    onDidChange: changed.event,
    onDidDelete: never,
    dispose: () => {
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // It is gone again.
    return [];
  }
}
