import * as vscode from "vscode";
import { Turns } from "../../core/async/turns.ts";
import type { PanelSettings } from "../../protocol/frames.ts";

/** What the user has set about panels. Wrong values in the settings file count as not set. */
export function readPanelSettings(): PanelSettings {
  const settings = vscode.workspace.getConfiguration("parley.chat");
  const fontSize: unknown = settings.get("fontSize");
  return {
    sendWith: settings.get<unknown>("sendWith") === "ctrlEnter" ? "ctrlEnter" : "enter",
    fontSize: typeof fontSize === "number" && fontSize >= 6 && fontSize <= 60 ? fontSize : 0,
  };
}

/** A step counts from where the one before has led, and a setting is known when it is written. */
const steps = new Turns<"fontSize">();

/** Makes the text of panels larger or smaller; 0 follows VS Code again. */
export async function changeFontSize(by: number): Promise<void> {
  await steps.run("fontSize", async () => step(by));
}

async function step(by: number): Promise<void> {
  const settings = vscode.workspace.getConfiguration("parley.chat");
  const { fontSize } = readPanelSettings();
  const editorSize = vscode.workspace.getConfiguration("chat").get<unknown>("fontSize");
  const current = fontSize === 0 ? (typeof editorSize === "number" ? editorSize : 13) : fontSize;
  const next = by === 0 ? undefined : Math.min(60, Math.max(6, current + by));
  await settings.update("fontSize", next, vscode.ConfigurationTarget.Global);
}
