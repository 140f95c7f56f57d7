import { parseArgs } from "node:util";
import { ToolError } from "../support/toolError.ts";

/** What `npm start` is asked for. */
export interface StartOptions {
  /** True for the editor in the browser, also where there is a desktop one. */
  readonly browser: boolean;
  /** Whether the user's own browser is opened as well. */
  readonly show: boolean;
  /** Of the editor for the browser; 0 is any. */
  readonly port: number;
}

/** Reads the arguments of `npm start`. Throws a ToolError for what it does not know. */
export function readStartOptions(args: readonly string[]): StartOptions {
  const { browser, "no-open": hides, port } = parse(args);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new ToolError(`--port takes a number from 0 to 65535, and not “${port}”.`);
  }
  return { browser, show: !hides, port: Number(port) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        browser: { type: "boolean", default: false },
        "no-open": { type: "boolean", default: false },
        port: { type: "string", default: "8420" },
      },
    }).values;
  } catch (error) {
    throw new ToolError(error instanceof Error ? error.message : String(error));
  }
}
