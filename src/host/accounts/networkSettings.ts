import * as vscode from "vscode";
import type { TransportOptions } from "../adapters/undiciTransport.ts";

/** VS Code's own network settings. Only the user's values: a workspace must not choose through whom a key travels. */
export function readNetworkSettings(): TransportOptions {
  const http = vscode.workspace.getConfiguration("http");
  const proxy = http.inspect<string>("proxy")?.globalValue;
  const noProxy = http.inspect<string[]>("noProxy")?.globalValue;
  const proxyAuthorization = http.inspect<string | null>("proxyAuthorization")?.globalValue;
  return {
    ...(proxy && { proxy }),
    ...(noProxy && { noProxy }),
    ...(proxyAuthorization && { proxyAuthorization }),
    strictCertificates: http.inspect<boolean>("proxyStrictSSL")?.globalValue ?? true,
  };
}
