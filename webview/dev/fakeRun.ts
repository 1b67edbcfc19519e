import { formatNumber } from "../../src/core/formatNumber";
import type { ParameterChoice, StepInspection } from "../../src/core/inspection/stepInspection";
import type { Instrument } from "../../src/core/instruments/instrument";
import { PERCENTILES, percentilesOf } from "../../src/core/instruments/percentiles";
import type { Trace } from "../../src/core/trace/trace";
import { TraceWriter } from "../../src/core/trace/traceWriter";

/** An Adam run on a noisy quadratic with some tensors, small enough to be kept whole. */
export interface FakeRun {
  readonly options: FakeRunOptions;
  readonly trace: Trace;
  readonly tensors: readonly string[];
  readonly parameters: number;
  inspect(step: number, choice: ParameterChoice): StepInspection;
  /** One parameter over all steps, as `ParameterProbe` has it. */
  probe(index: number): Trace;
}

export interface FakeRunOptions {
  readonly learningRate: number;
  readonly steps: number;
  readonly tensors: number;
  /** Factor by which the learning rate has grown at the end; makes a run diverge. */
  readonly growth?: number;
  readonly beta1?: number;
  /** Factor from the recorded gradient norm of a tensor to that of the next, as where gradients vanish. */
  readonly fading?: number;
  /** Step at which the second moment becomes NaN. */
  readonly failsAt?: number;
  /** What else is recorded. */
  readonly instruments?: readonly Instrument[];
  /** Step from which on loss and norms grow tenfold every other step, until they are not finite. */
  readonly explodesFrom?: number;
}

interface KeptStep {
  readonly before: number[][];
  readonly after: number[][];
  readonly learningRate: number;
  readonly row: Float64Array;
}

const PER_TENSOR = 12;

/** Bytes that all traces take: in the extension they lie in another process. */
let allocated = 0;

export function traceBytes(): number {
  return allocated;
}

function allocate(bytes: number): ArrayBuffer {
  allocated += bytes;
  return new ArrayBuffer(bytes);
}

/** Computes the curves that the panel is looked at with. */
export function fakeRun(options: FakeRunOptions): FakeRun {
  const { steps, tensors: tensorCount, beta1 = 0.9, instruments = [] } = options;
  const tensors = Array.from({ length: tensorCount }, (_, i) =>
    tensorCount === 1 ? "p" : `${i % 2 ? "bias" : "weight"} ${1 + (i >> 1)}`,
  );
  const parameters = PER_TENSOR * tensorCount;
  const columns = [
    "loss",
    "learningRate",
    "gradientNorm",
    "updateNorm",
    "parameterNorm",
    "updateRatio",
    ...["m", "v"].flatMap((name) => [`${name}.mean`, `${name}.rms`, `${name}.min`, `${name}.max`]),
    ...(tensorCount > 1 ? tensors.map((name) => `gradientNorm[${name}]`) : []),
    ...instrumentColumns(instruments),
  ];
  const writer = new TraceWriter({ columns, expectedRows: steps, allocate });
  const random = generator(7);
  const p = Array.from({ length: parameters }, () => 1 + 0.2 * random());
  const m = p.map(() => 0);
  const v = p.map(() => 0);
  const kept: KeptStep[] = [];
  const norm = (values: readonly number[]) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  for (let step = 0; step < steps; step++) {
    const t = step + 1;
    const progress = step / steps;
    const learningRate = options.growth
      ? options.learningRate * options.growth ** progress
      : (options.learningRate * (1 + Math.cos(Math.PI * progress))) / 2;
    const curvature = p.map((_, i) => 30 / (1 + (i % PER_TENSOR)) ** 1.4 / (1 + Math.floor(i / PER_TENSOR)));
    const loss = p.reduce((sum, value, i) => sum + 0.5 * curvature[i] * value * value, 0) + 0.01 * random() ** 2;
    const g = p.map((value, i) => curvature[i] * value + 0.3 * random() * Math.sqrt(curvature[i]) * 0.5);
    const before = [[...p], [...m], [...v], g];
    const old = [...p];
    for (let i = 0; i < parameters; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = step === options.failsAt && i === 17 % parameters ? Number.NaN : 0.999 * v[i] + 0.001 * g[i] * g[i];
      p[i] -= (learningRate * (m[i] / (1 - beta1 ** t))) / (Math.sqrt(v[i] / (1 - 0.999 ** t)) + 1e-8);
    }
    const update = norm(p.map((value, i) => value - old[i]));
    const statistics = (values: readonly number[]) => [
      values.reduce((sum, value) => sum + value, 0) / parameters,
      norm(values) / Math.sqrt(parameters),
      Math.min(...values),
      Math.max(...values),
    ];
    const row = Float64Array.from([
      loss,
      learningRate,
      norm(g),
      update,
      norm(old),
      update / norm(old),
      ...statistics(m),
      ...statistics(v),
      ...(tensorCount > 1
        ? tensors.map((_, i) => norm(g.slice(i * PER_TENSOR, (i + 1) * PER_TENSOR)) * (options.fading ?? 1) ** i)
        : []),
      ...instrumentValues(instruments, {
        gradients: g.map(Math.abs),
        updates: p.map((value, i) => Math.abs(value - old[i]) / Math.abs(old[i])),
        rates: v.map((value) => learningRate / (Math.sqrt(value / (1 - 0.999 ** t)) + 1e-8)),
      }),
    ]);
    if (options.explodesFrom !== undefined && step > options.explodesFrom) {
      const factor = 10 ** ((step - options.explodesFrom) / 2);
      for (const column of [0, 2, 3, 4]) row[column] *= factor;
    }
    writer.append(row);
    kept.push({ before, after: [[...p], [...m], [...v]], learningRate, row });
  }
  writer.flush();
  return {
    options,
    trace: writer.trace,
    tensors,
    parameters,
    inspect: (step, choice) => inspect(kept, tensors, step, choice),
    probe: (index) => probe(kept, index),
  };
}

const PERCENTILE_SERIES = {
  "gradient-percentiles": "gradientMagnitude",
  "update-percentiles": "relativeUpdate",
  "rate-percentiles": "effectiveLearningRate",
} as const;

/** Nothing is clipped, so that there is no share of it. */
function instrumentColumns(instruments: readonly Instrument[]): string[] {
  return instruments.flatMap((instrument) => {
    if (instrument === "clip-share") return [];
    if (instrument === "epsilon-share") return ["epsilonShare"];
    return PERCENTILES.map(({ name }) => `${PERCENTILE_SERIES[instrument]}.${name}`);
  });
}

function instrumentValues(
  instruments: readonly Instrument[],
  series: Readonly<Record<"gradients" | "updates" | "rates", readonly number[]>>,
): number[] {
  const percentiles = (values: readonly number[]) => {
    const found = new Float64Array(PERCENTILES.length);
    percentilesOf(Float64Array.from(values), values.length, found, 0);
    return [...found];
  };
  const values: Readonly<Record<Instrument, () => readonly number[]>> = {
    "gradient-percentiles": () => percentiles(series.gradients),
    "update-percentiles": () => percentiles(series.updates),
    "rate-percentiles": () => percentiles(series.rates),
    "clip-share": () => [],
    "epsilon-share": () => [0],
  };
  return instruments.flatMap((instrument) => values[instrument]());
}

function probe(kept: readonly KeptStep[], index: number): Trace {
  const writer = new TraceWriter({ columns: ["p", "g", "g²", "Δp", "m", "v"], expectedRows: kept.length });
  for (const { before, after } of kept) {
    const g = before[3][index];
    const [p, m, v] = after.map((values) => values[index]);
    writer.append(Float64Array.of(p, g, g * g, p - before[0][index], m, v));
  }
  writer.flush();
  return writer.trace;
}

/** A run of any length: the first steps of a computed one over and over, falling off from end to end. */
export function longFakeRun(steps: number): FakeRun {
  const short = fakeRun({ learningRate: 0.003, steps: 1000, tensors: 1 });
  const writer = new TraceWriter({ columns: short.trace.columns, expectedRows: steps, allocate });
  const rows = Array.from({ length: short.trace.rows }, (_, step) => {
    const row = new Float64Array(short.trace.columns.length);
    short.trace.readRow(step, row);
    return row;
  });
  const scaled = new Float64Array(short.trace.columns.length);
  for (let step = 0; step < steps; step++) {
    const factor = 1 - (0.9 * step) / steps;
    const row = rows[step % rows.length];
    for (let column = 0; column < row.length; column++) scaled[column] = row[column] * factor;
    writer.append(scaled);
  }
  writer.flush();
  return {
    ...short,
    trace: writer.trace,
    inspect: (step, choice) => ({ ...short.inspect(step % rows.length, choice), step }),
  };
}

function inspect(
  kept: readonly KeptStep[],
  tensors: readonly string[],
  step: number,
  choice: ParameterChoice,
): StepInspection {
  const { before, after, learningRate, row } = kept[step];
  const updates = after[0].map((value, i) => Math.abs(value - before[0][i]));
  const gradients = before[3].map(Math.abs);
  const largest = (values: readonly number[]) => values.indexOf(Math.max(...values));
  const index =
    choice.kind === "index"
      ? choice.index
      : choice.kind === "largestGradient"
        ? largest(gradients)
        : Math.max(0, largest(updates));
  const [p, m, v, g] = before.map((values) => values[index]);
  const [p1, m1, v1] = after.map((values) => values[index]);
  const t = step + 1;
  const mHat = m1 / (1 - 0.9 ** t);
  const vHat = v1 / (1 - 0.999 ** t);
  const f = formatNumber;
  const line = (name: string, formula: string, substituted: string, value: number, number: number) => ({
    name,
    formula,
    substituted,
    value,
    changesParameter: name === "p",
    line: number,
  });
  return {
    step,
    index,
    parameter: `${tensors[Math.floor(index / PER_TENSOR)]}[${index % PER_TENSOR}]`,
    lines: [
      line("m", "β₁ m + (1 − β₁) g", `0.9 · ${f(m)} + 0.1 · ${f(g)}`, m1, 1),
      line("v", "β₂ v + (1 − β₂) g²", `0.999 · ${f(v)} + 0.001 · ${f(g)}²`, v1, 2),
      line("m̂", "m / (1 − β₁ᵗ)", `${f(m1)} / ${f(1 - 0.9 ** t)}`, mHat, 3),
      line("v̂", "v / (1 − β₂ᵗ)", `${f(v1)} / ${f(1 - 0.999 ** t)}`, vHat, 4),
      line(
        "p",
        "p − lr · m̂ / (√v̂ + ε)",
        `${f(p)} − ${f(learningRate)} · ${f(mHat)} / (${f(Math.sqrt(vHat))} + 1e-8)`,
        p1,
        5,
      ),
    ],
    statistics: [
      { name: "loss", label: "loss", value: row[0] },
      { name: "learningRate", label: "learning rate", value: row[1] },
      { name: "gradientNorm", label: "‖g‖", value: row[2] },
      { name: "updateNorm", label: "‖Δp‖", value: row[3] },
      { name: "updateRatio", label: "‖Δp‖ / ‖p‖", value: row[5] },
      { name: "epsilonShare", label: "ε share, max", value: 2.1e-7 },
    ],
  };
}

/** Numbers around 0 with variance about 1, the same every time. */
function generator(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => (uniform() + uniform() + uniform() + uniform() - 2) * Math.sqrt(3);
}
