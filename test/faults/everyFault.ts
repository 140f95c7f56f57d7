import { bodyFaults } from "./bodyFaults.ts";
import { connectionFaults } from "./connectionFaults.ts";
import type { Fault } from "./fault.ts";
import { statusFaults } from "./statusFaults.ts";

/** Everything that can go wrong with a request but who answers it. */
export const everyFault: readonly Fault[] = [...connectionFaults, ...statusFaults, ...bodyFaults];

/** The faults with these names. */
export function faultsNamed(names: readonly string[]): readonly Fault[] {
  return names.map((name) => {
    const found = everyFault.find((fault) => fault.name === name);
    if (!found) throw new Error(`no fault is called "${name}"`);
    return found;
  });
}
