import { test } from "vitest";
import { runSchedules } from "../../../model/schedules.ts";

test("2,000 schedules of what users, services, disks and restarts may do leave every question with its answer", async () => {
  const { SCHEDULES } = process.env;
  // Of a mutant it is enough to know that one fails.
  await runSchedules({ runs: Number(SCHEDULES ?? 2000), isFirstEnough: SCHEDULES !== undefined });
}, 60_000);
