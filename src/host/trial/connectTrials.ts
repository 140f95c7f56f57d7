import type { Account } from "../../core/model.ts";
import type { ProviderTrial, Trials } from "../../core/provider.ts";
import type { Connections } from "../accounts/connections.ts";

/** What connectTrials works with. */
export interface TrialConnections {
  readonly connections: Pick<Connections, "openHttp">;
}

/** The calls about trials at an account's address, with its key where it has one already. */
export async function connectTrials(
  { connections }: TrialConnections,
  account: Account,
  trial: ProviderTrial,
): Promise<Trials> {
  const [http, { createTrials }] = await Promise.all([
    connections.openHttp(account),
    trial.loadTrials(),
  ]);
  return createTrials(http);
}
