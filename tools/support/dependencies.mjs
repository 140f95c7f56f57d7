/// <reference types="node" />
// Plain JavaScript without dependencies, like tools/run.mjs, which uses it.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import process from "node:process";

/**
 * Installs the dependencies with `npm ci` unless they are there; one program at a time does so, others wait for it.
 * Throws an error with a sentence for the user when npm fails.
 * @param {string} root the repository's folder
 */
export function ensureDependencies(root) {
  if (isInstalled(root)) return;
  const name = createHash("sha256").update(root).digest("hex").slice(0, 16);
  const lock = join(tmpdir(), `parley-install-${name}`);
  while (!tryToLock(lock)) waitForLock(lock);
  try {
    if (!isInstalled(root)) install(root);
  } finally {
    rmSync(lock, { force: true });
  }
}

/**
 * True when every package of package-lock.json lies in node_modules in that very version. npm keeps a list of what
 * it installed, so no stamp of our own is needed and an `npm install` by hand counts too. Optional packages may be
 * absent: they are built for other machines.
 * @param {string} root
 */
function isInstalled(root) {
  const list = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(list)) return false;
  const installed = readPackages(list);
  const wanted = Object.entries(readPackages(join(root, "package-lock.json")));
  return wanted.every(([path, { version, optional } = {}]) => {
    const found = installed[path];
    return path === "" || (found === undefined ? optional === true : found.version === version);
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean } | undefined>}
 */
function readPackages(file) {
  /** @type {unknown} */
  const content = JSON.parse(readFileSync(file, "utf8"));
  return /** @type {{ packages: ReturnType<typeof readPackages> }} */ (content).packages;
}

/** @param {string} root */
function install(root) {
  console.log("Installing the dependencies with npm ci (about half a minute the first time) …");
  const npmFile = process.env["npm_execpath"];
  const ownNpm = npmFile !== undefined && basename(npmFile).startsWith("npm");
  const flags = ["ci", "--loglevel=error", "--include=dev", "--include=optional"];
  const result = spawnSync(
    ownNpm ? process.execPath : "npm",
    ownNpm ? [npmFile, ...flags] : flags,
    { cwd: root, stdio: "inherit", shell: !ownNpm && process.platform === "win32" },
  );
  if (result.status !== 0) {
    const reason = result.error?.message ?? "its own message is above";
    throw new Error(`npm ci failed (${reason}). Nothing else was run.`);
  }
}

/**
 * The lock is a file with the process id of its owner.
 * @param {string} lock
 */
function tryToLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    // Another program has it.
    if (code === "EEXIST") return false;
    throw new Error(
      `Cannot write to ${tmpdir()}: ${message}. Name another folder for temporary files in TMPDIR.`,
      { cause: error },
    );
  }
}

/**
 * Waits a moment, or removes the lock of a program that was killed.
 * @param {string} lock
 */
function waitForLock(lock) {
  const owner = existsSync(lock) ? readFileSync(lock, "utf8") : "";
  if (owner !== "" && !isRunning(Number(owner))) rmSync(lock, { force: true });
  else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
}

/** @param {number} id */
function isRunning(id) {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
