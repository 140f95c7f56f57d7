import { l10n } from "vscode";
import type { UploadLimits } from "../../core/resources.ts";

/** Which files a service takes, in words. */
export function describeLimits({ extensions, textExtension, maxBytes }: UploadLimits): string {
  const size =
    maxBytes < 1_000_000
      ? `${Math.floor(maxBytes / 1000)} kB`
      : `${Math.floor(maxBytes / 1_000_000)} MB`;
  if (!extensions) return l10n.t("Files up to {0}", size);
  return textExtension === undefined
    ? l10n.t("{0}, up to {1}", extensions.join(", "), size)
    : l10n.t("{0} and other text, up to {1}", extensions.join(", "), size);
}
