import { formatCount } from "../../src/core/formatNumber";
import type { RunSummary } from "../../src/protocol/panel";
import { NumberValue } from "../controls/numberValue";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";
import { useSteadyValue } from "../panel/useSteadyValue";
import { runColorClass } from "../theme/runColorClass";
import type { ChartDefinition } from "./chartDefinitions";
import { EDGE_LABELS } from "./instrumentCharts";
import "./percentileList.css";

interface PercentileListProps {
  readonly definition: ChartDefinition;
  /** The run whose bands are drawn. */
  readonly run: RunSummary;
  /** Whether it is one of several, which their colors tell apart. */
  readonly isColored: boolean;
  /** At the crosshair; null while there is none. */
  readonly step: number | null;
  readonly panel: Panel;
}

/** What the edges of the bands are at the crosshair, by name. */
export function PercentileList({ definition, ...shown }: PercentileListProps) {
  const { run, isColored } = shown;
  return (
    <dl class={`percentile-list ${isColored ? runColorClass(run) : ""}`} data-testid="percentiles">
      {EDGE_LABELS.map(([name, label]) => (
        <div key={name} class="percentile">
          <dt>{label}</dt>
          <dd>
            <Percentile {...shown} column={`${definition.id}.${name}`} name={`${definition.title}, ${label}`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface PercentileProps extends Omit<PercentileListProps, "definition"> {
  readonly column: string;
  /** For screen readers. */
  readonly name: string;
}

function Percentile({ run, isColored, step, panel, column, name }: PercentileProps) {
  const value = useSteadyValue(panel.model, run, column, step);
  if (value === null || step === null) return <span class="is-missing">–</span>;
  return (
    <NumberValue
      value={value}
      label={t("{0} of {1} at step {2}", name, run.name, formatCount(step))}
      class={isColored ? "is-run-colored" : ""}
      onCopy={(text) => {
        panel.perform(panel.host.calls.copy({ text }));
        panel.dispatch({ type: "announce", text: t("Copied {0}", text) });
      }}
    />
  );
}
