import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import type {
  CreateSimulation,
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
} from "../../../src/core/simulation.ts";

/** What a simulated service does otherwise than its reference says. */
export interface Deviation {
  /** Changes an answer to a call, e.g. `GET /api/v1/chatbots`. */
  readonly answer?: (call: string, response: SimulatedResponse) => SimulatedResponse;
  /** Takes out of a text of a request what `answer` has put into those of answers. */
  readonly request?: (text: string) => string;
  /** What it has besides. */
  readonly routes?: readonly SimulatedRoute[];
}

/** A service whose simulation deviates. */
export function deviating(
  { id, name, loadSimulation }: ProviderDescriptor,
  {
    answer = (_call, response) => response,
    request = (text) => text,
    routes: more = [],
  }: Deviation,
): Pick<ProviderDescriptor, "id" | "name" | "loadSimulation"> {
  const restored = (received: SimulatedRequest): SimulatedRequest => ({
    ...received,
    path: request(received.path),
    query: new URLSearchParams(request(received.query.toString())),
    body: new TextEncoder().encode(request(new TextDecoder().decode(received.body))),
    parameter: (parameter) => request(received.parameter(parameter)),
    form: () => received.form(),
  });
  return {
    id,
    name,
    loadSimulation: async () => {
      const original = await loadSimulation();
      const createSimulation: CreateSimulation = (context) => {
        const { routes, refuse } = original.createSimulation(context);
        const changed = routes.map((route) => ({
          ...route,
          handle: (received: SimulatedRequest) =>
            answer(`${route.method} ${route.path}`, route.handle(restored(received))),
        }));
        return { routes: [...more, ...changed], refuse };
      };
      return { createSimulation };
    },
  };
}

/** A JSON answer whose value is another one. */
export function changeJson(
  response: SimulatedResponse,
  change: (value: unknown) => unknown,
): SimulatedResponse {
  return { ...response, body: [JSON.stringify(change(JSON.parse(response.body.join(""))))] };
}

/** A service that has the canary in every text it sends, and never gets it back. */
export function planted(canary: string): Deviation {
  return {
    answer: (_call, response) => ({ ...response, body: withCanary(response, canary) }),
    request: (sent) => sent.replaceAll(canary, ""),
  };
}

/** The pieces of an answer with the canary in every text. */
function withCanary({ format, body }: SimulatedResponse, canary: string): readonly string[] {
  if (format === "text") return body.map((piece) => piece + canary);
  return body.map((piece) =>
    // In a sequence each piece is one value with what is around it.
    piece.replace(/[[{][^]*[\]}]/, (json) =>
      JSON.stringify(JSON.parse(json), (_name, value: unknown) =>
        typeof value === "string" ? value + canary : value,
      ),
    ),
  );
}
