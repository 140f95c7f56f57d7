import * as vscode from "vscode";
import { checkBaseUrl } from "../../core/baseUrl.ts";
import { askText } from "../text/prompts.ts";
import type { ConfirmedOrigins } from "./confirmedOrigins.ts";
import { confirmWarning } from "../text/confirm.ts";

/** What askAddress works with. */
export interface AskAddressDeps {
  readonly confirmedOrigins: ConfirmedOrigins;
}

/** Asks where a service is; the origin, or undefined when the user gives up. */
export async function askAddress(
  deps: AskAddressDeps,
  title: string,
  value: string,
): Promise<string | undefined> {
  const address = await askText({
    title,
    prompt: vscode.l10n.t("Address of the service, without a path"),
    value,
    validate: describeProblem,
  });
  return address === undefined ? undefined : await acceptBaseUrl(deps, address);
}

/** The origin, when it may be used. Asks before a key would travel unencrypted. */
export async function acceptBaseUrl(
  { confirmedOrigins }: AskAddressDeps,
  text: string,
): Promise<string | undefined> {
  const checked = checkBaseUrl(text);
  if (!("origin" in checked)) {
    void vscode.window.showErrorMessage(
      describeProblem(text) ?? vscode.l10n.t("This address cannot be used."),
    );
    return undefined;
  }
  const { origin, problem } = checked;
  if (problem === undefined || confirmedOrigins.has(origin)) return origin;
  const isAgreed = await confirmWarning({
    message: vscode.l10n.t("The connection to {0} is not encrypted.", origin),
    detail: vscode.l10n.t("Others could read your API key and your questions in transit."),
    button: vscode.l10n.t("Use Anyway"),
  });
  if (!isAgreed) return undefined;
  await confirmedOrigins.add(origin);
  return origin;
}

function describeProblem(text: string): string | undefined {
  switch (checkBaseUrl(text).problem) {
    case "not-a-url":
      return vscode.l10n.t("Enter an address such as https://chat.example.com.");
    case "not-an-origin":
      return vscode.l10n.t("Enter the address without a path, user name or query.");
    default:
      // Plain http is not forbidden; it is asked about.
      return undefined;
  }
}
