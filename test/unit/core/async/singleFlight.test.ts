import { expect, test } from "vitest";
import { SingleFlight } from "../../../../src/core/async/singleFlight.ts";

test("calls for one key share what runs", async () => {
  const flights = new SingleFlight<string, object>();
  let count = 0;
  const make = async (): Promise<object> => {
    count += 1;
    await Promise.resolve();
    return {};
  };
  const [one, two, other] = await Promise.all([
    flights.run("a", make),
    flights.run("a", make),
    flights.run("b", make),
  ]);
  expect(one).toBe(two);
  expect(other).not.toBe(one);
  expect(count).toBe(2);
});

test("what has settled is forgotten, a failure too", async () => {
  const flights = new SingleFlight<string, number>();
  const fail = async (): Promise<number> => {
    throw new Error("no");
  };
  const both = [flights.run("a", fail), flights.run("a", async () => 0)];
  for (const one of both) await expect(one).rejects.toThrow("no");
  expect(await flights.run("a", async () => 1)).toBe(1);
  expect(await flights.run("a", async () => 2)).toBe(2);
});

test("what throws before it gives a promise is forgotten", async () => {
  const flights = new SingleFlight<string, number>();
  const fail = (): Promise<number> => {
    throw new Error("at once");
  };
  await expect(flights.run("a", fail)).rejects.toThrow("at once");
  expect(await flights.run("a", async () => 1)).toBe(1);
});

test("the first who learns of the end can start the next run", async () => {
  const flights = new SingleFlight<string, number>();
  const first = flights.run("a", async () => 1);
  const next = first.then(async () => flights.run("a", async () => 2));
  expect(await next).toBe(2);
});
