import { join } from "node:path";
import { editionsOf } from "../../src/core/editions.ts";
import type { ResourceKindInfo } from "../../src/core/resources.ts";
import { providers } from "../../src/providers/registry.ts";
import { repositoryFolder } from "./paths.ts";

/** What VS Code knows of Parley before it runs. */
export const manifestFile = join(repositoryFolder, "package.json");

interface SchemaEntry {
  readonly fileMatch: string;
  readonly url: string;
}

interface MenuEntry {
  readonly command: string;
  when: string;
}

interface Manifest {
  readonly contributes: {
    jsonValidation: readonly SchemaEntry[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
  };
}

/**
 * The text of a manifest, with what follows from the kinds of resources: an entry below `jsonValidation` for the
 * documents of each, and the menus' condition for those with long texts. The addresses are those of
 * `src/host/refs/resourceRef.ts` and `src/host/resources/resourceSchemas.ts`.
 */
export async function withKinds(text: string): Promise<string> {
  const manifest = JSON.parse(text) as Manifest;
  const kinds = await loadKinds();
  const { contributes } = manifest;
  contributes.jsonValidation = [
    ...contributes.jsonValidation.filter(({ url }) => !url.startsWith("parley:")),
    ...kinds.map(({ id }) => ({
      fileMatch: `parley:/**/${id}/*.json`,
      url: `parley://schemas/${id}.json`,
    })),
  ];
  const withTexts = kinds.filter(({ longTexts }) => longTexts.length > 0).map(({ id }) => id);
  const entries = Object.values(contributes.menus).flat();
  for (const entry of entries.filter(({ command }) => command === "parley.editResourceText")) {
    entry.when = entry.when.replace(
      /resourcePath =~ \S+/,
      `resourcePath =~ /\\/(${withTexts.join("|")})\\/[^\\/]+$/`,
    );
  }
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

async function loadKinds(): Promise<readonly ResourceKindInfo[]> {
  const loaded = await Promise.all(
    providers.flatMap(editionsOf).map(async (provider) => await provider.loadResourceKinds()),
  );
  return loaded.flatMap(({ resourceKinds }) => resourceKinds);
}
