import type { Endpoint } from "./endpoint.ts";

/** The endpoints of CRBNai. */
export const endpoints: readonly Endpoint[] = [];
