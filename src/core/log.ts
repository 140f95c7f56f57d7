/** Where lines for the log go. Callers pass text without keys; the adapter redacts once more. */
export interface Log {
  debug(line: string): void;
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}
