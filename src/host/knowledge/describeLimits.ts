import { env, l10n } from "vscode";
import type { UploadLimits } from "../../core/resources.ts";

/** Which files a service takes, in words. */
export function describeLimits({ extensions, textExtension, ...most }: UploadLimits): string {
  const size = describeSize(most);
  if (!extensions) return l10n.t("Files up to {0}", size);
  return textExtension === undefined
    ? l10n.t("{0}, up to {1}", extensions.join(", "), size)
    : l10n.t("{0} and other text, up to {1}", extensions.join(", "), size);
}

function describeSize({ maxBytes, maxCharacters }: UploadLimits): string {
  if (maxCharacters !== undefined)
    return l10n.t("{0} characters", maxCharacters.toLocaleString(env.language));
  return maxBytes < 1_000_000
    ? `${Math.floor(maxBytes / 1000)} kB`
    : `${Math.floor(maxBytes / 1_000_000)} MB`;
}
