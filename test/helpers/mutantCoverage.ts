// For `npm run mutants`, before each file of tests. The files share one worker, and what Stryker counts in it goes on
// from file to file: unless each begins at nothing, the sum of all is so large that no endless loop ever exceeds it.
type Counted = { readonly mutantCoverage?: { static: object; perTest: object } };

const { __stryker__: counted } = globalThis as { readonly __stryker__?: Counted };
if (counted?.mutantCoverage) Object.assign(counted.mutantCoverage, { static: {}, perTest: {} });
