/** The memory in use at one time. */
export interface Sample {
  readonly minute: number;
  readonly bytes: number;
}

/** How fast memory grows, in bytes a minute, as the straight line that fits the samples best. */
export function growthPerMinute(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((total, value) => total + value, 0) / values.length;
  const minute = mean(samples.map((sample) => sample.minute));
  const bytes = mean(samples.map((sample) => sample.bytes));
  const covariance = mean(samples.map((one) => (one.minute - minute) * (one.bytes - bytes)));
  const variance = mean(samples.map((one) => (one.minute - minute) ** 2));
  return variance === 0 ? 0 : covariance / variance;
}
