import { l10n } from "vscode";
import type { HeldBackReason } from "../../core/knowledge/judgeFile.ts";

/** Why a file is held back, in words. */
export function reasonLabel(reason: HeldBackReason): string {
  switch (reason) {
    case "secret":
      return l10n.t("may contain a secret");
    case "empty":
      return l10n.t("is empty");
    case "too-large":
      return l10n.t("is too large");
    case "too-long":
      return l10n.t("has too many characters");
    case "wrong-type":
      return l10n.t("has a type that the service does not accept");
    case "outside":
      return l10n.t("links to a location outside the workspace");
    case "unreadable":
      return l10n.t("could not be read");
    case "same-name":
      return l10n.t("has the same name at the service as another file");
  }
}
