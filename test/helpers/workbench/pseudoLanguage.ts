import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { FrameLocator, Page } from "playwright-core";
import { outFolder } from "../../../tools/support/paths.ts";
import type { Texts } from "../../../tools/texts/extract.ts";
import { pseudoLanguage, pseudoTexts } from "../../../tools/texts/pseudo.ts";
import { quickInput } from "./palette.ts";

/** Where `packPseudoParley` puts its package. */
export const pseudoPackage = join(outFolder, "parley-pseudo.vsix");

/** Packs Parley once more, with the texts that are shipped translated into the pseudo language. */
export async function packPseudoParley(): Promise<void> {
  const files = unzipSync(await readFile(join(outFolder, "parley.vsix")));
  for (const name of ["package.nls", "l10n/bundle.l10n"]) {
    const english = files[`extension/${name}.json`];
    if (english === undefined) throw new Error(`The package has no ${name}.json.`);
    const translated = pseudoTexts(JSON.parse(strFromU8(english)) as Texts);
    files[`extension/${name}.${pseudoLanguage}.json`] = strToU8(JSON.stringify(translated));
  }
  await writeFile(pseudoPackage, zipSync(files, { level: 1 }));
}

/**
 * Makes a workbench speak the pseudo language; called before the page opens it. VS Code takes the language from its
 * own texts, which are only there in English, and tells it to the extension host and to the scan of extensions.
 */
export async function speakPseudoLanguage(page: Page): Promise<void> {
  await page.addInitScript((language) => {
    Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: language });
  }, pseudoLanguage);
}

/**
 * What a text says besides its translated parts and the given names: nothing, unless somebody wrote a text into the
 * code. Single letters, numbers, signs and times say nothing.
 */
export function untranslated(text: string, names: readonly string[]): string {
  let rest = text;
  for (let inner = ""; inner !== rest;) {
    inner = rest;
    rest = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, " ");
  }
  for (const name of names.toSorted((a, b) => b.length - a.length)) {
    rest = rest.replaceAll(wholeWords(name), " ");
  }
  rest = rest.replaceAll(times, " ");
  return /\p{L}{2}/u.test(rest) ? rest.replaceAll(/\s+/g, " ").trim() : "";
}

function wholeWords(text: string): RegExp {
  const escaped = text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<!\p{L})${escaped}(?!\p{L})`, "gu");
}

/** As `Intl` writes them where it does not know the language. */
const times = /\d[\d/:, ]* [AP]M|\d+ [a-z]+\.? ago|yesterday|last [a-z]+\.?/g;

/** A text of a page with the place where it was found. */
export interface ShownText {
  readonly place: string;
  readonly text: string;
}

/**
 * What belongs to a service or is a time: of the live region too, which reads the answer aloud. Inside an answer, the
 * buttons and the names of regions are Parley's all the same.
 */
const content =
  "parley-markdown, time, .prompts vscode-button, .source, [aria-live=polite], script, style";
const ours = ".code-header button, .code-fold, pre, .chip";

/** All texts of a chat panel that Parley writes itself: text, accessible names, titles and placeholders. */
export async function panelTexts(panel: FrameLocator): Promise<readonly ShownText[]> {
  return panel.locator(":root").evaluate(
    (root, { content: foreign, ours: own }) => {
      const found: { place: string; text: string }[] = [];
      const isForeign = (element: Element): boolean =>
        element.closest(foreign) !== null && element.closest(own) === null;
      const placeOf = (element: Element, what: string): string =>
        `${element.localName}${[...element.classList].map((name) => `.${name}`).join("")} ${what}`;
      for (const element of root.querySelectorAll("*")) {
        if (isForeign(element)) continue;
        for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt"]) {
          // The title of a chip is the name of its source; what is hidden from a screen reader has a name for nobody.
          if (name === "title" && element.matches(".chip")) continue;
          if (name !== "title" && element.ariaHidden === "true") continue;
          const text = element.getAttribute(name);
          if (text) found.push({ place: placeOf(element, name), text });
        }
        // Code is no text of ours, and the number of a chip is none at all.
        if (element.closest(foreign) !== null && !element.matches(".code-fold")) continue;
        for (const node of element.childNodes) {
          const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? "").trim() : "";
          if (text !== "") found.push({ place: placeOf(element, "text"), text });
        }
      }
      return found;
    },
    { content, ours },
  );
}

/** What the rows of the Parley view say, to the eye and to a screen reader; VS Code's own additions left out. */
export async function treeTexts(page: Page): Promise<readonly ShownText[]> {
  return page.locator(".sidebar .monaco-list-row").evaluateAll((rows) =>
    rows.flatMap((row) => {
      const parts = [".label-name", ".label-description"].map((part) => ({
        place: `row ${part}`,
        text: row.querySelector(part)?.textContent ?? "",
      }));
      const spoken = (row.getAttribute("aria-label") ?? "").replace(/, has actions$/, "");
      return [...parts, { place: "row aria-label", text: spoken }];
    }),
  );
}

/** The rows of the quick pick that can be seen: their labels and their details. */
export async function quickPickTexts(page: Page): Promise<readonly ShownText[]> {
  const parts = quickInput(page).locator(".monaco-list-row .label-name");
  return (await parts.allInnerTexts()).map((text) => ({ place: "quick pick", text }));
}
