// The page of a panel, as far as VS Code gives it to the panel's code: imported before what uses that. It is one for
// all files of tests, as that code is loaded only once.
import type { PanelCommand } from "../../src/protocol/commands.ts";

/** What was posted to the host. Each test begins with emptying it. */
export const posted: PanelCommand[] = [];

Object.assign(globalThis, {
  acquireVsCodeApi: () => ({ postMessage: (command: PanelCommand) => posted.push(command) }),
});

/** What was brought into sight, as jsdom has no places. Each test begins with emptying it. */
export const scrolledTo: Element[] = [];

Element.prototype.scrollIntoView = function scrollIntoView(this: Element): void {
  scrolledTo.push(this);
};
