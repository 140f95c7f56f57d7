import type { Log } from "../../src/core/log.ts";

const ignore = (): void => undefined;

/** Keeps nothing: in a soak the log would be what grows. */
export const silentLog: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
