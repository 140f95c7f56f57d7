import type { Endpoint } from "./endpoint.ts";

/** The endpoints of SiteGPT v2, in the order of section 3 of its reference. */
export const endpoints: readonly Endpoint[] = [];
