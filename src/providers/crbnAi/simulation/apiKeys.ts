import type { SimulatedRoute, SimulationContext } from "../../../core/simulation.ts";
import type { Store } from "./store.ts";
import { json, refuse, shortTime } from "./wire.ts";

const letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

/** The calls about API keys. The simulator admits one key only, which stands in the list and stays there. */
export function keyRoutes(
  { ownerId, newUuid }: Pick<Store, "ownerId" | "newUuid">,
  { now, randomText }: Pick<SimulationContext, "now" | "randomText">,
): readonly SimulatedRoute[] {
  const path = "/api/accounts/me/api-keys";
  const inUse = { id: newUuid(), created_at: shortTime(now()) };
  const keys = new Map([[inUse.id, inUse]]);
  return [
    { method: "GET", path, handle: () => json([...keys.values()]) },
    {
      method: "POST",
      path,
      handle: () => {
        const key = { id: newUuid(), created_at: shortTime(now()) };
        keys.set(key.id, key);
        return json({ ...key, token: `apikeyv1_${randomText(letters, 40)}` });
      },
    },
    {
      method: "DELETE",
      path: `${path}/{id}`,
      handle: (request) => {
        const key = keys.get(request.parameter("id"));
        if (!key || key === inUse) return refuse(400);
        keys.delete(key.id);
        return json({ ...key, owner_id: ownerId, token_hash: randomText("0123456789abcdef", 64) });
      },
    },
  ];
}
