import { type Clock, systemClock } from "../../../src/core/clock.ts";

/** A clock that lets everybody wait for a tenth of the time, so that much happens in a short while. */
export const hurriedClock: Clock = {
  ...systemClock,
  after: (ms, callback) => systemClock.after(ms / 10, callback),
};
