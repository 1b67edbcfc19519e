import { Random } from "../random";

/** Percentiles are taken of so many parameters at most: then the fifth percentile is off by a third of a per cent of rank or so. */
const MOST_SAMPLES = 4096;

/** How many of a run's parameters instruments look at: all of them where that is affordable. */
export function sampleSize(parameters: number): number {
  return Math.min(parameters, MOST_SAMPLES);
}

/**
 * Positions of the parameters that instruments look at, ascending, the same in every run of the size: one from each of equal stretches, at a place
 * drawn by lot, lest a period of the tensors' rows be met in step.
 */
export function sampledParameters(parameters: number): Uint32Array {
  const size = sampleSize(parameters);
  const random = new Random(0);
  return Uint32Array.from({ length: size }, (_, i) => {
    const start = Math.floor((i * parameters) / size);
    const end = Math.floor(((i + 1) * parameters) / size);
    return start + Math.floor((end - start) * random.uniform());
  });
}
