import { describe, expect, test } from "vitest";
import type { Simulator } from "../../../src/simulator/server.ts";
import { services } from "../../helpers/services.ts";
import { byId, check } from "./openCheck.ts";

const isDeleting = ({ method, path }: { readonly method: string; readonly path: string }) =>
  /^DELETE|\/delete$/.test(method + path);

describe.each(services)("a comparison of $name", (descriptor) => {
  test("lets nothing but GET leave without consent", async () => {
    const { simulator } = await check(descriptor, { asks: false });
    expect(simulator.requests.length).toBeGreaterThan(10);
    expect([...new Set(simulator.requests.map(({ method }) => method))]).toEqual(["GET"]);
  });

  test("asks one question with consent, and deletes its session where that can be done", async () => {
    const { simulator, subject, report } = await check(descriptor);
    const changing = simulator.requests.filter(({ method }) => method !== "GET");
    expect(changing.filter(({ asks }) => asks)).toHaveLength(1);
    const { deleteSession } = descriptor.capabilities;
    expect(changing.filter(isDeleting)).toHaveLength(deleteSession ? 1 : 0);
    expect(subject.leavesSession).toBe(!deleteSession);
    expect(report.includes("is not deleted")).toBe(!deleteSession);
  });
});

describe("a session that was made for the question", () => {
  const hub = byId("ai-chatbot-hub");

  test("is deleted also where the comparison is cancelled meanwhile", async () => {
    const cancel = new AbortController();
    const running: Simulator[] = [];
    const cancelled = check(hub, {
      prepare: (simulator) => running.push(simulator),
      signal: cancel.signal,
      onStep: (name) => {
        if (name === "send") cancel.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ kind: "cancelled" });
    expect(running[0]?.requests.filter(isDeleting)).toHaveLength(1);
  });

  test("is told of where it cannot be deleted", async () => {
    const { subject, report } = await check(hub, {
      prepare: (simulator) => {
        simulator.setFault({ fault: "forbidden", match: isDeleting, times: Infinity });
      },
    });
    expect(subject.leavesSession).toBe(true);
    expect(report).toContain("`deleteSession` | forbidden");
    expect(report).toContain("is not deleted");
  });
});
