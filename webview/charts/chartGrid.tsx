import { useMemo } from "preact/hooks";
import { Icon } from "../controls/icon";
import { listedRun, visibleRuns } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { useThemeColors } from "../theme/useThemeColors";
import { ChartCard } from "./chartCard";
import { type ChartDefinition, chartDefinitions, chartGroups } from "./chartDefinitions";
import { CurvatureLine } from "./curvatureLine";
import "./chartGrid.css";

/** The charts of the runs that are shown: the primary ones, and behind a line that unfolds them the others. */
export function ChartGrid({ panel }: { readonly panel: Panel }) {
  const theme = useThemeColors();
  const runs = visibleRuns(panel.model);
  const listed = listedRun(panel.model);
  const recorded = JSON.stringify([
    listed?.id,
    runs.map((run) => [run.columns.map(({ name }) => name), run.stateVectors]),
  ]);
  // The runs themselves are no reason for new charts: they are new objects with every report of progress.
  const { primary, more } = useMemo(() => chartGroups(chartDefinitions(runs, listed)), [recorded]);
  if (runs.length === 0)
    return <p class="chart-hint">All runs are hidden. Click the dot of a run to show its curves.</p>;
  const cards = (definitions: readonly ChartDefinition[]) =>
    definitions.map((definition) => (
      <ChartCard key={definition.id} definition={definition} panel={panel} theme={theme} />
    ));
  const showsAll = panel.model.view.showsAllCharts;
  return (
    <section class="charts" aria-label="Charts">
      <div class="chart-grid">{cards(primary)}</div>
      {more.length > 0 && <MoreCharts charts={more} panel={panel} />}
      {more.length > 0 && showsAll && (
        <div id={MORE_CHARTS} class="chart-grid">
          {cards(more)}
        </div>
      )}
      <CurvatureLine panel={panel} />
    </section>
  );
}

const MORE_CHARTS = "more-charts";

/** The line that shows and hides the charts after the primary ones, and says which they are. */
function MoreCharts({ charts, panel }: { readonly charts: readonly ChartDefinition[]; readonly panel: Panel }) {
  const { model, dispatch } = panel;
  const isOpen = model.view.showsAllCharts;
  const titles = charts.map(({ title }) => title).join(" · ");
  return (
    <button
      type="button"
      class="more-charts"
      aria-expanded={isOpen}
      aria-controls={isOpen ? MORE_CHARTS : undefined}
      title={isOpen ? `Hide ${titles}` : `Show ${titles}`}
      data-testid="more-charts"
      onClick={() => dispatch({ type: "allCharts", areShown: !isOpen })}
    >
      <Icon name={isOpen ? "expanded" : "next"} />
      <span class="more-charts-text">More charts ({charts.length})</span>
      <span class="more-charts-titles">{titles}</span>
    </button>
  );
}
