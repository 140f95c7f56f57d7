import { editionsOf, latestEdition } from "../core/editions.ts";
import type { ProviderDescriptor, ProviderEdition } from "../core/provider.ts";
import { providers } from "../providers/registry.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "./server.ts";

/** What an account in the settings needs to reach one simulated service, and its key. */
export interface DemoAccount {
  /** As in the setting `parley.accounts`. */
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

/** A service to simulate, or one generation of its API. */
export type SimulatedProvider = Pick<ProviderDescriptor, "id" | "name" | "loadSimulation"> &
  Partial<Pick<ProviderEdition, "keyPrefix">>;

/** How to start the demo. */
export interface DemoOptions extends Omit<SimulatorOptions, "services"> {
  /** What to simulate; by default every service that Parley knows, by the latest generation of its API. */
  readonly providers?: readonly SimulatedProvider[];
}

/** Starts a simulator with the services of all providers. */
export async function startDemoSimulator(options: DemoOptions = {}): Promise<Demo> {
  const { providers: wanted, ...rest } = options;
  const simulated: readonly SimulatedProvider[] = wanted ?? providers.map(latestEdition);
  const services = await Promise.all(
    simulated.map(async ({ id, keyPrefix, loadSimulation }) => {
      const { createSimulation } = await loadSimulation();
      return { id, ...(keyPrefix !== undefined && { keyPrefix }), createSimulation };
    }),
  );
  const simulator = await startSimulator({ ...rest, services });
  const accounts = simulated.map(({ id, name }) => ({
    provider: serviceOf(id),
    label: `${name} (demo)`,
    baseUrl: simulator.origin,
    apiKey: simulator.keys[id] ?? "",
  }));
  return { simulator, accounts };
}

/** The id of the service that one of its editions belongs to. */
function serviceOf(id: string): string {
  const service = providers.find((one) => editionsOf(one).some((edition) => edition.id === id));
  return service?.id ?? id;
}
