/** The scheme of documents that say what a file would be like. */
export const proposalScheme = "parley-change";
