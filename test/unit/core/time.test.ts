import { describe, expect, test } from "vitest";
import { parse } from "../../../src/core/wire/schema.ts";
import { parseTime } from "../../../src/core/wire/time.ts";
import { messageSchema } from "../../../src/providers/aiChatbotHub/wire.ts";

const noon = "2026-03-01T12:00:00.000Z";

describe("a time", () => {
  test.each([
    [noon, noon],
    ["2026-03-01T12:00:00", noon],
    ["2026-03-01 12:00:00", noon],
    ["2026-03-01 12:00:00.000000", noon],
    ["2026-03-01 12:00:00+00:00", noon],
    ["2026-03-01 12:00:00 UTC", noon],
    ["2026-03-01T14:00:00+02:00", noon],
    ["2026-03-01T10:00:00-0200", noon],
    ["2026-03-01t12:00:00z", noon],
    ["2026-03-01T12:00", noon],
    [" 2026-03-01T12:00:00Z ", noon],
    ["2026-03-01T12:00:00.123456Z", "2026-03-01T12:00:00.123Z"],
    ["2026-03-01T12:00:00.9Z", "2026-03-01T12:00:00.900Z"],
    ["2026-03-01", "2026-03-01T00:00:00.000Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
    ["Sun, 01 Mar 2026 12:00:00 GMT", noon],
    ["Sun, 1 Mar 2026 14:00:00 +0200", noon],
    [Date.parse(noon), noon],
    [Date.parse(noon) / 1000, noon],
    [String(Date.parse(noon)), noon],
    [String(Date.parse(noon) / 1000), noon],
    [Date.parse(noon) / 1000 + 0.25, "2026-03-01T12:00:00.250Z"],
    [String(Date.parse(noon) / 1000 + 0.25), "2026-03-01T12:00:00.250Z"],
    // The first number that is one of milliseconds, and the first year.
    [1e11, "1973-03-03T09:46:40.000Z"],
    ["1000-01-01", "1000-01-01T00:00:00.000Z"],
    ["2026-03-02T11:59:00+23:59", noon],
    // Of the JSON Schema test suite: times with an offset, and a second that was put in.
    ["1963-06-19T08:30:06.283185Z", "1963-06-19T08:30:06.283Z"],
    ["1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.870Z"],
    ["1990-12-31T15:59:50.123-08:00", "1990-12-31T23:59:50.123Z"],
    ["1998-12-31T23:59:60Z", "1999-01-01T00:00:00.000Z"],
  ])("%j is %s", (value, wanted) => {
    expect(new Date(parseTime(value) ?? Number.NaN).toISOString()).toBe(wanted);
  });

  test.each([
    "session 12",
    "12",
    "",
    "yesterday",
    "March 1",
    "2026",
    "2026-02-30",
    "2026-03-00",
    "order 1772366400",
    "1772366400 orders",
    "1772366400.x",
    "2025-02-29T00:00:00Z",
    "2026-02-30T12:00:00Z",
    "Sun, 30 Feb 2026 12:00:00 GMT",
    "Sun, 01 Xyz 2026 12:00:00 GMT",
    "Sun, 01 anF 2026 12:00:00 GMT",
    "2026-13-01T12:00:00Z",
    "2026-00-10T12:00:00Z",
    "2026-03-01T24:00:00Z",
    "2026-03-01T12:60:00Z",
    "2026-03-01T12:00:61Z",
    "2026-03-01T12:00:00+25:00",
    "2026-03-01T12:00:00+01:60",
    "2026-03-01T12:00:00 or so",
    "06/19/1963 08:30:06 PST",
    "2013-350T01:01:01",
    "1963-6-19T08:30:06Z",
    "1963-06-1\u09EAT00:00:00Z",
    // What some systems write for no time at all.
    "0001-01-01T00:00:00Z",
    0,
    12,
    -1,
    1e14,
    1e18,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    null,
    undefined,
    true,
    {},
  ])("%j is none", (value) => {
    expect(parseTime(value)).toBeUndefined();
  });
});

test.each([
  [messageSchema, { uuid: "u", created_at: Date.parse(noon) / 1000 }],
  [messageSchema, { uuid: "u", created_at: noon }],
])("a record of a service keeps it, as a number or a text", (schema, record) => {
  expect(parseTime(parse(schema, record, "a message").created_at)).toBe(Date.parse(noon));
  expect(parse(schema, { ...record, created_at: {} }, "a message").created_at).toBeUndefined();
});
