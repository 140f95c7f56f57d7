/** More turns of the event loop than anything takes that waits for no socket and no real clock. */
const maxTurns = 50;

/** Waits for something that happens by itself; rejects where it does not within a few turns of the event loop. */
export async function inTurns<T>(work: Promise<T>, complaint: string): Promise<T> {
  return Promise.race([work, tooLate(complaint)]);
}

async function tooLate(complaint: string): Promise<never> {
  for (let turn = 0; turn < maxTurns; turn += 1) await new Promise(setImmediate);
  throw new Error(complaint);
}
