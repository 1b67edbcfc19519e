import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { Icon } from "../controls/icon";
import { chartsAndInstruments } from "../instruments/instrumentDefinitions";
import { ProbeBar } from "../instruments/probeBar";
import { t } from "../l10n/translate";
import { listedRun, visibleRuns } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { useThemeColors } from "../theme/useThemeColors";
import { ChartCard } from "./chartCard";
import type { ChartDefinition } from "./chartDefinitions";
import { chartGroups } from "./chartLayout";
import { CurvatureLine } from "./curvatureLine";
import "./chartGrid.css";

/** The charts of the runs that are shown: the primary ones, and behind a line that unfolds them the others; or one alone. */
export function ChartGrid({ panel }: { readonly panel: Panel }) {
  const theme = useThemeColors();
  const { dispatch, model } = panel;
  const { layout, showsAllCharts } = model.view;
  const runs = visibleRuns(model);
  const listed = listedRun(model);
  const recorded = JSON.stringify([
    listed?.id,
    runs.map((run) => [run.columns.map(({ name }) => name), run.stateVectors]),
  ]);
  // The runs themselves are no reason for new charts: they are new objects with every report of progress.
  const definitions = useMemo(() => chartsAndInstruments(runs, listed), [recorded]);
  useFocusOfSize(layout.enlarged);
  if (runs.length === 0)
    return <p class="chart-hint">{t("All runs are hidden. Click the dot of a run to show its curves.")}</p>;
  const cards = (shown: readonly ChartDefinition[]) =>
    shown.map((definition) => <ChartCard key={definition.id} definition={definition} panel={panel} theme={theme} />);
  const enlarged = definitions.find(({ id }) => id === layout.enlarged);
  if (enlarged) {
    return (
      <section class="charts is-single" aria-label={t("Charts")}>
        <ProbeBar panel={panel} />
        {cards([enlarged])}
      </section>
    );
  }
  const { primary, more } = chartGroups(definitions, layout);
  return (
    <section class="charts" aria-label={t("Charts")}>
      {definitions.length > 0 && primary.length === 0 && (
        <p class="chart-hint">
          {t("All charts are hidden.")}{" "}
          <button
            type="button"
            class="link"
            onClick={() => dispatch({ type: "layout", layout: { ...layout, hidden: [] } })}
          >
            {t("Show all charts")}
          </button>
        </p>
      )}
      <ProbeBar panel={panel} />
      <div class="chart-grid">{cards(primary)}</div>
      {more.length > 0 && <MoreCharts charts={more} panel={panel} />}
      {more.length > 0 && showsAllCharts && (
        <div id={MORE_CHARTS} class="chart-grid">
          {cards(more)}
        </div>
      )}
      <CurvatureLine panel={panel} />
    </section>
  );
}

/** Keeps the focus on the button of a chart that gets the whole place or gives it up: its card is another then. */
function useFocusOfSize(enlarged: string | null): void {
  const before = useRef(enlarged);
  useLayoutEffect(() => {
    const chart = enlarged ?? before.current;
    if (enlarged === before.current || chart === null) return;
    before.current = enlarged;
    document.querySelector<HTMLElement>(`[data-testid="chart-${CSS.escape(chart)}"] [data-testid="enlarge"]`)?.focus();
  }, [enlarged]);
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
      title={t(isOpen ? "Hide {0}" : "Show {0}", titles)}
      data-testid="more-charts"
      onClick={() => dispatch({ type: "allCharts", areShown: !isOpen })}
    >
      <Icon name={isOpen ? "expanded" : "next"} />
      <span class="more-charts-text">{t("More charts ({0})", charts.length)}</span>
      <span class="more-charts-titles">{titles}</span>
    </button>
  );
}
