import type { PanelCommand } from "../../../src/protocol/commands.ts";

/** A row of the tree: one of the fixed ones, the list of a kind, or one resource of a kind. */
export type Row =
  | "account"
  | "chatbot"
  | "session"
  | { readonly list: string }
  | { readonly one: string };

/** Where a title bar or another menu than a row's offers a command. */
export type Menu = "explorer/context" | "commandPalette" | "view/title";

/** A place in the interface from which a call is made. `test/unit/coverage.test.ts` checks that it is there. */
export type Place =
  /** The row is opened, and what is below it loads. */
  | { readonly how: "opened"; readonly row: Row }
  /** A command of the row's menu. @param choice id of what is chosen then: a way to create, or an action */
  | { readonly how: "row"; readonly row: Row; readonly command: string; readonly choice?: string }
  /** The document of a resource of the kind is saved. */
  | { readonly how: "saved"; readonly kind: string }
  /** A button or key of the chat panel. @param does what the user does there */
  | { readonly how: "panel"; readonly type: PanelCommand["type"]; readonly does: string }
  | { readonly how: "menu"; readonly menu: Menu; readonly command: string };

export const listRow = (kind: string): Row => ({ list: kind });
export const oneRow = (kind: string): Row => ({ one: kind });
export const opened = (row: Row): Place => ({ how: "opened", row });
export const saved = (kind: string): Place => ({ how: "saved", kind });

export function on(row: Row, command: string, choice?: string): Place {
  return { how: "row", row, command, ...(choice !== undefined && { choice }) };
}

/** An action of one resource, or of a session. */
export const acted = (row: Row, action: string): Place => on(row, "actOnResource", action);

export const panel = (type: PanelCommand["type"], does: string): Place => ({
  how: "panel",
  type,
  does,
});

export const menu = (where: Menu, command: string): Place => ({
  how: "menu",
  menu: where,
  command,
});

/** Places that several services have. */
export const chatbotsShown = [opened("account")];
export const sessionsShown = [opened("chatbot")];
export const sessionShown = [on("session", "openSession")];
export const asked = [panel("ask", "Send")];
export const begun = [panel("ask", "Send, for the first question of a session")];
export const reacted = [panel("react", "Good answer, Poor answer")];
export const filesAdded = [
  on("chatbot", "addToKnowledge"),
  menu("explorer/context", "addToKnowledge"),
];
export const pagesAdded = on("chatbot", "addPagesToKnowledge");
export const corrected = [
  panel("teach", "Correct the answer"),
  menu("commandPalette", "sendLesson"),
];
