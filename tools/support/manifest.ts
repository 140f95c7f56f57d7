import { join } from "node:path";
import { editionsOf } from "../../src/core/editions.ts";
import { providers } from "../../src/providers/registry.ts";
import { repositoryFolder } from "./paths.ts";

/** What VS Code knows of Parley before it runs. */
export const manifestFile = join(repositoryFolder, "package.json");

interface SchemaEntry {
  readonly fileMatch: string;
  readonly url: string;
}

/** The text of a manifest, with an entry below `jsonValidation` for the documents of every kind of resource. */
export async function withSchemas(text: string): Promise<string> {
  const manifest = JSON.parse(text) as { contributes: { jsonValidation: readonly SchemaEntry[] } };
  const others = manifest.contributes.jsonValidation.filter(
    ({ url }) => !url.startsWith("parley:"),
  );
  manifest.contributes.jsonValidation = [...others, ...(await schemaEntries())];
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** The addresses are those of `src/host/refs/resourceRef.ts` and `src/host/resources/resourceSchemas.ts`. */
async function schemaEntries(): Promise<readonly SchemaEntry[]> {
  const kinds = await Promise.all(
    providers
      .flatMap(editionsOf)
      .map(async (provider) => (await provider.loadResourceKinds()).resourceKinds),
  );
  return kinds.flat().map(({ id }) => ({
    fileMatch: `parley:/*/${id}/*/*/*.json`,
    url: `parley://schemas/${id}.json`,
  }));
}
