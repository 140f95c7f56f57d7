/** The scheme of documents that are resources of a service. */
export const resourceScheme = "parley";
