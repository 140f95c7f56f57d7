/** Translations by their English text, as the host has put them into the page; empty in English. */
const bundle = readBundle();

/**
 * A text in the language of VS Code. The English text is the key, as in the host.
 * @param values stand where the text says `{0}`, `{1}`…
 */
export function t(english: string, ...values: readonly (string | number)[]): string {
  const text = bundle.get(english) ?? english;
  return text.replaceAll(/\{(\d+)\}/g, (all, index: string) =>
    String(values[Number(index)] ?? all),
  );
}

function readBundle(): ReadonlyMap<string, string> {
  const json = document.querySelector("#l10n")?.textContent;
  if (!json) return new Map();
  const parsed = JSON.parse(json) as Readonly<Record<string, unknown>>;
  return new Map(
    Object.entries(parsed).flatMap(([key, value]) =>
      typeof value === "string" ? [[key, value]] : [],
    ),
  );
}
