import type { ErrorKind } from "../../core/model.ts";

const uncertain: ReadonlySet<ErrorKind> = new Set(["timeout", "unreachable", "server"]);

/** True for a failure after which the service may have done all the same what was asked of it. */
export function isUncertain(kind: ErrorKind): boolean {
  return uncertain.has(kind);
}
