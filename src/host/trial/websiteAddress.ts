/**
 * The address of a website as the user may type it, without a scheme too. Undefined for what is none, and for one with
 * a name or password, which must not be sent.
 */
export function websiteAddress(text: string): string | undefined {
  const address = /^[a-z][\w+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isWebsite = url && /^https?:$/.test(url.protocol) && url.hostname.includes(".");
  return isWebsite && url.username === "" && url.password === "" ? url.href : undefined;
}
