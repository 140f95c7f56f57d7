import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { Disposable, EventEmitter } from "./events.ts";
import type { RelativePattern } from "./parts.ts";

/** VS Code's watcher over a folder of the real disk; it fires for more than the pattern names, and tells each event as a change. */
export function watchFiles({ baseUri }: RelativePattern) {
  const changed = new EventEmitter<{ readonly fsPath: string }>();
  // Node's own recursive watcher loses sight of a file that another one replaces.
  const watchers = new Map<string, FSWatcher>();
  const add = (folder: string): void => {
    if (watchers.has(folder)) return;
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      addAllIn(folder);
      if (name !== null) changed.fire({ fsPath: join(folder, name) });
    });
    watcher.on("error", () => watcher.close());
    watchers.set(folder, watcher);
    addAllIn(folder);
  };
  const addAllIn = (folder: string): void => {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) add(path);
      else changed.fire({ fsPath: path });
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
