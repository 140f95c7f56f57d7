import type { PanelCommand } from "../src/protocol/commands.ts";
import type { HostMessage } from "../src/protocol/frames.ts";

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

/** Calls back with every message of the host. Only VS Code itself can post into this frame. */
export function onMessage(listener: (message: HostMessage) => void): void {
  window.addEventListener("message", (event: MessageEvent<HostMessage>) => listener(event.data));
}

/** Keeps what the serializer needs to fill this panel again after a reload. */
export function keepRestore(restore: unknown): void {
  api.setState({ restore });
}
