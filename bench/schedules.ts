// npm run bench:schedules [-- --runs n --seed s --path p]: runs as many schedules of what users, services, disks and
// restarts may do as one asks for, 20,000 by default, against the real chat. Prints the seed; a schedule that fails is
// shrunk and printed with what repeats it.
import { parseArgs } from "node:util";
import { runTool } from "../tools/support/toolError.ts";
import { runSchedules } from "../test/model/schedules.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "20000" },
    seed: { type: "string" },
    path: { type: "string" },
  },
});

await runTool(async () => {
  const runs = Number(values.runs);
  const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
  console.log(`${runs} schedules, seed ${seed} …`);
  const start = performance.now();
  await runSchedules({ runs, seed, ...(values.path !== undefined && { path: values.path }) });
  const seconds = (performance.now() - start) / 1000;
  console.log(`All ${runs} hold, in ${seconds.toFixed(1)} s.`);
});
