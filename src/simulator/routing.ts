import type { SimulatedRoute } from "../core/simulation.ts";

/** What a route table says about a call. */
export type RouteMatch =
  | {
      readonly kind: "found";
      readonly route: SimulatedRoute;
      readonly parameters: ReadonlyMap<string, string>;
    }
  | { readonly kind: "wrong-method"; readonly allowed: readonly string[] }
  | { readonly kind: "unknown-path" };

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign stands for itself; the id will simply be unknown.
    return segment;
  }
}

/** The values of the template's `{name}` segments in a path, or nothing when the path is another one. */
function fit(template: string, path: string): Map<string, string> | undefined {
  const expected = template.split("/");
  const segments = path.split("/");
  if (expected.length !== segments.length) {
    return undefined;
  }
  const parameters = new Map<string, string>();
  for (const [index, name] of expected.entries()) {
    const segment = segments[index] ?? "";
    if (name.startsWith("{") && segment !== "") {
      parameters.set(name.slice(1, -1), decode(segment));
    } else if (name !== segment) {
      return undefined;
    }
  }
  return parameters;
}

/** Finds the first route for a call; a path that is there for other methods only is told apart. */
export function matchRoute(
  routes: readonly SimulatedRoute[],
  method: string,
  path: string,
): RouteMatch {
  const allowed: string[] = [];
  for (const route of routes) {
    const parameters = fit(route.path, path);
    if (parameters && route.method === method) {
      return { kind: "found", route, parameters };
    }
    if (parameters) {
      allowed.push(route.method);
    }
  }
  return allowed.length > 0 ? { kind: "wrong-method", allowed } : { kind: "unknown-path" };
}
