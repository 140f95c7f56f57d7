import { type FaultId, faults } from "./faults.ts";
import type { ReceivedRequest } from "./requestLog.ts";

/** What a user types into a question to see how it goes wrong, e.g. `#fault:cut`. */
export function faultTag(fault: FaultId): string {
  return `#fault:${fault}`;
}

/** Finds the fault that a question asks for. Each question goes wrong once, so that asking it again can go well. */
export function createTypedFaults(): (request: ReceivedRequest) => FaultId | undefined {
  const done = new Set<string>();
  return ({ asks, path, body }) => {
    const [, wanted] = asks ? (/#fault:([a-z-]+)/.exec(body) ?? []) : [];
    const fault = faults.find(({ id }) => id === wanted)?.id;
    const question = `${path} ${body}`;
    if (!fault || done.has(question)) return undefined;
    done.add(question);
    return fault;
  };
}
