import { createInterface } from "node:readline";
import { withFileLock } from "../../../src/host/adapters/fileLock.ts";
import { stayAlone } from "./alone.ts";
import { hurriedClock } from "./hurriedClock.ts";

/**
 * A process that contends for locks. Each line on its standard input is a command, each line that it writes an answer:
 *
 * - `take <path>`: goes in and out once, and answers with the number of others met inside
 * - `hold <path>`: goes in, answers `inside`, and stays there
 */
for await (const line of createInterface(process.stdin)) {
  const [command, path = ""] = line.split(" ");
  if (command === "take") {
    console.log(await withFileLock(path, async () => stayAlone(path), hurriedClock));
  } else {
    const inside = Promise.withResolvers<void>();
    const stay = async (): Promise<void> => {
      inside.resolve();
      await new Promise(() => undefined);
    };
    withFileLock(path, stay, hurriedClock).catch(inside.reject);
    await inside.promise;
    console.log("inside");
  }
}
