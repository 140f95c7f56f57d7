import { existsSync } from "node:fs";
import { findProgram, runCommand } from "../support/command.ts";
import { ToolError } from "../support/toolError.ts";

/** Something the operating system provides: how to see that it is there, and Debian's package for it. */
export interface SystemPackage {
  readonly debianName: string;
  readonly isPresent: () => boolean;
}

/** The package of a program that is found by its name on PATH. */
export function programPackage(name: string): SystemPackage {
  return { debianName: name, isPresent: () => findProgram(name) !== undefined };
}

/**
 * Installs what is missing with apt-get, as root or with sudo. On another system, or when that fails, throws a
 * ToolError that names what to install by hand; `byHand` is the end of that sentence.
 */
export function ensureSystemPackages(
  packages: readonly SystemPackage[],
  byHand: string,
): Promise<void> {
  // apt-get refuses to run twice at once.
  const done = lastInstallation.then(() => installMissing(packages, byHand));
  lastInstallation = done.catch(() => undefined);
  return done;
}

let lastInstallation: Promise<void> = Promise.resolve();

async function installMissing(packages: readonly SystemPackage[], byHand: string): Promise<void> {
  const missing = packages.filter(({ isPresent }) => !isPresent());
  if (missing.length === 0) return;
  const names = missing.map(({ debianName }) => debianName);
  const advice = `Please install by hand: ${names.join(", ")} (${byHand}).`;
  const apt = findAptGet();
  if (apt === undefined) throw new ToolError(advice);
  console.log(`Installing ${names.join(", ")} with apt-get (about a minute) …`);
  try {
    await runApt(apt, ["update"]);
    await runApt(apt, ["install", "--yes", "--no-install-recommends", ...names]);
  } catch (error) {
    throw new ToolError(`${error instanceof Error ? error.message : String(error)}\n${advice}`);
  }
  const still = missing.filter(({ isPresent }) => !isPresent());
  if (still.length > 0) {
    throw new ToolError(
      `apt-get ran, but ${still.map((one) => one.debianName).join(", ")} cannot be found. ${advice}`,
    );
  }
}

/** The words that run apt-get with the rights it needs, or undefined where there is none. */
function findAptGet(): readonly [string, ...string[]] | undefined {
  if (!existsSync("/etc/debian_version") || findProgram("apt-get") === undefined) return undefined;
  if (process.getuid?.() === 0) return ["apt-get"];
  if (findProgram("sudo") === undefined) return undefined;
  return process.stdin.isTTY ? ["sudo", "apt-get"] : ["sudo", "--non-interactive", "apt-get"];
}

async function runApt(
  [command, ...first]: readonly [string, ...string[]],
  args: readonly string[],
): Promise<void> {
  // With a terminal sudo may ask for the password, so it must see that terminal.
  const show = command === "sudo" && process.stdin.isTTY;
  // Another apt-get may be at work, for example the one of a machine that has just started.
  const options = ["--quiet", "--option", "DPkg::Lock::Timeout=120"];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runCommand(command, [...first, ...options, ...args], { show, env });
}
