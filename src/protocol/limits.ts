import { limits } from "../core/markdown/limits.ts";

/** The longest text that a panel may send, in UTF-16 units. */
export const maxTextLength = 1_000_000;

/** The longest part of a name for which a panel asks for a list, in UTF-16 units: longer than any name. */
export const maxQueryLength = 1000;

/** The most files that one drop attaches. */
export const maxDroppedFiles = 20;

/** The longest address that a panel may name: a browser writes up to nine characters for one of another script. */
export const maxLinkLength = limits.addressLength * 9;
