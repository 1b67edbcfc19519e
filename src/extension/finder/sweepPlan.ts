import { l10n, type Uri } from "vscode";
import { RANGE_TEST } from "../../core/schedules/decaySchedules";
import { shortNumber } from "../../core/shortNumber";
import { learningRateCurve } from "../../core/simulation/learningRateCurve";
import { peakRate } from "../../core/simulation/peakRate";
import { withRateFactor } from "../../core/simulation/rateFactor";
import type { OptimizerSpecification, RunSpecification } from "../../core/simulation/specification";
import { type RateSpan, sweepRates } from "../../core/sweep/rateGrid";
import type { SecondAxis, SecondChoice } from "../../protocol/finder";
import type { LabelledValue } from "../../protocol/panel";
import { type Adjustable, adjustables } from "../../sources/adjustments/adjustable";
import { type Adjustments, adjusted } from "../../sources/adjustments/adjusted";
import { describeAdjustments } from "../../sources/adjustments/checkAdjustments";
import { valuesAlong } from "../../sources/adjustments/valuesAlong";
import { findOptimizer } from "../../sources/catalogue/findEntry";
import type { OptimizerConfiguration } from "../../sources/configuration";
import { rateOfOwnRule } from "../../sources/ownRule";
import { planRun } from "../commands/planRun";
import { configurationLabel } from "../editor/configurationLabel";
import { carryStart } from "../landscape/carryStart";
import type { RunPlan } from "../runs/runPlan";

/** Rows of a heat map. */
const ROWS = 9;
/** Relative difference of learning rates that are the same but for rounding. */
const SAME = 1e-9;

/** What is swept, and the runs at which it begins. */
export interface SweepPlan {
  readonly rates: readonly number[];
  /** Position of the run's own rate. */
  readonly ownRate: number;
  readonly second: SecondAxis | null;
  readonly choices: readonly SecondChoice[];
  /** The run for every value of the second hyperparameter, with its own learning rate; only the run itself without one. */
  readonly rows: readonly SweepRow[];
}

/** A run that is swept, with the peak learning rate that it has by itself. */
export interface SweepRow {
  readonly specification: RunSpecification;
  readonly rate: number;
}

/** A configuration with the address of its file. */
export interface ConfigurationSource {
  readonly uri: Uri;
  readonly configuration: OptimizerConfiguration;
}

/** A point of a sweep: a peak learning rate, and the value of another hyperparameter. */
export interface SweptValues {
  readonly rate: number;
  readonly second: { readonly id: string; readonly label: string; readonly value: number | boolean } | null;
}

/**
 * @param source null where only the learning rate can be swept
 * @throws RangeError where the run has no learning rate above 0 to go around
 */
export function planSweep(
  plan: RunPlan,
  source: ConfigurationSource | null,
  span: RateSpan,
  secondId: string | null,
): SweepPlan {
  const { specification } = plan;
  const own = sweepRow(specification);
  const rates = sweepRates(own.rate, span);
  const ownRate = Math.round(span.below * span.perDecade);
  const others = source === null ? [] : otherHyperparameters(source.configuration);
  const choices = others.map(({ id, label, documentation }) => ({ id, label, documentation }));
  const chosen = others.find(({ id }) => id === secondId);
  if (source === null || chosen === undefined) return { rates, ownRate, second: null, choices, rows: [own] };
  const { id, label, documentation, value: ownValue } = chosen;
  // What the framework refuses is left out.
  const rows = valuesAlong(chosen, ROWS).flatMap((value) => {
    const planned = value === ownValue ? plan : replan(plan, source, { [id]: value });
    return planned === null ? [] : [{ value, row: sweepRow(planned.specification) }];
  });
  const values = rows.map(({ value }) => value);
  return {
    rates,
    ownRate,
    second: { id, label, documentation, values, own: values.indexOf(ownValue) },
    choices,
    rows: rows.map(({ row }) => row),
  };
}

function sweepRow(specification: RunSpecification): SweepRow {
  return { specification, rate: peakRate(specification.optimizer, specification.steps) };
}

/** A row's run with another peak learning rate. */
export function withPeakRate({ specification, rate: own }: SweepRow, rate: number): RunSpecification {
  const { optimizer } = specification;
  const factor = rate / own;
  return factor === 1 ? specification : { ...specification, optimizer: withRateFactor(optimizer, factor) };
}

/**
 * The run of a point; for its own point the run that was swept. Where writing the learning rate into the source comes to the same, the run says so; else it has the rates of its
 * source times a factor.
 */
export function planPoint(plan: RunPlan, source: ConfigurationSource | null, { rate, second }: SweptValues): RunPlan {
  const changes: Adjustments = second === null ? {} : { [second.id]: second.value };
  const row = (source && second && replan(plan, source, changes)) || plan;
  const specification = withPeakRate(sweepRow(row.specification), rate);
  if (JSON.stringify(specification) === JSON.stringify(plan.specification)) return plan;
  const label = source === null ? null : configurationLabel(source.configuration);
  const settings = [`lr ${shortNumber(rate)}`, ...(second === null ? [] : [`${second.label} ${spell(second.value)}`])];
  const { trial: _trial, dropped: _dropped, ...shown } = row;
  const swept: RunPlan = {
    ...shown,
    name: `${source?.configuration.name ?? label?.title ?? plan.name} · ${settings.join(", ")}`,
    source: plan.source,
    specification,
  };
  if (source !== null) {
    const { configuration } = source;
    const tried = { ...changes, [rateId(configuration)]: rate };
    const written = replan(plan, source, tried);
    if (written && hasSameRates(written.specification, specification)) {
      const all = { ...plan.trial?.changes, ...tried };
      const words = describeAdjustments(configuration, all);
      const trial = { ...plan.trial, changes: all, words, original: plan.trial?.original ?? plan.specification };
      return { ...swept, gist: written.gist, specification: written.specification, trial };
    }
  }
  const variant: RunPlan = { ...swept, isVariant: true };
  const { rateFactor = 1 } = specification.optimizer;
  if (rateFactor === 1) return variant;
  return { ...variant, gist: [...row.gist, { label: "lr ×", value: shortNumber(rateFactor) }] };
}

/** The run with a learning rate that grows evenly by its digits from the first step to the last. */
export function planRangeTest(plan: RunPlan, start: number, end: number): RunPlan {
  const { specification, name, gist, trial: _trial, dropped: _dropped, ...shown } = plan;
  const { rateFactor: _, ...optimizer } = specification.optimizer;
  const steps = Math.max(2, specification.steps);
  const range: LabelledValue = {
    label: "lr",
    value: l10n.t("{0} → {1} range test", shortNumber(start), shortNumber(end)),
  };
  return {
    ...shown,
    name: l10n.t("{0} · range test", name),
    gist: [range, ...gist.filter(({ label }) => label !== "lr" && label !== "lr ×")],
    isVariant: true,
    specification: {
      ...specification,
      steps,
      optimizer: { ...optimizer, schedule: { rule: RANGE_TEST, parameters: { start, end, steps }, interval: 1 } },
    },
  };
}

/** What a run's source makes with other values; null where the framework refuses them. */
function replan(plan: RunPlan, { uri, configuration }: ConfigurationSource, changes: Adjustments): RunPlan | null {
  const { problem, steps, seed, precision } = plan.specification;
  const defaults = { problem, steps, seed, precision };
  const planned = planRun(uri, adjusted(configuration, changes), defaults, plan.chosenProblem);
  return "plan" in planned ? carryStart(planned.plan, plan) : null;
}

function otherHyperparameters(configuration: OptimizerConfiguration): readonly Adjustable[] {
  return adjustables(configuration).filter(({ id }) => id !== rateId(configuration));
}

function rateId(configuration: OptimizerConfiguration): string {
  return findOptimizer(configuration.optimizer)?.learningRate ?? rateOfOwnRule(configuration);
}

/** Whether two runs that differ in nothing else have the same learning rates at every step. */
function hasSameRates(written: RunSpecification, swept: RunSpecification): boolean {
  const { optimizer, steps } = swept;
  if (written.optimizer.groups?.some(({ learningRate }) => learningRate !== undefined)) return false;
  const [first, second] = [ratesOf(written.optimizer, steps), ratesOf(optimizer, steps)];
  if (first === null || second === null || written.steps !== steps) return false;
  return first.every((rate, index) => Math.abs(rate - second[index]) <= SAME * Math.abs(rate));
}

function ratesOf(optimizer: OptimizerSpecification, steps: number): Float64Array | null {
  return learningRateCurve(optimizer, steps)?.rates ?? null;
}

function spell(value: number | boolean): string {
  return typeof value === "number" ? shortNumber(value) : value ? "on" : "off";
}
