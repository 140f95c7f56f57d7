import { join } from "node:path";
import { repositoryFolder } from "../support/paths.ts";

/** The texts that the code says, as translators get them; a translation lies beside it as `bundle.l10n.de.json`. */
export const bundleFile = join(repositoryFolder, "l10n/bundle.l10n.json");

/** The texts of the manifest; a translation lies beside it as `package.nls.de.json`. */
export const manifestTextsFile = join(repositoryFolder, "package.nls.json");
