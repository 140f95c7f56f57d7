// Property tests try the same values each time, so that a red run is the fault of what has changed. Others are tried
// with SEED=<number>, or with SEED=random, which prints what repeats a failure. RUNS=<number> tries fewer or more.
import fc from "fast-check";

const { SEED = "1", RUNS = "100" } = process.env;
fc.configureGlobal({
  ...(SEED !== "random" && { seed: Number(SEED) }),
  numRuns: Number(RUNS),
});
