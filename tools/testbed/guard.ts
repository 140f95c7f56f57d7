// Runs the program named by the arguments and ends its whole process group as soon as this process' standard input
// closes. That happens when the process that started the guard stops it, but also when it crashes or is killed: an
// editor that a test started never outlives the test. The guard must be the leader of its group (spawn it detached).
import { spawn } from "node:child_process";

const patience = 3000;
const [command = "", ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });

const endGroup = (signal: NodeJS.Signals): void => {
  process.kill(-process.pid, signal);
};

// The guard belongs to the group that it ends, and must stay until the others are gone.
process.on("SIGTERM", () => undefined);
process.stdin.resume().on("close", () => {
  endGroup("SIGTERM");
  setTimeout(endGroup, patience, "SIGKILL");
});
child.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on("exit", (code, signal) => {
  console.error(`The guarded program ended (${signal ?? code}).`);
  // What the program started itself may still be there.
  endGroup("SIGKILL");
});
