/**
 * Stands in for VS Code and the extension in a page of its own, so that the panel's own bundle can be looked at. The part of
 * the address behind # names the situation.
 */
import { INSTRUMENTS, type Instrument, withInstrument } from "../../src/core/instruments/instrument";
import type { RunSpecification } from "../../src/core/simulation/specification";
import type { Trace } from "../../src/core/trace/trace";
import { batchedTransport } from "../../src/protocol/batchedTransport";
import { columnSummaries } from "../../src/protocol/columnSummaries";
import { compareRuns } from "../../src/protocol/compareRuns";
import { Connection, type Transport } from "../../src/protocol/connection";
import type { FairComparisonState } from "../../src/protocol/fairComparison";
import type { FinderState } from "../../src/protocol/finder";
import { jsonTransport } from "../../src/protocol/jsonTransport";
import {
  type ChangedValues,
  type PanelCalls,
  type PanelEvents,
  type PanelFinding,
  type PanelState,
  PLAIN_LABELS,
  type RunSummary,
} from "../../src/protocol/panel";
import { schedulePlan } from "../../src/protocol/schedulePlan";
import { windowReply } from "../../src/protocol/windowReply";
import { fakeHyperparameters } from "./fakeHyperparameters";
import { fakeLandscape, type LandscapeRun } from "./fakeLandscape";
import { type FakeRun, type FakeRunOptions, fakeRun, longFakeRun, traceBytes } from "./fakeRun";
import { fakeSchedule } from "./fakeSchedules";
import { fakeFairComparison, fakeFinder } from "./fakeSweeps";

interface Panel {
  readonly calls: PanelCalls;
  readonly events: PanelEvents;
}
interface Nobody {
  readonly calls: Record<never, never>;
  readonly events: Record<never, never>;
}

const situation = location.hash.slice(1);
const runs = new Map<string, { run: FakeRun; summary: RunSummary }>();
let selected: string | null = null;
let followsEdits = true;
let instruments: readonly Instrument[] = [];
/** Runs as their sources say, while other values are tried in them. */
const originals = new Map<string, FakeRun>();
/** Parameters that are followed, by their own ids. */
const probes = new Map<string, Trace>();
/** Why no hyperparameter can be changed. */
let refusal: string | null = null;
/** Of the first run. */
let findings: readonly PanelFinding[] = [];
/** All runs before each removal, and the names of those that were removed last. */
const removals: [string, { run: FakeRun; summary: RunSummary }][][] = [];
let removed: readonly string[] = [];
/** Names before any that was given by hand. */
const sourceNames = new Map<string, string>();

function add(name: string, options: FakeRunOptions, change: Partial<RunSummary> = {}): void {
  addRun(name, options, fakeRun(options), change);
}

function addRun(
  name: string,
  options: Pick<FakeRunOptions, "learningRate" | "steps">,
  run: FakeRun,
  change: Partial<RunSummary>,
): void {
  const summary: RunSummary = {
    id: `run ${runs.size}`,
    revision: 0,
    name,
    labels: PLAIN_LABELS,
    title: "torch AdamW",
    gist: [
      {
        label: "lr",
        value: `${options.learningRate} → cosine`,
        origin: "default of --lr, line 9",
        hasPlace: true,
      },
      { label: "β", value: "0.9, 0.999", origin: "default" },
      { label: "ε", value: "1e-8" },
      { label: "wd", value: "0.01" },
    ],
    source: "train.py:24",
    problem: `noisy quadratic · ${run.parameters} p · seed 0`,
    isReplay: false,
    precision: "float64",
    steps: options.steps,
    curvatureInterval: null,
    instruments: run.options.instruments ?? [],
    stepsDone: run.trace.rows,
    status: "finished",
    message: null,
    nonFinite: null,
    columns: columnSummaries(run.trace),
    stateVectors: ["m", "v"],
    tensors: run.tensors,
    parameters: run.parameters,
    probe: null,
    color: runs.size,
    stale: false,
    held: null,
    trial: null,
    dropped: null,
    ...change,
  };
  selected ??= summary.id;
  sourceNames.set(summary.id, name);
  runs.set(summary.id, { run, summary });
}

/** The same for all: what is shown tells the runs apart. */
const specification: RunSpecification = {
  optimizer: { rule: "p = p - lr * g", hyperparameters: {}, learningRate: 0.1, schedule: null, clipping: null },
  problem: { name: "quadratic", parameters: {} },
  steps: 2000,
  seed: 0,
  precision: "float64",
};
const rosenbrock = { problem: { name: "rosenbrock", parameters: {} }, steps: 500 };
const bowl: LandscapeRun = { optimizer: "momentum", learningRate: 0.01, problem: specification.problem, steps: 500 };
/** What runs of a landscape really are, in their order. */
const landscapes: Record<string, readonly LandscapeRun[]> = {
  landscape: [
    { ...rosenbrock, optimizer: "momentum", learningRate: 3e-4 },
    { ...rosenbrock, optimizer: "adam", learningRate: 0.05 },
    bowl,
  ],
  landscapeDirections: [
    {
      optimizer: "adam",
      learningRate: 0.03,
      problem: { name: "perceptron", parameters: { samples: 30, batchSize: 10 } },
      steps: 300,
    },
  ],
  landscapeRunaway: [
    { ...rosenbrock, optimizer: "momentum", learningRate: 3e-4 },
    { ...rosenbrock, optimizer: "momentum", learningRate: 0.02 },
  ],
  landscapeMoved: [{ ...rosenbrock, optimizer: "momentum", learningRate: 3e-4 }],
};
const movedStarts = new Map<string, readonly number[]>();
const landscape = fakeLandscape({
  runOf: (id) => {
    const run = id.replace(/^original of /, "");
    const own = landscapes[situation]?.[[...runs.keys()].indexOf(run)] ?? bowl;
    const start = run === id ? movedStarts.get(run) : undefined;
    return start === undefined ? own : { ...own, start };
  },
  show: showStart,
  note: (call, query) => void calls.push([call, query]),
});

let finder: FinderState | null = null;
let fairComparison: FairComparisonState | null = null;

const standard = { learningRate: 0.003, steps: 2000, tensors: 1 };
const nonFinite = { step: 412, quantity: "v", tensor: null, value: Number.NaN };
const situations: Record<string, () => void> = {
  empty: () => {},
  finished: () => add("AdamW lr 3e-3", standard),
  two: () => {
    add("AdamW lr 3e-3", standard);
    add("AdamW lr 3e-2", { ...standard, learningRate: 0.03 });
  },
  lengths: () => {
    add("AdamW lr 3e-3", standard);
    add("AdamW lr 3e-2, short", { ...standard, learningRate: 0.03, steps: 500 });
  },
  runaway: () => {
    add("AdamW lr 3e-3", standard);
    const event = { step: 1018, quantity: "loss", tensor: null, value: Infinity };
    add(
      "SGD lr 2",
      { ...standard, steps: 1019, learningRate: 0.03, explodesFrom: 400 },
      { status: "diverged", nonFinite: event },
    );
  },
  tensors: () => add("AdamW lr 3e-3", { ...standard, tensors: 6 }),
  percentiles: () =>
    add("AdamW lr 3e-3", { ...standard, tensors: 8, instruments: INSTRUMENTS }, { parameters: 67_331 }),
  percentilesOfTwo: () => {
    add("AdamW lr 3e-3", { ...standard, tensors: 8, instruments: INSTRUMENTS });
    add("AdamW lr 3e-2", { ...standard, tensors: 8, instruments: INSTRUMENTS, learningRate: 0.03 });
  },
  many: () => {
    add("AdamW lr 3e-3", { ...standard, tensors: 2 });
    add("AdamW lr 3e-2", { ...standard, learningRate: 0.03 });
    add("my very own rule with a long name", { ...standard, learningRate: 0.1 }, { status: "cancelled" });
    add(
      "AdamW lr 1e-3",
      { ...standard, learningRate: 0.001 },
      { status: "failed", message: "The worker ran out of memory." },
    );
  },
  twenty: () => {
    for (let index = 0; index < 20; index++) {
      const learningRate = 1e-3 * 1.3 ** index;
      const labels = {
        ...PLAIN_LABELS,
        isPinned: index === 2,
        isHidden: index > 4,
        note: index === 2 ? "the one to beat" : "",
      };
      add(`AdamW lr ${learningRate.toPrecision(2)}`, { ...standard, learningRate }, { labels });
    }
  },
  hundreds: () => {
    const run = fakeRun({ ...standard, steps: 10_000 });
    for (let index = 0; index < 200; index++) {
      addRun(`AdamW ${index}`, { learningRate: 1e-3 * (1 + index), steps: 10_000 }, run, {});
    }
  },
  running: () => add("AdamW lr 3e-3", standard, { status: "running", stepsDone: 640 }),
  cancelled: () => add("AdamW lr 3e-3", { ...standard, steps: 641 }, { steps: 2000, status: "cancelled" }),
  diverged: () =>
    add("AdamW lr 3e-3", { ...standard, steps: 413, failsAt: 412 }, { steps: 2000, status: "diverged", nonFinite }),
  continued: () => add("AdamW lr 3e-3", { ...standard, failsAt: 412 }, { nonFinite, stale: true }),
  failed: () =>
    add(
      "AdamW lr 3e-3",
      { ...standard, steps: 300 },
      { steps: 2000, status: "failed", message: "The worker stopped: out of memory after 300 steps." },
    ),
  stale: () => add("AdamW lr 3e-3", standard, { stale: true }),
  held: () =>
    add("AdamW lr 3e-3", standard, {
      stale: true,
      held: "The charts show the last readable version. Line 24: This call of AdamW is not complete; expected a closing parenthesis.",
    }),
  answered: () =>
    add("AdamW lr 3e-3", standard, {
      gist: [
        { label: "lr", value: "3e-3 → cosine" },
        { label: "wd", value: "0.01" },
        { label: "len(train_loader)", value: "391", origin: "your answer" },
      ],
    }),
  findings: () => {
    add("AdamW lr 3e-3", { ...standard, steps: 413, failsAt: 412 }, { steps: 2000, status: "diverged", nonFinite });
    findings = [
      {
        id: "run/diverged",
        rule: "run/diverged",
        severity: "error",
        message:
          "v became NaN at step 412, on the test problem noisy quadratic: the learning rate, 0.003, was 1.6 times the stability limit there; 0.0019 is the largest that does not diverge.",
        step: 412,
        place: "train.py:24",
        fixes: [],
      },
      {
        id: "schedule/cosine-rises-again",
        rule: "schedule/cosine-rises-again",
        severity: "warning",
        message:
          "The learning rate is at its lowest, 0, after T_max = 1,000 steps of the schedule and rises again from there.",
        step: null,
        place: "train.py:25",
        fixes: ["Set T_max to 2,000, the steps of the run"],
      },
      {
        id: "regularisation/short-run",
        rule: "regularisation/short-run",
        severity: "information",
        message: "Weight decay acts within 33,333 steps, and the run has 2,000.",
        step: null,
        place: null,
        fixes: [],
      },
    ];
  },
  // Of several tensors, the last of which hardly get a gradient.
  instruments: () => add("AdamW lr 3e-3", { ...standard, tensors: 8, fading: 0.2 }),
  instrumentsRestarts: () => add("AdamW lr 3e-3", { ...standard, tensors: 3 }),
  instrumentsFollowed: () => add("AdamW lr 3e-3", standard),
  // The rest of these is done below, when there is a run.
  trial: () => add("AdamW lr 3e-3", standard),
  trialofmany: () => {
    add("AdamW lr 3e-3", standard);
    add("AdamW lr 3e-2", { ...standard, learningRate: 0.03 });
  },
  trialdropped: () =>
    add("AdamW lr 3e-3", standard, { dropped: { changes: { lr: 0.01, "betas[0]": 0.8 }, words: "lr 0.01, β₁ 0.8" } }),
  finder: () => {
    add("SGD lr 3e-3", standard);
    finder = fakeFinder();
  },
  finderMap: () => {
    add("SGD lr 3e-3", standard);
    finder = fakeFinder({ isMap: true });
  },
  finderRunning: () => {
    add("SGD lr 3e-3", standard);
    finder = fakeFinder({ share: 0.4 });
  },
  fair: () => {
    add("SGD lr 3e-3", standard);
    add("Adam lr 1e-3", { ...standard, learningRate: 0.001 });
    fairComparison = fakeFairComparison();
  },
  fairRunning: () => {
    add("SGD lr 3e-3", standard);
    add("Adam lr 1e-3", { ...standard, learningRate: 0.001 });
    fairComparison = fakeFairComparison({ isRunning: true });
  },
  // Their paths are those of real runs: see below.
  landscape: () => {
    add("SGD momentum 0.9", { ...standard, steps: 500 });
    add("Adam lr 0.05", { ...standard, steps: 500, learningRate: 0.05 });
    add("SGD on a bowl", { ...standard, learningRate: 0.03 });
  },
  landscapeDirections: () => add("SGD momentum 0.9", { ...standard, steps: 300 }),
  landscapeRunaway: () => {
    add("SGD lr 1e-3", { ...standard, steps: 500 });
    add("SGD lr 0.02", { ...standard, steps: 500, learningRate: 0.02 });
  },
  landscapeMoved: () => add("SGD momentum 0.9", { ...standard, steps: 500 }),
  short: () => add("AdamW lr 3e-3", { ...standard, steps: 20 }),
  million: () => {
    const options = { learningRate: 0.003, steps: 1_000_000 };
    addRun("AdamW lr 3e-3", options, longFakeRun(options.steps), { status: "running", stepsDone: 990_000 });
  },
  tenMillion: () => {
    const options = { learningRate: 0.003, steps: 10_000_000 };
    addRun("AdamW lr 3e-3", options, longFakeRun(options.steps), {});
  },
  long: () => add("AdamW lr 3e-3", { ...standard, steps: 60000 }),
};
situations[situation]();
// What is set by hand comes back with a reload.
if (situation.startsWith("landscape") && sessionStorage.getItem("state") === null) {
  sessionStorage.setItem("state", JSON.stringify({ showsLandscape: true }));
}
if (situation.startsWith("instruments")) {
  const instruments = ["schedule", "heatMap", "moment m", "moment v", "portrait"];
  const hidden = ["learningRate", "gradientNorm", "updateRatio", "m", "v", "tensors", "updateNorm", "parameterNorm"];
  sessionStorage.setItem(
    "state",
    sessionStorage.getItem("state") ?? JSON.stringify({ layout: { instruments, hidden } }),
  );
}
if (situation.startsWith("trial")) sessionStorage.setItem("state", JSON.stringify({ showsWhatIf: true }));

/** What "Write to source" and the sliders know of the first run. */
const hyperparameters = fakeHyperparameters(standard.learningRate);

let receive: (message: unknown) => void = () => {};
const calls: unknown[] = [];
const channel: Transport = {
  post: (message) => setTimeout(() => window.postMessage(message, "*"), 2),
  onMessage: (listener) => {
    receive = listener;
  },
};
const host = new Connection<Nobody, Panel>(jsonTransport(batchedTransport(channel, (send) => void setTimeout(send))), {
  answers: {
    ready: () => {
      host.tell("finder", finder);
      host.tell("fairComparison", fairComparison);
      return state();
    },
    // Another process works it out: the page goes on meanwhile.
    window: (query) =>
      new Promise((resolve, reject) => {
        setTimeout(() => {
          try {
            resolve(windowReply(drawn(query.run).trace, query));
          } catch (error) {
            reject(error);
          }
        }, 2);
      }),
    row: ({ run, step }) => {
      const { trace } = drawn(run);
      const row = new Float64Array(trace.columns.length);
      trace.readRow(step, row);
      return Array.from(row);
    },
    probe: ({ run: id, index }) => {
      calls.push(["probe", { run: id, index }]);
      const { run, summary } = get(id);
      const trace = index === null ? null : run.probe(index);
      if (trace) probes.set(`probe of ${id}`, trace);
      const probe: RunSummary["probe"] = trace && {
        id: `probe of ${id}`,
        revision: index ?? 0,
        index: index ?? 0,
        parameter: `${run.tensors[0]}[${index}]`,
        columns: columnSummaries(trace),
        stepsDone: trace.rows,
        status: "finished",
        message: null,
      };
      runs.set(id, { run, summary: { ...summary, probe } });
      tellState();
    },
    schedule: ({ run }) => {
      calls.push(["schedule", { run }]);
      const planned = fakeSchedule(situation);
      return { title: "torch AdamW", plan: planned && schedulePlan(planned) };
    },
    compare: ({ runs: ids, target }) => {
      const compared = ids.map(get).map(({ run: { trace }, summary }) => ({ ...summary, specification, trace }));
      return compareRuns(compared, target);
    },
    inspect: ({ run, step, choice }) => get(run).run.inspect(step, choice),
    select: ({ run }) => {
      selected = run;
      tellState();
    },
    simulate: (query) => void calls.push(["simulate", query]),
    continueRun: (query) => void calls.push(["continueRun", query]),
    cancel: ({ run }) => {
      calls.push(["cancel", run]);
      runs.set(run, { ...get(run), summary: { ...get(run).summary, status: "cancelled" } });
      tellState();
    },
    followEdits: ({ follow }) => {
      followsEdits = follow;
      tellState();
    },
    measureCurvature: (query) => void calls.push(["measureCurvature", query]),
    switchInstrument: (query) => {
      calls.push(["switchInstrument", query]);
      instruments = withInstrument(instruments, query.instrument, query.isOn);
      for (const id of query.runs) switchInstrument(id, query.instrument, query.isOn);
      tellState();
    },
    label: ({ runs: ids, change }) => {
      for (const id of ids) {
        const { run, summary } = get(id);
        const labels = { ...summary.labels, ...change };
        runs.set(id, { run, summary: { ...summary, labels, name: labels.givenName ?? sourceName(summary) } });
      }
      tellState();
    },
    remove: ({ runs: ids }) => {
      removals.push([...runs]);
      removed = ids.map((id) => get(id).summary.name);
      for (const id of ids) runs.delete(id);
      if (selected !== null && !runs.has(selected)) selected = [...runs.keys()][0] ?? null;
      tellState();
    },
    undoRemove: () => {
      const before = removals.pop() ?? [...runs];
      runs.clear();
      for (const [id, run] of before) runs.set(id, run);
      removed = [];
      tellState();
    },
    finder: (request) => {
      calls.push(["finder", request]);
      if (request.kind === "close") host.tell("finder", null);
      if (request.kind === "cancel" && finder) host.tell("finder", { ...finder, status: "cancelled" });
    },
    fairComparison: (request) => {
      calls.push(["fairComparison", request]);
      if (request.kind === "close") host.tell("fairComparison", null);
    },
    ...landscape,
    reveal: (query) => void calls.push(["reveal", query]),
    revealValue: (query) => void calls.push(["revealValue", query]),
    hyperparameters: () => {
      if (refusal !== null) throw new Error(refusal);
      return hyperparameters;
    },
    adjust: ({ run, changes }) => {
      calls.push(["adjust", { run, changes }]);
      adjust(run, changes);
    },
    writeChanges: (query) => {
      calls.push(["writeChanges", query]);
      const { run, summary } = get(query.run);
      runs.set(query.run, { run, summary: { ...summary, trial: null } });
      tellState();
    },
    revealFinding: (query) => void calls.push(["revealFinding", query]),
    fixFinding: (query) => void calls.push(["fixFinding", query]),
    explainRule: (query) => void calls.push(["explainRule", query]),
    openExample: (query) => void calls.push(["openExample", query]),
    exportTrace: (query) => void calls.push(["exportTrace", query]),
    saveFile: (query) => void calls.push(["saveFile", query]),
    exportValues: (query) => void calls.push(["exportValues", query]),
    exportReport: (query) => void calls.push(["exportReport", query]),
    showLog: (query) => void calls.push(["showLog", query]),
    copy: (query) => void calls.push(["copy", query]),
  },
  listeners: {},
  onProtocolError: (message) => console.error(message),
});

function sourceName({ id, name }: RunSummary): string {
  return sourceNames.get(id) ?? name;
}

if (situation === "landscapeMoved") showStart("run 0", [0.5, 1.8], "start (0.5, 1.8)");

if (situation === "trial" || situation === "trialofmany") {
  adjust("run 0", { lr: 0.009, "betas[0]": 0.97, weight_decay: 0.1, "schedule.T_max": 500 });
}

function tellState(): void {
  host.tell("state", { content: state(), foreseen: { windows: [], rows: [] } });
}

function state(): PanelState {
  const [first] = runs.keys();
  const all = first === undefined ? {} : { [first]: findings };
  return {
    runs: [...runs.values()].map(({ summary }) => summary),
    findings: all,
    selected,
    followsEdits,
    measuresCurvature: false,
    instruments,
    removed,
  };
}

function get(id: string) {
  const found = runs.get(id);
  if (!found) throw new Error(`No run ${id}.`);
  return found;
}

/** A run, the original of one, or a parameter that is followed. */
function drawn(id: string): Pick<FakeRun, "trace"> {
  const probe = probes.get(id);
  if (probe) return { trace: probe };
  const original = originals.get(id.replace(/^original of /, ""));
  return id.startsWith("original of ") && original ? original : get(id).run;
}

/** Makes a run again with an instrument more or less, from the options that it was made of. */
function switchInstrument(id: string, instrument: Instrument, isOn: boolean): void {
  const { run: before, summary } = get(id);
  const chosen = withInstrument(summary.instruments, instrument, isOn);
  const run = fakeRun({ ...before.options, instruments: chosen });
  const { revision } = summary;
  const next = { instruments: chosen, columns: columnSummaries(run.trace), revision: revision + 1 };
  runs.set(id, { run, summary: { ...summary, ...next } });
}

/** Lets the running run go on to a step, as progress from a worker would. */
function progress(stepsDone: number): void {
  const [first] = runs.values();
  runs.set(first.summary.id, { ...first, summary: { ...first.summary, stepsDone } });
  host.tell("progress", { run: first.summary.id, stepsDone });
}

/** Makes the first run anew in its place, from another version of its source. */
function renew(options: FakeRunOptions): void {
  const [{ summary }] = runs.values();
  const run = fakeRun(options);
  const next = { stepsDone: run.trace.rows, columns: columnSummaries(run.trace), revision: summary.revision + 1 };
  runs.set(summary.id, { run, summary: { ...summary, ...next, held: null, stale: false } });
  tellState();
}

/** Tries other values, of which only the learning rate and the betas change anything. */
function adjust(id: string, changes: ChangedValues): void {
  if (changes.eps === 1) throw new Error("eps is 1; expected less than that.");
  const { summary } = get(id);
  const learningRate = Number(changes.lr ?? standard.learningRate);
  const beta1 = Number(changes["betas[0]"] ?? 0.9);
  const original = originals.get(id) ?? get(id).run;
  originals.set(id, original);
  const ids = Object.keys(changes);
  const run = ids.length === 0 ? original : fakeRun({ ...standard, steps: summary.steps, learningRate, beta1 });
  const words = hyperparameters
    .filter((each) => ids.includes(each.id))
    .map((each) => `${each.label} ${changes[each.id]}`)
    .join(", ");
  const own = {
    id: `original of ${id}`,
    columns: original.trace.columns,
    stepsDone: original.trace.rows,
    isRunning: false,
  };
  const trial = ids.length === 0 ? null : { changes, words, start: null, original: own };
  runs.set(id, { run, summary: { ...summary, revision: summary.revision + 1, trial, dropped: null } });
  tellState();
}

/** Lets a run start elsewhere; only its path in the landscape changes. */
function showStart(id: string, start: readonly number[] | null, words: string | null): void {
  const { run, summary } = get(id);
  if (start === null) movedStarts.delete(id);
  else movedStarts.set(id, start);
  originals.set(id, run);
  const { columns, rows: stepsDone } = run.trace;
  const original = { id: `original of ${id}`, columns, stepsDone, isRunning: false };
  const trial = words === null ? null : { changes: {}, words, start: words, original };
  runs.set(id, { run, summary: { ...summary, revision: summary.revision + 1, trial } });
  tellState();
}

/** Ends what is tried in the first run, as an edit of its source does. */
function drop(): void {
  const [{ run, summary }] = runs.values();
  runs.set(summary.id, { run, summary: { ...summary, trial: null, dropped: summary.trial } });
  tellState();
}

/** Keeps the hyperparameters from being changed, for a reason. */
function refuse(reason: string): void {
  const [{ run, summary }] = runs.values();
  refusal = reason;
  runs.set(summary.id, { run, summary: { ...summary, stale: true } });
  tellState();
}

/** Keeps the first run as it is, for a reason. */
function hold(held: string): void {
  const [first] = runs.values();
  runs.set(first.summary.id, { ...first, summary: { ...first.summary, held, stale: true } });
  tellState();
}

/** Ends the running run, with all its steps made. */
function finish(): void {
  const [first] = runs.values();
  const { steps } = first.summary;
  runs.set(first.summary.id, { ...first, summary: { ...first.summary, stepsDone: steps, status: "finished" } });
  tellState();
}

Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: (message: unknown) => receive(message),
    getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null"),
    setState: (view: unknown) => sessionStorage.setItem("state", JSON.stringify(view)),
  }),
  fakeExtension: { calls, progress, finish, hold, renew, drop, refuse, traceBytes },
});
