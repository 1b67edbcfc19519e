import { groupBy } from "../../src/documentation/groupBy";
import { anchorOf, paragraphs, plain, table } from "../../src/documentation/markdown";
import { findComposition, findOptimizer, findSchedule } from "../../src/sources/catalogue/findEntry";
import { type FrameworkFidelity, type MeasuredOptimizer, type MeasuredSchedule, measureFidelity } from "./fidelity";
import type { Limits } from "./limits";

/** The path of the page in the repository. */
export const FIDELITY_PAGE = "docs/fidelity.md";

/** What `docs/fidelity.md` says: how far simulated numbers are from those that the frameworks print. */
export function fidelityPage(): string {
  const frameworks = measureFidelity();
  const count = (of: (framework: FrameworkFidelity) => number) => frameworks.map(of).reduce((sum, own) => sum + own, 0);
  const runs = count(({ optimizers }) => optimizers.length);
  const schedules = count(({ schedules: own }) => own.length);
  const page = paragraphs(
    "# Fidelity",
    "<!-- Written from the recordings in test/reference by `npm run docs`. -->",
    `The frameworks themselves have run ${runs + schedules} cases, whose numbers are in ` +
      `[test/reference](../test/reference): ${runs} runs of optimizers and ${schedules} schedules. The unit tests replay all of them, and require what ` +
      `stands below under “at most”. Of ${count(({ checks }) => checks)} more calls they require that those are refused that the framework refuses, and no ` +
      "others. What every optimizer computes is on the page of [optimizers and schedules](optimizers.md).",
    [
      "- A run has up to 1,000 updates with noisy, sparse, drifting, constant or partly infinite gradients; L-BFGS runs on problems. Parameters deviate by so much of the " +
        "largest value that the same parameter takes, the worst of all parameters and recorded updates; states by so much of themselves after the last.",
      "- *ulp* counts units in the last place of a parameter in float32, after the first update and after the 100th.",
      "- Learning rates deviate by so much of the highest of their schedule.",
      "- Figures are rounded up to one digit; 0 is the same bit for bit.",
    ].join("\n"),
    table(
      ["", "float64", "float32", "schedules", "refused or taken", "worst in float64", "ulp after 1 update"],
      frameworks.map(summary),
    ),
    ...frameworks.map(chapter),
  );
  return `${page}\n`;
}

function headingOf({ framework, version }: FrameworkFidelity): string {
  return `${framework} ${version}`;
}

function summary(fidelity: FrameworkFidelity): string[] {
  const { optimizers, schedules, checks } = fidelity;
  const [double, single] = byPrecision(optimizers);
  const counts = [double.length, single.length, schedules.length, checks];
  return [
    `[${headingOf(fidelity)}](#${anchorOf(headingOf(fidelity))})`,
    ...counts.map(String),
    figure(double.map(({ found }) => found.parameters)),
    unitsAfter(1, single),
  ];
}

function chapter(fidelity: FrameworkFidelity): string {
  return paragraphs(`## ${headingOf(fidelity)}`, optimizerTable(fidelity), reasons(fidelity), scheduleTable(fidelity));
}

function optimizerTable({ optimizers }: FrameworkFidelity): string {
  if (optimizers.length === 0) return "";
  return table(
    [
      "optimizer",
      "float64",
      "parameters",
      "states",
      "at most",
      "float32",
      "ulp after 1",
      "after 100",
      "parameters",
      "states",
      "at most",
    ],
    // Vectors and matrices of the same optimizer may be held to different limits.
    [...groupBy(optimizers, ({ name, limits }) => `${name} ${limits.reason}`).values()].map((cases) => {
      const [double, single] = byPrecision(cases);
      const [{ name, limits }] = cases;
      return [
        entryLink(name),
        ...deviationCells(double),
        double.length === 0 ? "" : figure([limits.float64]),
        String(single.length),
        unitsAfter(1, single),
        unitsAfter(100, single),
        ...deviationCells(single).slice(1),
        single.length === 0 ? "" : singleLimit(limits),
      ];
    }),
  );
}

/** Number of cases, and the worst of them. */
function deviationCells(cases: readonly MeasuredOptimizer[]): string[] {
  const states = cases.flatMap(({ found }) => (found.states === null ? [] : [found.states]));
  return [String(cases.length), figure(cases.map(({ found }) => found.parameters)), figure(states)];
}

function singleLimit({ float32, units = {} }: Limits): string {
  const counts = Object.entries(units).map(([step, most]) => `${most} ulp after ${step}`);
  return [...counts, figure([float32])].join(", ");
}

function unitsAfter(step: number, cases: readonly MeasuredOptimizer[]): string {
  const units = cases.flatMap(({ found }) => found.units[step] ?? []);
  return units.length === 0 ? "" : String(Math.ceil(Math.max(...units)));
}

/** Why the limits are what they are, for every kind of optimizer that has its own. */
function reasons({ optimizers }: FrameworkFidelity): string {
  const groups = groupBy(optimizers, ({ limits }) => limits.reason);
  const items = [...groups].map(([reason, cases]) => {
    const names = new Set(cases.map(({ name }) => name));
    return `- ${names.size === 1 ? `${entryLink(cases[0].name)}: ` : ""}${reason}`;
  });
  return items.join("\n");
}

function scheduleTable({ schedules }: FrameworkFidelity): string {
  if (schedules.length === 0) return "";
  return table(
    ["schedule", "cases", "updates", "deviation", "at most"],
    [...groupBy(schedules, ({ name }) => name)].map(([name, cases]: [string, readonly MeasuredSchedule[]]) => [
      entryLink(name),
      String(cases.length),
      String(Math.max(...cases.map(({ steps }) => steps))),
      figure(cases.map(({ found }) => found)),
      figure(cases.map(({ limit }) => limit)),
    ]),
  );
}

function byPrecision(cases: readonly MeasuredOptimizer[]): [double: MeasuredOptimizer[], single: MeasuredOptimizer[]] {
  return [
    cases.filter(({ found }) => found.precision === "float64"),
    cases.filter(({ found }) => found.precision === "float32"),
  ];
}

/** The largest of some deviations, rounded up to one digit; nothing where there are none. */
function figure(deviations: readonly number[]): string {
  if (deviations.length === 0) return "";
  const worst = Math.max(...deviations);
  if (worst === 0) return "0";
  const [digit, exponent] = worst.toExponential(12).split("e").map(Number);
  return `${Number(`${Math.ceil(digit - 1e-9)}e${exponent}`).toExponential()}`;
}

/** A link to what the catalogue has under this name; the name alone where it has nothing. */
function entryLink(name: string): string {
  const entry = findOptimizer(name) ?? findSchedule(name) ?? findComposition(name);
  return entry === undefined ? plain(name) : `[${plain(name)}](optimizers.md#${anchorOf(name)})`;
}
