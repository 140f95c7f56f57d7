import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { outFolder, repositoryFolder } from "../../../tools/support/paths.ts";

/** Where `packAgentProbe` puts its package. */
export const agentProbePackage = join(outFolder, "agent-probe.vsix");

const vsixManifest = `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
<Metadata><Identity Language="en-US" Id="agent-probe" Version="1.0.0" Publisher="parley-test"/></Metadata>
<Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
<Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json"/></Assets>
</PackageManifest>`;

/** Packs the extension with a language model that asks a chatbot by Parley's tool and repeats what comes back. */
export async function packAgentProbe(): Promise<void> {
  const folder = join(repositoryFolder, "test/fixtures/agentProbe");
  const read = async (name: string): Promise<Uint8Array> => readFile(join(folder, name));
  const files = {
    "extension.vsixmanifest": strToU8(vsixManifest),
    "extension/package.json": await read("package.json"),
    "extension/extension.cjs": await read("extension.cjs"),
  };
  await mkdir(outFolder, { recursive: true });
  await writeFile(agentProbePackage, zipSync(files));
}
