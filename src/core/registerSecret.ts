import { hideForms } from "./redact.ts";

const shortestSecret = 8;
const registered = new Set<string>();

/** Has a key taken out of every text from now on, whatever it looks like: a service may repeat it in its answers. */
export function registerSecret(secret: string): void {
  // A few letters would blank out half of every sentence, and are no key.
  if (secret.length < shortestSecret || registered.has(secret)) return;
  registered.add(secret);
  hideForms(formsOf(secret));
}

/** A key as it stands there, in one case, in JSON, also three deep, in addresses, in base64 and in hex. */
function formsOf(secret: string): readonly string[] {
  const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);
  const inJson = quoted(secret);
  const inAddress = encodeURIComponent(secret.toWellFormed());
  const inQuery = inAddress
    .replaceAll("%20", "+")
    .replaceAll(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const encoded = [inAddress, inQuery, encodeURI(secret.toWellFormed())];
  const lower = encoded.map((form) => form.replaceAll(/%../g, (code) => code.toLowerCase()));
  const plain = [secret, secret.toUpperCase(), secret.toLowerCase()];
  const deeper = [inJson, quoted(inJson), quoted(quoted(inJson))];
  // PHP and .NET escape what need not be.
  const escaped = [
    inJson.replaceAll("/", String.raw`\/`),
    inJson.replaceAll("+", String.raw`\u002B`),
  ];
  const bytes = new TextEncoder().encode(secret);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const all = [...plain, ...deeper, ...escaped, ...encoded, ...lower, ...base64FormsOf(bytes)];
  return [...all, hex, hex.toUpperCase()];
}

/**
 * What of a key in base64 depends on nothing before or behind it, in both alphabets: a name may stand before it, as in
 * the header of a proxy.
 */
function base64FormsOf(bytes: Uint8Array): readonly string[] {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return [0, 1, 2].flatMap((before) => {
    const bits = (before + binary.length) * 8;
    const form = btoa(" ".repeat(before) + binary).slice(
      Math.ceil((before * 8) / 6),
      Math.floor(bits / 6),
    );
    return [form, form.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
