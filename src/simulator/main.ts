import { parseArgs } from "node:util";
import { providers } from "../providers/registry.ts";
import { startDemoSimulator } from "./demo.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    pace: { type: "string" },
    "long-session": { type: "string" },
    /** Every service by the first generation of its API instead of the latest. */
    legacy: { type: "boolean" },
  },
});

/** A whole number that is not negative, or nothing when the option was left out. */
function numberOf(option: "port" | "pace" | "long-session"): number | undefined {
  const text = values[option];
  if (text !== undefined && !/^\d+$/.test(text)) {
    throw new Error(`--${option} takes a number, not ${text}`);
  }
  return text === undefined ? undefined : Number(text);
}

const port = numberOf("port");
const pace = numberOf("pace");
const longSession = numberOf("long-session");
const { simulator, accounts } = await startDemoSimulator({
  ...(port !== undefined && { port }),
  ...(pace !== undefined && { pace }),
  ...(longSession !== undefined && { longSession }),
  ...(values.legacy && { providers }),
});

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) {
    return;
  }
  isStopping = true;
  process.stdin.pause();
  await simulator.stop();
}

for (const event of ["SIGTERM", "SIGINT"]) {
  process.once(event, () => void stop());
}
// Whoever started this program holds the other end; when it is gone, nobody needs the simulator.
process.stdin.once("end", () => void stop()).resume();

process.stdout.write(`${JSON.stringify({ origin: simulator.origin, accounts })}\n`);
