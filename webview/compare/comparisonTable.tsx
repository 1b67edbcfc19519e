import { useState } from "preact/hooks";
import { formatCount, formatNumber } from "../../src/core/formatNumber";
import type { RunSummary } from "../../src/protocol/panel";
import { NumberValue } from "../controls/numberValue";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";
import { runActions } from "../runs/runActions";
import { runColorClass } from "../theme/runColorClass";
import { type ComparedRow, comparedRows, lowest, type Measure, measured, sortedBy } from "./comparedRows";
import { settingName } from "./settingName";
import type { ComparisonOf } from "./useComparison";

interface ComparisonTableProps {
  readonly runs: readonly RunSummary[];
  readonly comparison: ComparisonOf;
  readonly panel: Panel;
}

/** More rows are shown on demand. */
const MOST_ROWS = 12;

interface MeasureColumn {
  readonly measure: Measure;
  readonly title: string;
  readonly help: string;
}

/** The runs, one a row, with the measures of their losses, and the settings in which they differ. */
export function ComparisonTable({ runs, comparison, panel }: ComparisonTableProps) {
  const [order, setOrder] = useState<Measure | null>(null);
  const [showsAll, setShowsAll] = useState(false);
  const { settings } = comparison.content;
  const rows = sortedBy(comparedRows(runs, comparison), order);
  const shown = showsAll ? rows : rows.slice(0, MOST_ROWS);
  const columns = rows.some(({ losses }) => losses !== null) ? measureColumns(comparison) : [];
  const lows = new Map(columns.map(({ measure }) => [measure, lowest(rows, measure)]));
  return (
    <>
      <div class="comparison-scroller">
        <table class="comparison-table">
          <thead>
            <tr>
              <th scope="col">{t("Run")}</th>
              {columns.map(({ measure, title, help }) => (
                <th key={measure} scope="col" class="is-number" aria-sort={order === measure ? "ascending" : undefined}>
                  <button
                    type="button"
                    class="comparison-order"
                    aria-pressed={order === measure}
                    title={`${help}\n${t(order === measure ? "Click for the order of the runs." : "Click to have the smallest first.")}`}
                    data-testid={`order-${measure}`}
                    onClick={() => setOrder(order === measure ? null : measure)}
                  >
                    {title}
                    {order === measure ? " ↑" : ""}
                  </button>
                </th>
              ))}
              {settings.map(({ name }) => (
                <th key={name} scope="col">
                  {settingName(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.run.id} class={runColorClass(row.run)} data-testid="comparison-row">
                <th scope="row">
                  <button
                    type="button"
                    class="comparison-run"
                    title={row.run.name}
                    onClick={() => runActions(panel).select(row.run)}
                  >
                    <span class="run-dot" />
                    <span class="comparison-name">{row.run.name}</span>
                  </button>
                </th>
                {columns.map(({ measure, title }) => (
                  <MeasureCell
                    key={measure}
                    row={row}
                    measure={measure}
                    title={title}
                    isLowest={measured(row.losses, measure) === lows.get(measure)}
                    panel={panel}
                  />
                ))}
                {settings.map(({ name }, index) => (
                  <td key={name} class="comparison-setting">
                    {row.settings[index] ?? <span class="comparison-none">–</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {settings.length === 0 && <p class="comparison-same">{t("All settings are the same.")}</p>}
      {rows.length > MOST_ROWS && (
        <button type="button" class="quiet-button" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? t("Show the first {0}", MOST_ROWS) : t("Show all {0}", formatCount(rows.length))}
        </button>
      )}
    </>
  );
}

function measureColumns({ content: { target, sharedSteps } }: ComparisonOf): readonly MeasureColumn[] {
  const reach: MeasureColumn[] =
    target === null
      ? []
      : [
          {
            measure: "stepsToTarget",
            title: t("steps to {0}", formatNumber(target)),
            help: t("Number of updates after which the loss is at or below that for the first time"),
          },
        ];
  return [
    { measure: "final", title: t("final loss"), help: t("The loss of the last step") },
    { measure: "best", title: t("best loss"), help: t("The smallest loss of all steps") },
    ...reach,
    {
      measure: "area",
      title: t("area"),
      help: t(
        "Area under the curve of the loss over the first {0} steps, which all these runs have",
        formatCount(sharedSteps),
      ),
    },
  ];
}

interface MeasureCellProps {
  readonly row: ComparedRow;
  readonly measure: Measure;
  readonly title: string;
  readonly isLowest: boolean;
  readonly panel: Panel;
}

function MeasureCell({ row: { run, losses }, measure, title, isLowest, panel }: MeasureCellProps) {
  const value = measured(losses, measure);
  const { perform, host, dispatch } = panel;
  const copy = (text: string) => {
    perform(host.calls.copy({ text }));
    dispatch({ type: "announce", text: t("Copied {0}", text) });
  };
  if (value === null) {
    const reason = losses !== null && measure === "stepsToTarget" ? t("never") : "–";
    return <td class="is-number comparison-none">{reason}</td>;
  }
  const step = measure === "best" ? losses?.best?.step : undefined;
  return (
    <td
      class={`is-number ${isLowest ? "is-lowest" : ""}`}
      title={step === undefined ? "" : t("At step {0}", formatCount(step))}
    >
      <NumberValue value={value} label={t("{0} of {1}", title, run.name)} onCopy={copy} testId={`measure-${measure}`} />
      {isLowest && <span class="screen-reader-only">{t("lowest")}</span>}
    </td>
  );
}
