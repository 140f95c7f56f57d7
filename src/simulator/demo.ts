import type { ProviderDescriptor } from "../core/provider.ts";
import { providers } from "../providers/registry.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "./server.ts";

/** What an account in the settings needs to reach one simulated service, and its key. */
export interface DemoAccount {
  /** Provider id. */
  readonly provider: string;
  readonly label: string;
  /** Origin without path. */
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** A simulator with every service there is, and one account for each. */
export interface Demo {
  readonly simulator: Simulator;
  readonly accounts: readonly DemoAccount[];
}

/** How to start the demo. */
export interface DemoOptions extends Omit<SimulatorOptions, "services"> {
  /** The services to simulate; all that Parley knows by default. */
  readonly providers?: readonly Pick<ProviderDescriptor, "id" | "name" | "loadSimulation">[];
}

/** Starts a simulator with the services of all providers. */
export async function startDemoSimulator(options: DemoOptions = {}): Promise<Demo> {
  const { providers: simulated = providers, ...rest } = options;
  const services = await Promise.all(
    simulated.map(async ({ id, loadSimulation }) => {
      const { createSimulation } = await loadSimulation();
      return { id, createSimulation };
    }),
  );
  const simulator = await startSimulator({ ...rest, services });
  const accounts = simulated.map(({ id, name }) => ({
    provider: id,
    label: `${name} (demo)`,
    baseUrl: simulator.origin,
    apiKey: simulator.keys[id] ?? "",
  }));
  return { simulator, accounts };
}
