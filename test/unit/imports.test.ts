import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
/** Which files each file imports, types and lazy imports included, as paths below the project's folder. */
const graph = readGraph(["src", "webview"]);

/** From the bottom to the top; `src/README.md` says what each is for. */
const layers = [
  { name: "core", holds: /^src\/core\// },
  { name: "protocol", holds: /^src\/protocol\// },
  { name: "providers", holds: /^src\/providers\// },
  { name: "simulator", holds: /^src\/simulator\// },
  { name: "host", holds: /^src\/host\// },
  { name: "root", holds: /^src\/[^/]+$/ },
] as const;
type Layer = (typeof layers)[number]["name"];

/** What each layer may import besides itself. */
const below: Readonly<Record<Layer, readonly Layer[]>> = {
  core: [],
  protocol: ["core"],
  providers: ["core"],
  simulator: ["core", "providers"],
  host: ["core", "protocol", "providers", "simulator"],
  root: ["core", "protocol", "providers", "host"],
};

describe("the imports of src and webview, types included,", () => {
  test("are there", () => {
    expect(graph.size).toBeGreaterThan(300);
    expect(graph.get("src/extension.ts")).toContain("src/container.ts");
    expect(graph.get("src/extension.ts")).toContain("src/runCommand.ts");
  });

  test("go around in no circle", () => {
    expect(circlesOf(graph)).toEqual([]);
    expect(circlesOf(new Map([...graph, ["src/core/clock.ts", ["src/extension.ts"]]]))).not.toEqual(
      [],
    );
  });

  test("go down the layers only", () => {
    const upwards = [...graph].flatMap(([from, all]) =>
      all.filter((to) => !isAllowed(from, to)).map((to) => `${from} imports ${to}`),
    );
    expect(upwards).toEqual([]);
    expect(isAllowed("src/core/clock.ts", "src/host/text/errorText.ts")).toBe(false);
  });

  test("reach the container from the extension, the command table and what runs it only", () => {
    const reaching = [...graph].filter(([, all]) => all.includes("src/container.ts"));
    expect(reaching.map(([from]) => from)).toEqual([
      "src/commandTable.ts",
      "src/extension.ts",
      "src/runCommand.ts",
    ]);
  });

  test("tie no two rooms of the host to each other that only name things", () => {
    const named = [...graph].filter(([from]) => from.startsWith("src/host/refs/"));
    const outside = named.flatMap(([, all]) =>
      all.filter((to) => to.startsWith("src/host/") && !to.startsWith("src/host/refs/")),
    );
    expect(outside).toEqual([]);
  });
});

function isAllowed(from: string, to: string): boolean {
  const [low, high] = [layerOf(to), layerOf(from)];
  // The page imports what it shares with the host, and nothing imports the page.
  if (high === undefined) return low === undefined || low === "core" || low === "protocol";
  return low !== undefined && (low === high || below[high].includes(low));
}

function layerOf(file: string): Layer | undefined {
  return layers.find(({ holds }) => holds.test(file))?.name;
}

function readGraph(folders: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /(?<!\.d)\.ts$/.test(name))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
  );
  return new Map(
    files.toSorted().map((file) => [file, importsOf(file).filter((to) => files.includes(to))]),
  );
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*"(\.[^"]+)"/g)].map(([, path = ""]) =>
    relative(root, join(root, dirname(file), path)).replaceAll("\\", "/"),
  );
}

/** Groups of files that import each other around a circle (Tarjan's strongly connected components). */
function circlesOf(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    const known = order.get(file);
    if (known !== undefined) return stack.includes(file) ? known : Infinity;
    const own = order.size;
    order.set(file, own);
    stack.push(file);
    const low = Math.min(own, ...(edges.get(file) ?? []).map((to) => visit(to)));
    // What it reaches ends where one of them was first come by.
    if (low === own) {
      const group = stack.splice(stack.indexOf(file));
      if (group.length > 1 || (edges.get(file) ?? []).includes(file)) circles.push(group);
    }
    return low;
  };
  for (const file of edges.keys()) visit(file);
  return circles;
}
