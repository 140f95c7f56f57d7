import type { Metafile } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { readMetafile, staticClosure } from "./metafile.ts";

let host: Metafile;
let webview: Metafile;
let simulator: Metafile;

beforeAll(async () => {
  [host, webview, simulator] = await Promise.all([
    readMetafile("host"),
    readMetafile("webview"),
    readMetafile("simulator"),
  ]);
});

describe("what activation loads", () => {
  test("is at most 45 kB", () => {
    expect(staticClosure(host, "src/extension.ts").bytes).toBeLessThanOrEqual(45_000);
  });

  test("holds no HTTP library, no schemas, no provider's client and no simulator", () => {
    const { sources } = staticClosure(host, "src/extension.ts");
    expect(sources.filter((path) => path.includes("node_modules"))).toEqual([]);
    const lazy =
      /src\/(?:simulator|core\/http|core\/wire|protocol)\/|providers\/\w+\/(?!index\.ts)/;
    expect(sources.filter((path) => lazy.test(path))).toEqual([]);
    expect(sources.length).toBeGreaterThan(15);
  });
});

test("the editor's other AI clients cost nothing before the first of them asks", () => {
  const later = staticClosure(host, "src/extension.ts").sources;
  expect(later.filter((path) => path.includes("/host/ai/mcp/"))).toEqual([]);
  const chunks = Object.values(host.outputs).filter(({ inputs }) =>
    Object.keys(inputs).some((path) => path.includes("@modelcontextprotocol")),
  );
  expect(chunks).toHaveLength(1);
  expect(Object.keys(chunks[0]?.inputs ?? {})).toContain("src/host/ai/mcp/mcpServer.ts");
  expect(chunks[0]?.bytes).toBeLessThanOrEqual(330_000);
});

describe("what a panel loads before it can be read", () => {
  test("is at most 160 kB, without the controls and the highlighter", () => {
    const { bytes, sources } = staticClosure(webview, "webview/main.ts");
    expect(bytes).toBeLessThanOrEqual(160_000);
    expect(
      sources.filter((path) => /ui-toolkit|@microsoft\/fast|highlight\.js/.test(path)),
    ).toEqual([]);
  });
});

/** Every import between files of ours and of libraries, in all bundles. */
function allImports(): readonly { readonly from: string; readonly to: string }[] {
  return [host, webview, simulator].flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([from, { imports }]) =>
      imports.map(({ path }) => ({ from, to: path })),
    ),
  );
}

describe("the layers", () => {
  test.each([
    [
      "core imports no other layer, no Node and no vscode",
      /^src\/core\//,
      /^src\/(?!core\/)|^webview\/|^node:|^vscode$|undici|\/lit/,
    ],
    [
      "protocol imports core only",
      /^src\/protocol\//,
      /^src\/(?!core\/|protocol\/)|^webview\/|^node:|^vscode$/,
    ],
    [
      "providers import core only",
      /^src\/providers\//,
      /^src\/(?!core\/|providers\/)|^webview\/|^node:|^vscode$|undici/,
    ],
    [
      "a simulated service imports its own folder only",
      /^src\/providers\/\w+\/simulation\//,
      /^(?!src\/providers\/\w+\/simulation\/)/,
    ],
    [
      "clients do not know the simulated services",
      /^src\/providers\/\w+\/(?!index\.ts|simulation\/)/,
      /\/simulation\//,
    ],
    [
      "the simulator imports neither host nor webview",
      /^src\/simulator\//,
      /^src\/(?:host|protocol)\/|^webview\/|^vscode$/,
    ],
    [
      "the webview imports core and protocol only",
      /^webview\//,
      /^src\/(?!core\/|protocol\/)|^node:|^vscode$/,
    ],
    [
      "only the demo knows the simulator",
      /^src\/(?!simulator\/|host\/demo\/)/,
      /^src\/simulator\//,
    ],
  ])("%s", (_name, layer, forbidden) => {
    const imports = allImports().filter(({ from }) => layer.test(from));
    expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter(({ to }) => forbidden.test(to))).toEqual([]);
  });

  test("no provider knows another", () => {
    const folder = (path: string): string | undefined => /^src\/providers\/(\w+)\//.exec(path)?.[1];
    const crossing = allImports().filter(({ from, to }) => {
      const [left, right] = [folder(from), folder(to)];
      return left !== undefined && right !== undefined && left !== right;
    });
    expect(crossing).toEqual([]);
  });

  test.each([
    [/node_modules\/undici\//, "src/host/adapters/undiciTransport.ts"],
    [/webview-ui-toolkit/, "webview/controls/controls.ts"],
    [/@modelcontextprotocol/, "src/host/ai/mcp/mcpSession.ts"],
  ])("one file imports %s", (library, file) => {
    const importers = allImports().filter(
      ({ from, to }) => library.test(to) && !from.includes("node_modules"),
    );
    expect([...new Set(importers.map(({ from }) => from))]).toEqual([file]);
  });
});
