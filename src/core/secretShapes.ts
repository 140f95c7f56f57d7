/** How well-known secrets look wherever they stand. Each takes time proportional to the text. */
export const secretShapes: readonly RegExp[] = [
  // To the end of the text, where the key's own end is missing.
  /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[^-]|-(?!----END ))*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/g,
  /\bgithub_pat_\w{22,}/g,
  /\bglpat-[\w-]{20,}/g,
  /\bnpm_[A-Za-z0-9]{36}\b/g,
  /\bxox[abeprs]-[A-Za-z0-9-]{10,}\b/g,
  /\bsk-[\w-]{20,}/g,
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}\b/g,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}(?:\.[\w-]*)?/g,
  // The keys of SiteGPT and of CRBNai.
  /\b(?:apikeyv1|sgpt)_[\w.-]{6,}/g,
];
