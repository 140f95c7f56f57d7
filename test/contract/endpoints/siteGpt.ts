import type { Endpoint } from "./endpoint.ts";

/** The endpoints of SiteGPT. */
export const endpoints: readonly Endpoint[] = [];
