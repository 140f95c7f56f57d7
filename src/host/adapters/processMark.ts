import { createHash } from "node:crypto";
import { hostname } from "node:os";

const thisComputer = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);

/** What the names of things begin with that belong to this process, as `<computer>-<number>`. */
export const processMark = `${thisComputer}-${process.pid}`;

/** True when the process that a name begins with has ended. Of another computer's processes nothing can be known. */
export function isProcessGone(name: string): boolean {
  const [computer, pid] = name.split("-");
  if (computer !== thisComputer) return false;
  try {
    // Signal 0 only asks whether there is such a process.
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
