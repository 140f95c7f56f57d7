/** The package has no types of its own. */
declare module "commonmark-spec" {
  /** The examples of the specification, with arrows in the place of tabs. */
  export const tests: readonly {
    readonly number: number;
    readonly section: string;
    readonly markdown: string;
    readonly html: string;
  }[];
}
