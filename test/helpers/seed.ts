// Property tests try the same values each time, so that a red run is the fault of what has changed. Others are tried
// with SEED=<number>, or with SEED=random, which prints what repeats a failure.
import fc from "fast-check";

const { SEED = "1" } = process.env;
if (SEED !== "random") fc.configureGlobal({ seed: Number(SEED) });
