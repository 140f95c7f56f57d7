import { domainToUnicode } from "node:url";
import * as vscode from "vscode";
import type { Link, LinkDoubt } from "../../core/linkDoubts.ts";
import { confirmWarning } from "../text/confirm.ts";

/**
 * Opens a web or mail address. VS Code shows the real address and asks, unless the user trusts the domain; a
 * doubtful one is asked about here first, with what is doubtful.
 * @param label the text that was clicked, where there was one
 */
export async function openLink(url: string, label = ""): Promise<void> {
  // It knows all public suffixes, which is much to load for most chats.
  const { readLink } = await import("../../core/linkDoubts.ts");
  const link = readLink(url, label);
  if (!link) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("This link was not opened because it is not a web address: {0}", url),
    );
    return;
  }
  if (link.doubts.length > 0 && !(await isAgreed(link))) return;
  await vscode.env.openExternal(vscode.Uri.parse(link.href, true));
}

async function isAgreed({ href, host, doubts }: Link): Promise<boolean> {
  return await confirmWarning({
    message: vscode.l10n.t("This link leads to {0}. Open it?", host),
    detail: [...doubts.map((doubt) => describeDoubt(doubt, host)), href].join("\n\n"),
    button: vscode.l10n.t("Open Anyway"),
  });
}

function describeDoubt(doubt: LinkDoubt, hostname: string): string {
  switch (doubt) {
    case "foreign-letters":
      return vscode.l10n.t(
        "The host name is written {0}, with characters that look like other ones.",
        domainToUnicode(hostname),
      );
    case "name-before-host":
      return vscode.l10n.t("The text before the @ is not the host.");
    case "other-host-in-text":
      return vscode.l10n.t("The link text names a different host.");
  }
}
