import texts from "../../../package.nls.json" with { type: "json" };
import type { DeclaredKind } from "../../../src/core/declareKind.ts";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import type { ResourceGroup, ResourceKind, ResourceKindInfo } from "../../../src/core/resources.ts";
import type { Menu, Place, Row } from "./place.ts";

/** A kind as the tree and the menus know it, with what it can be told to do. */
export type KnownKind = ResourceKindInfo & Pick<ResourceKind, "actions" | "creations">;

const groups: Readonly<Record<ResourceGroup, string>> = {
  knowledge: "Knowledge",
  behaviour: "Behavior",
  settings: "Settings",
};
const menus: Readonly<Record<Menu, string>> = {
  "explorer/context": "Explorer",
  commandPalette: "Command Palette",
  "view/title": "Title of the view",
};

/** What a service manages, without an account: nothing is called. */
export async function knownKinds(descriptor: ProviderDescriptor): Promise<readonly KnownKind[]> {
  const { resourceKinds } = await descriptor.loadResourceKinds();
  return resourceKinds.map((info) => {
    const { actions, creations } = (info as DeclaredKind<unknown>).connect({});
    return { ...info, ...(actions && { actions }), ...(creations && { creations }) };
  });
}

/** A place in words. */
export function describePlace(place: Place, kinds: readonly KnownKind[]): string {
  switch (place.how) {
    case "opened":
      return `${describeRow(place.row, kinds)}, opened`;
    case "row": {
      const chosen = place.choice === undefined ? undefined : choiceOf(place, kinds);
      const steps = [describeRow(place.row, kinds), titleOf(place.command)];
      return [...steps, ...(chosen ? [chosen.label] : [])].join(" → ") + idOf(place.command);
    }
    case "saved": {
      const { place: where } = kindOf(place.kind, kinds);
      const row = where === "session" ? "session" : { one: place.kind };
      const details = where === "session" ? ` → ${titleOf("openSessionDetails")}` : "";
      return `${describeRow(row, kinds)}${details} → save`;
    }
    case "panel":
      return `Chat panel → ${place.does}`;
    case "menu":
      return `${menus[place.menu]} → ${titleOf(place.command)}${idOf(place.command)}`;
  }
}

/** The way to create, or the action, that is chosen at a place. Throws when its kind has none like that. */
export function choiceOf(
  { row, command, choice }: Extract<Place, { readonly how: "row" }>,
  kinds: readonly KnownKind[],
): { readonly id: string; readonly label: string } {
  const possible = kinds.filter((kind) => isOf(kind, row));
  const ways: readonly { readonly id: string; readonly label: string }[] = possible.flatMap(
    ({ actions = [], creations = [] }) => [...(command === "actOnResource" ? actions : creations)],
  );
  const found = ways.find(({ id }) => id === choice);
  if (!found) throw new Error(`${command} of ${JSON.stringify(row)} offers no ${choice}`);
  return found;
}

/** True for the kind that a command of the row is about. */
function isOf(kind: KnownKind, row: Row): boolean {
  if (row === "account") return kind.isChatbots === true;
  if (row === "chatbot" || row === "session") return kind.place === "session";
  return kind.id === ("list" in row ? row.list : row.one);
}

/** The kind with this id. */
export function kindOf(id: string, kinds: readonly KnownKind[]): KnownKind {
  const found = kinds.find((kind) => kind.id === id);
  if (!found) throw new Error(`no kind ${id}`);
  return found;
}

function describeRow(row: Row, kinds: readonly KnownKind[]): string {
  if (row === "account") return "Account row";
  if (row === "chatbot") return "Chatbot row";
  if (row === "session") return "Session row";
  const info = kindOf("list" in row ? row.list : row.one, kinds);
  const above = info.place === "account" ? "Account row" : groups[info.group];
  const name = `${info.title}${info.isDeprecated ? " (deprecated)" : ""}`;
  const each = "one" in row && !info.isSingle ? " → one of them" : "";
  return `${above} → ${name}${each}`;
}

function titleOf(command: string): string {
  const title = (texts as Readonly<Record<string, string>>)[`command.${command}`];
  if (title === undefined) throw new Error(`no command ${command}`);
  return title;
}

function idOf(command: string): string {
  return ` (\`parley.${command}\`)`;
}
