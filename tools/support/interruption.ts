const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Calls back when the user or the system asks this program to end (Ctrl+C, kill); asking twice ends it at once. */
export function onInterruption(listener: (signal: NodeJS.Signals) => void): void {
  for (const signal of signals) process.once(signal, listener);
}
