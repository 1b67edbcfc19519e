import { formatCount, formatNumber } from "../../src/core/formatNumber";
import type { Envelope } from "../../src/core/trace/envelope";
import type { ColumnSummary, RunSummary } from "../../src/protocol/panel";
import { type Curves, envelopeOf } from "../data/curves";
import { inOneLine } from "../l10n/sentences";
import { t } from "../l10n/translate";
import { originalCurves, shownLines } from "./chartContent";
import type { ChartDefinition } from "./chartDefinitions";

/**
 * A chart in words, for those who do not see it: where every line begins and ends, its smallest and largest value.
 *
 * @param read the runs that are told of; the others are only counted
 * @param banded the run whose bands within bands are drawn
 */
export function chartSummary(
  definition: ChartDefinition,
  runs: readonly RunSummary[],
  curves: Readonly<Record<string, Curves>>,
  read: readonly RunSummary[] = runs,
  banded?: RunSummary,
): string {
  const sentences = read.flatMap((run) =>
    shownLines(definition, runs).flatMap((line) => {
      const envelope = curves[run.id] && envelopeOf(curves[run.id], line.column);
      if (!envelope || envelope.steps.length === 0) return [];
      const names = [run.name, run.trial?.words, line.label].filter((name) => name != null);
      const subject = names.join(t(", "));
      return [
        t(
          "{0}: {1}.",
          subject,
          seriesInWords(
            envelope,
            run.columns.find(({ name }) => name === line.column),
          ),
        ),
      ];
    }),
  );
  const originals = read.flatMap((run) => {
    const own = originalCurves(run, curves);
    const envelope = own && !definition.listsLines && envelopeOf(own, definition.lines[0].column);
    return envelope && envelope.steps.length > 0
      ? [t("{0}, as in the source: {1}.", run.name, seriesInWords(envelope, undefined))]
      : [];
  });
  sentences.push(...originals);
  if (banded) sentences.push(...bandsInWords(definition, banded, curves));
  const others = runs.length - read.length;
  if (others > 0)
    sentences.push(others === 1 ? t("The curve of 1 more run.") : t("Curves of {0} more runs.", formatCount(others)));
  const body = sentences.length > 0 ? inOneLine(sentences) : t("No values yet.");
  return t("{0} by step. {1}", definition.title, body);
}

/** How far the parameters of a run are apart at the end. */
function bandsInWords(
  { bands }: ChartDefinition,
  run: RunSummary,
  curves: Readonly<Record<string, Curves>>,
): readonly string[] {
  const edges = bands.flatMap(({ lower, upper }) => [lower, upper]);
  const envelopes = edges.flatMap((column) => (curves[run.id] && envelopeOf(curves[run.id], column)) ?? []);
  const last = envelopes[0]?.steps.at(-1);
  if (last === undefined || envelopes.length < edges.length) return [];
  const [min, max, p5, p95, p25, p75] = envelopes.map(({ values }) => formatNumber(values[values.length - 1]));
  return [
    t(
      "{0}, at step {1}: half of the parameters from {2} to {3}, nine tenths from {4} to {5}, all from {6} to {7}.",
      ...[run.name, formatCount(last), p25, p75, p5, p95, min, max],
    ),
  ];
}

function seriesInWords({ steps, values, minimum, maximum }: Envelope, column: ColumnSummary | undefined): string {
  const last = values.length - 1;
  let lowest = 0;
  let highest = 0;
  for (let bucket = 1; bucket < steps.length; bucket++) {
    if (minimum[bucket] < minimum[lowest]) lowest = bucket;
    if (maximum[bucket] > maximum[highest]) highest = bucket;
  }
  const at = (bucket: number) => formatCount(steps[bucket]);
  const parts = [
    t("from {0} at step {1} to {2} at step {3}", formatNumber(values[0]), at(0), formatNumber(values[last]), at(last)),
  ];
  if (minimum[lowest] <= maximum[lowest]) {
    parts.push(t("smallest {0} about at step {1}", formatNumber(minimum[lowest]), at(lowest)));
    parts.push(t("largest {0} about at step {1}", formatNumber(maximum[highest]), at(highest)));
  }
  const { firstNonFinite: step = null, firstNonFiniteValue: value = null } = column ?? {};
  if (step !== null && value !== null) parts.push(t("{0} from step {1}", formatNumber(value), formatCount(step)));
  return parts.join(t(", "));
}
