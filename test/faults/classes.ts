import { openColumns, openEndpoints } from "./columns.ts";
import { type Place, placesOf } from "./column.ts";

/** Where a class of calls is tried: the first request of a method, or an endpoint by its row. */
interface Representative {
  readonly provider: string;
  readonly call: string;
}

/**
 * How a fault ends depends on whether the request reads or changes, on what is read of the answer, and on nothing
 * else: the rest is code that all calls share. One call stands for all of its class and meets every fault.
 */
const representatives: Readonly<Record<string, Representative>> = {
  "reads JSON": { provider: "ai-chatbot-hub", call: "listMessages" },
  "changes, for JSON": { provider: "ai-chatbot-hub", call: "createSession" },
  "changes, for success only": { provider: "ai-chatbot-hub", call: "deleteSession" },
  "changes, for anything": {
    provider: "crbnai",
    call: "4.5.3 POST /api/knowledge-bots/{id}/documents",
  },
  "reads anything": { provider: "crbnai", call: "4.5.5 GET /files/{token}" },
  "sends a file": { provider: "sitegpt", call: "7.1 POST /api/v0/chatbots/{chatbotId}/icons" },
  "asks, for text": { provider: "ai-chatbot-hub", call: "send" },
  "asks, for a JSON sequence": { provider: "crbnai", call: "send" },
  "asks, for one JSON": { provider: "sitegpt", call: "send" },
};

/** Opens the calls that stand for the classes. */
export async function openClasses(): Promise<ReadonlyMap<string, Place>> {
  const wanted = Object.values(representatives);
  const isWanted = (provider: string, name: string): boolean =>
    wanted.some((one) => one.provider === provider && one.call === name);
  const columns = [
    ...(await openColumns((call, { name }) => isWanted(name, call.name))),
    ...(await openEndpoints((endpoint, { name }) => isWanted(name, endpoint))),
  ];
  return findClasses(columns.flatMap(placesOf));
}

/** The places that stand for the classes, by the names of the classes. */
export function findClasses(places: readonly Place[]): ReadonlyMap<string, Place> {
  return new Map(
    Object.entries(representatives).map(([name, { provider, call }]) => {
      const found = places.find(
        ({ column, request }) =>
          column.subject.name === provider && column.call.name === call && request === 0,
      );
      if (!found) throw new Error(`no ${call} of ${provider}`);
      return [name, found];
    }),
  );
}
