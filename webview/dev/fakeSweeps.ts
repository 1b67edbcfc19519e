import { Random } from "../../src/core/random";
import { isBlownUp } from "../../src/core/simulation/blownUp";
import { curveStride, type PointOutcome } from "../../src/core/sweep/pointOutcome";
import { drawRates } from "../../src/core/sweep/randomSearch";
import { sweepRates } from "../../src/core/sweep/rateGrid";
import { chooseTrial, summarizeSeeds } from "../../src/core/sweep/rateTuning";
import type { FairComparisonState, FairEntry } from "../../src/protocol/fairComparison";
import type { FinderState } from "../../src/protocol/finder";

/** Sweeps and comparisons as the extension would tell of them, worked out by hand: the page may compile no kernels. */

const STEPS = 300;
const CURVE_POINTS = 60;
const SHARPNESS = 10;
const DIMENSION = 20;
const NOISE = 0.1;
const OWN_RATE = 0.02;

/** An optimizer of the page's own: makes one update of p. */
type FakeUpdate = (p: Float64Array, g: Float64Array, rate: number, step: number) => void;

function heavyBall(beta: number): FakeUpdate {
  const m = new Float64Array(DIMENSION);
  return (p, g, rate, step) => {
    if (step === 0) m.fill(0);
    for (let i = 0; i < DIMENSION; i++) {
      m[i] = beta * m[i] + g[i];
      p[i] -= rate * m[i];
    }
  };
}

function adam(): FakeUpdate {
  const [m, v] = [new Float64Array(DIMENSION), new Float64Array(DIMENSION)];
  return (p, g, rate, step) => {
    if (step === 0) [m, v].forEach((state) => void state.fill(0));
    for (let i = 0; i < DIMENSION; i++) {
      m[i] = 0.9 * m[i] + 0.1 * g[i];
      v[i] = 0.999 * v[i] + 0.001 * g[i] ** 2;
      p[i] -= (rate * m[i]) / (1 - 0.9 ** (step + 1)) / (Math.sqrt(v[i] / (1 - 0.999 ** (step + 1))) + 1e-8);
    }
  };
}

/** Minimizes a noisy quadratic whose curvatures go evenly up to `SHARPNESS`. */
function evaluate(update: FakeUpdate, rate: number, seed = 0, targetLoss = -1): PointOutcome {
  const random = new Random(seed);
  const p = new Float64Array(DIMENSION).fill(1);
  const g = new Float64Array(DIMENSION);
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    let loss = 0;
    for (let i = 0; i < DIMENSION; i++) {
      const curvature = (SHARPNESS * (i + 1)) / DIMENSION;
      loss += (curvature * p[i] * p[i]) / 2;
      g[i] = curvature * p[i] + NOISE * random.normal();
    }
    losses.push(loss);
    update(p, g, rate, step);
  }
  const mean = (part: readonly number[]) => part.reduce((sum, loss) => sum + loss, 0) / part.length;
  const stride = curveStride(STEPS, CURVE_POINTS);
  const reached = losses.findIndex((loss) => loss <= targetLoss);
  return {
    steps: STEPS,
    firstLoss: losses[0],
    finalLoss: mean(losses.slice(-STEPS / 10)),
    bestLoss: Math.min(...losses.filter(Number.isFinite)),
    divergedAt: isBlownUp(losses[0], losses[STEPS - 1]) ? losses.findLastIndex((loss) => loss <= losses[0]) + 1 : null,
    reachedAt: reached < 0 ? null : reached,
    curve: Float64Array.from({ length: STEPS / stride }, (_, index) =>
      mean(losses.slice(index * stride, (index + 1) * stride)),
    ),
  };
}

/** @param share of the points that are evaluated */
export function fakeFinder({ isMap = false, share = 1 } = {}): FinderState {
  const span = { below: 3, above: 2, perDecade: isMap ? 4 : 8 };
  const rates = sweepRates(OWN_RATE, span);
  const betas = isMap ? [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999] : [0.9];
  const all = betas.flatMap((beta) => rates.map((rate) => ({ beta, rate })));
  const own = evaluate(heavyBall(0.9), OWN_RATE);
  const choice = { id: "momentum", label: "β", documentation: "Share of the last step that is kept." };
  return {
    run: "run 0",
    name: "SGD lr 0.02",
    problem: "noisy quadratic · 100 p · seed 0",
    steps: STEPS,
    status: share < 1 ? "running" : "finished",
    message: null,
    stale: false,
    span,
    rates,
    ownRate: rates.indexOf(OWN_RATE),
    isScheduled: false,
    second: isMap ? { ...choice, values: betas, own: 3 } : null,
    choices: [choice, { id: "weight_decay", label: "wd", documentation: "Share by which weights shrink." }],
    outcomes: all.map(({ beta, rate }, index) =>
      (index * 7) % 10 < share * 10 ? evaluate(heavyBall(beta), rate, 0, own.finalLoss) : null,
    ),
    targetLoss: own.finalLoss,
    stable: { rate: 3.8 / SHARPNESS, sharpness: SHARPNESS, formula: "(2 + 2β) / η" },
  };
}

/** @param isRunning whether the second optimizer is still to come */
export function fakeFairComparison({ isRunning = false } = {}): FairComparisonState {
  const budget = { trials: 16, tuningSeeds: 2, seeds: 5, from: 1e-4, to: 1 };
  const rates = drawRates({ ...budget, seed: 0 });
  const entryOf = (color: number, update: FakeUpdate, isDone: boolean): FairEntry => {
    const [name, own, clipping] = [
      ["SGD lr 3e-3", 0.003, null],
      ["Adam lr 1e-3", 0.001, "the norm to 1"],
    ][color] as [string, number, string | null];
    const plain = { run: `run ${color}`, name, color, clipping, ownSteps: STEPS };
    if (!isDone) return { ...plain, tuning: null, own: null, tuned: null };
    const trials = rates.map((rate) => ({ rate, outcomes: [0, 1].map((seed) => evaluate(update, rate, seed)) }));
    const repeat = (rate: number) => ({
      rate,
      ...summarizeSeeds([2, 3, 4, 5, 6].map((seed) => evaluate(update, rate, seed))),
    });
    const tuning = chooseTrial(trials);
    return {
      ...plain,
      tuning,
      own: repeat(own),
      tuned: tuning.best === null ? null : repeat(trials[tuning.best].rate),
    };
  };
  return {
    status: isRunning ? "running" : "finished",
    message: null,
    budget,
    problem: "noisy quadratic · 100 p",
    steps: STEPS,
    stride: curveStride(STEPS, CURVE_POINTS),
    done: isRunning ? 60 : 84,
    total: 84,
    entries: [entryOf(0, heavyBall(0.9), true), entryOf(1, adam(), !isRunning)],
    leftOut: [],
  };
}
