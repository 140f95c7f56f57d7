import type { Container } from "../../container.ts";
import { CodeActions } from "./codeActions.ts";
import { PanelActions } from "./panelActions.ts";
import { PanelContexts } from "./panelContexts.ts";
import { Panels } from "./panels.ts";

/** Wires what chat panels need. Loaded with the first panel. */
export function createPanels(container: Container): Panels {
  const { context, lastEditor, documents, chatView } = container;
  const { accounts, catalog, chats, clock, log } = container;
  return new Panels({
    extensionUri: context.extensionUri,
    memento: context.globalState,
    workspaceMemento: context.workspaceState,
    view: chatView,
    actions: new PanelActions(new CodeActions(lastEditor, documents), documents),
    contexts: new PanelContexts(lastEditor),
    accounts,
    catalog,
    chats,
    clock,
    log,
  });
}
