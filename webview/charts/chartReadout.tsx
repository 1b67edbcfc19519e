import { formatCount } from "../../src/core/formatNumber";
import type { RunSummary } from "../../src/protocol/panel";
import { NumberValue } from "../controls/numberValue";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";
import { useSteadyValue } from "../panel/useSteadyValue";
import { runColorClass } from "../theme/runColorClass";
import { shownLines } from "./chartContent";
import type { ChartDefinition, ChartLine } from "./chartDefinitions";

interface ChartReadoutProps {
  readonly definition: ChartDefinition;
  /** All that the chart draws. */
  readonly runs: readonly RunSummary[];
  /** Those of them whose values are written. */
  readonly read: readonly RunSummary[];
  /** The step of a run that is at the crosshair; null while there is none. */
  readonly stepOf: (run: RunSummary) => number | null;
  readonly panel: Panel;
}

/** A chart's values at the crosshair: of every run, or of every line of the only one. */
export function ChartReadout({ definition, runs, read, stepOf, panel }: ChartReadoutProps) {
  return (
    <div class="readout">
      {read.flatMap((run) =>
        shownLines(definition, runs).map((line) => (
          <ReadoutValue
            key={`${run.id} ${line.column}`}
            run={run}
            line={line}
            isColored={runs.length > 1}
            step={stepOf(run)}
            panel={panel}
          />
        )),
      )}
    </div>
  );
}

interface ReadoutValueProps {
  readonly run: RunSummary;
  readonly line: ChartLine;
  readonly isColored: boolean;
  readonly step: number | null;
  readonly panel: Panel;
}

function ReadoutValue({ run, line, isColored, step, panel }: ReadoutValueProps) {
  const value = useSteadyValue(panel.model, run, line.column, step);
  const name = line.variant === 0 ? "chart-value" : "chart-value-secondary";
  const place = `readout-value ${line.variant === 0 ? "" : "is-secondary"}`;
  // Empty, to keep the places of the other runs the same in all charts.
  if (!run.columns.some((column) => column.name === line.column)) return <span class={place} />;
  if (value === null) {
    return (
      <span class={`${place} is-missing`} data-testid={name}>
        –
      </span>
    );
  }
  return (
    <span class={`${place} ${isColored ? runColorClass(run) : ""}`}>
      {line.label !== null && !isColored && <span class="readout-label">{line.label}</span>}
      <NumberValue
        value={value}
        label={t("{0} of {1} at step {2}", line.column, run.name, formatCount(step ?? 0))}
        class={isColored ? "is-run-colored" : ""}
        testId={name}
        onCopy={(text) => {
          panel.perform(panel.host.calls.copy({ text }));
          panel.dispatch({ type: "announce", text: t("Copied {0}", text) });
        }}
      />
    </span>
  );
}
