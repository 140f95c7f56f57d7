import { nameCharactersBy } from "../../src/core/markdown/characters.ts";

let decoder: HTMLTextAreaElement | undefined;

// The browser knows the two thousand names; an element of text only runs nothing.
nameCharactersBy((reference) => {
  decoder ??= document.createElement("textarea");
  decoder.innerHTML = reference;
  const { value } = decoder;
  // It also decodes the beginning of a name that it does not know.
  return value.endsWith(";") && reference !== "&semi;" ? reference : value;
});
