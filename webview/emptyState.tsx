import { useMemo } from "preact/hooks";
import { ChartCard } from "./charts/chartCard";
import { Button } from "./controls/toolkit";
import { scheduleDefinition } from "./instruments/instrumentDefinitions";
import { AT_CURSOR } from "./instruments/plannedRun";
import { t } from "./l10n/translate";
import type { Panel } from "./panel/usePanel";
import { useThemeColors } from "./theme/useThemeColors";
import "./emptyState.css";

/** What stands in the panel before the first run. */
export function EmptyState({ panel }: { readonly panel: Panel }) {
  const { model, host, dispatch, perform } = panel;
  const theme = useThemeColors();
  const definition = useMemo(scheduleDefinition, []);
  const showSchedule = async () => {
    const reply = await host.calls.schedule({ run: null });
    if (reply !== null) dispatch({ type: "schedule", run: AT_CURSOR, reply });
  };
  const schedule = model.schedules[AT_CURSOR];
  return (
    <section class="empty" data-testid="empty">
      <h1 class="screen-reader-only">Optimizer Debugger</h1>
      <p class="empty-text">
        {t("Put the cursor on an optimizer in your code and simulate it, to see what every step of it does.")}
      </p>
      {host.isLive && (
        <div class="empty-actions">
          <Button appearance="primary" testId="simulate" onClick={() => perform(host.calls.simulate({ run: null }))}>
            {t("Simulate optimizer under the cursor")}
          </Button>
          <Button testId="show-schedule" onClick={() => perform(showSchedule())}>
            {t("Show its schedule alone")}
          </Button>
          <Button testId="open-example" onClick={() => perform(host.calls.openExample({}))}>
            {t("Open an example")}
          </Button>
        </div>
      )}
      {schedule !== undefined && (
        <div class="empty-schedule">
          <h2 class="empty-title">{schedule.title}</h2>
          <ChartCard definition={definition} panel={panel} theme={theme} />
        </div>
      )}
    </section>
  );
}
