import { expect, test } from "vitest";
import { Tolerance } from "../../../src/core/http/tolerance.ts";
import { MemoryLog } from "../../helpers/fakes.ts";

test("what is tolerated is logged each time, and counted once for what is read again", () => {
  const log = new MemoryLog();
  const tolerance = new Tolerance(log);
  tolerance.leaveOut("GET /a", ["id: missing", "id: null"]);
  tolerance.leaveOut("GET /a", ["id: missing"]);
  expect(tolerance.countMessages("/b", 1, 2)).toBe(3);
  tolerance.reframe("the answer", "events");
  expect(tolerance.counts).toEqual({ leftOut: 3, reframed: 1 });
  expect(log.lines).toEqual([
    "warn GET /a: 2 could not be read and are left out (id: missing)",
    "warn GET /a: 1 could not be read and are left out (id: missing)",
    "warn texts, /b: 2 could not be read and are left out (a message has no text)",
    "warn the answer: the answer came as events",
  ]);
  expect(tolerance.countMessages("/c", 0, 0)).toBe(0);
  expect(tolerance.counts).toEqual({ leftOut: 3, reframed: 1 });
  expect(log.lines).toHaveLength(4);
  for (const what of ["/d", "/e", "/d"]) tolerance.missPage(what);
  expect(tolerance.counts).toEqual({ leftOut: 5, reframed: 1 });
});
