import type { PanelCommand } from "../src/protocol/commands.ts";
import type { HostMessage } from "../src/protocol/frames.ts";
import { parseHostMessage } from "./hostMessage.ts";

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

/** Sends a command to the extension host. */
export function post(command: PanelCommand): void {
  api.postMessage(command);
}

/**
 * Calls back with every message of the host. VS Code posts it from the frame around this one, which has the same
 * origin and, for our scripts, no name; what an extension of the browser posts comes from this very window.
 */
export function onMessage(listener: (message: HostMessage) => void): void {
  window.addEventListener("message", (event) => {
    if (event.source === window || event.origin !== window.origin) return;
    const message = parseHostMessage(event.data);
    if (message) listener(message);
  });
}

/** Keeps what the serializer needs to fill this panel again after a reload; the host has put it into the page. */
export function keepRestore(): void {
  const json = document.querySelector("#restore")?.textContent;
  if (json) api.setState({ restore: JSON.parse(json) as unknown });
}
