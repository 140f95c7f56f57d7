import { afterEach } from "vitest";
import { createSimulation as aiChatbotHub } from "../../../src/providers/aiChatbotHub/simulation/index.ts";
import { createSimulation as crbnAi } from "../../../src/providers/crbnAi/simulation/index.ts";
import { createSimulation as siteGpt } from "../../../src/providers/siteGpt/simulation/index.ts";
import { createSimulation as siteGptV2 } from "../../../src/providers/siteGpt/simulation/v2/index.ts";
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../src/simulator/server.ts";

/** The three services, one of them by two generations of its API, by provider id. */
export const services = [
  { id: "ai-chatbot-hub", createSimulation: aiChatbotHub },
  { id: "sitegpt", createSimulation: siteGpt },
  { id: "sitegpt-v2", keyPrefix: "sgpt_", createSimulation: siteGptV2 },
  { id: "crbnai", createSimulation: crbnAi },
];

const running: Simulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.stop()));
});

/** Starts a simulator that hurries, and stops it after the test. */
export async function runSimulator(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({ services, pace: 0, ...options });
  running.push(simulator);
  return simulator;
}
