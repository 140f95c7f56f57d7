import { test } from "vitest";
import { runSchedules } from "../../../model/schedules.ts";

test("2,000 schedules of what users, services, disks and restarts may do leave every question with its answer", async () => {
  const { SCHEDULES = "2000" } = process.env;
  await runSchedules({ runs: Number(SCHEDULES) });
}, 60_000);
