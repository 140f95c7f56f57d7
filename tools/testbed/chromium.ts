import { readdirSync } from "node:fs";
import { findProgram, isExecutable } from "../support/command.ts";
import { ToolError } from "../support/toolError.ts";
import { ensureSystemPackages } from "./systemPackages.ts";

// The first has no window and no interface of its own, which takes a seventh of the work off each test.
const names = [
  "chromium-headless-shell",
  "chromium",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];
const otherPlaces = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The path of a Chromium for the tests, installed first where apt-get can do that; `CHROMIUM` names another one. */
export async function ensureChromium(): Promise<string> {
  const fonts = { debianName: "fonts-dejavu-core", isPresent: hasFonts };
  const browser = { debianName: "chromium", isPresent: () => findChromium() !== undefined };
  await ensureSystemPackages([browser, fonts], "or Google Chrome, or set CHROMIUM to its path");
  const file = findChromium();
  if (file === undefined) throw new ToolError("Chromium cannot be found.");
  return file;
}

function findChromium(): string | undefined {
  const chosen = process.env["CHROMIUM"];
  if (chosen) return isExecutable(chosen) ? chosen : undefined;
  for (const name of names) {
    const file = findProgram(name);
    if (file !== undefined) return file;
  }
  return otherPlaces.find(isExecutable);
}

function hasFonts(): boolean {
  if (process.platform !== "linux") return true;
  try {
    const files = readdirSync("/usr/share/fonts", { recursive: true, encoding: "utf8" });
    return files.some((file) => /\.(ttf|otf|pfb)$/.test(file));
  } catch {
    return false;
  }
}
