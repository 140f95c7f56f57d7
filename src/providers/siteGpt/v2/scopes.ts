import type { HttpCall } from "../../../core/http/client.ts";

/** Which scopes guard a resource, where they are not called like its path (1.4 and section 3). */
const resources: Readonly<Record<string, string>> = {
  me: "account",
  usage: "account",
  limits: "account",
  documents: "knowledge",
  "ingest-jobs": "knowledge",
  icons: "settings",
  messages: "conversations",
  dashboard: "chatbots",
  analytics: "chatbots",
};

/** Scopes without a right of their own to delete. */
const withoutDelete = new Set(["tokens", "settings", "account"]);

/** The scope that a call needs (1.4), e.g. `knowledge:write`. */
export function scopeOf({
  method,
  path,
  json,
}: Pick<HttpCall, "method" | "path" | "json">): string {
  const [, , , first = "", , below] = path.split("/");
  if (below === "transfer") return "chatbots:write, members:write, members:delete";
  const segment = below ?? first;
  const resource = resources[segment] ?? segment;
  return `${resource}:${rightOf(method, path, json, resource)}`;
}

function rightOf(method: string, path: string, json: unknown, resource: string): string {
  if (method === "GET") return "read";
  const isBulk = path.endsWith("/documents/delete") || isDeletion(json);
  return (method === "DELETE" || isBulk) && !withoutDelete.has(resource) ? "delete" : "write";
}

function isDeletion(json: unknown): boolean {
  return typeof json === "object" && json !== null && "action" in json && json.action === "delete";
}
