import { useState } from "preact/hooks";
import { formatCount, formatNumber } from "../../src/core/formatNumber";
import type { PlanePoint } from "../../src/core/landscape/plane";
import type { PlaneWindow } from "../../src/core/landscape/planeWindow";
import type { RunSummary } from "../../src/protocol/panel";
import { stepAt } from "../compare/alignment";
import { t } from "../l10n/translate";
import { chartPlaces, crosshairPlace, selectedRun, visibleRuns } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { LandscapePlot } from "./landscapePlot";
import { LandscapeTools } from "./landscapeTools";
import { landscapeInWords, pointText } from "./landscapeWords";
import { lossAt } from "./lossAt";
import { pointOfStep } from "./pathShape";
import { type LandscapeContent, useLandscape } from "./useLandscape";
import "./landscape.css";

const WORDS = "landscape-words";

/** The landscape of the selected run, where it is asked for. */
export function LandscapeSection({ panel }: { readonly panel: Panel }) {
  const run = selectedRun(panel.model);
  if (run === null || !panel.model.view.showsLandscape || !panel.host.isLive) return null;
  return <Landscape run={run} panel={panel} />;
}

function Landscape({ run, panel }: { readonly run: RunSummary; readonly panel: Panel }) {
  const { model, dispatch, host } = panel;
  const { landscapeWindow } = model.view;
  const chosen = landscapeWindow?.run === run.id ? landscapeWindow.window : null;
  const content = useLandscape(run, visibleRuns(model), chosen, host);
  const setWindow = (next: PlaneWindow | null) =>
    dispatch({ type: "landscapeWindow", window: next && { run: run.id, window: next } });
  const [point, setPoint] = useState<PlanePoint | null>(null);
  const { plane, window, paths, obstacle, isWorking } = content;
  const place = crosshairPlace(model);
  const places = chartPlaces(model);
  const steps = Object.fromEntries(
    paths.flatMap((drawn) =>
      place === null || drawn.path === null || drawn.isOriginal
        ? []
        : [[drawn.id, pointOfStep(drawn.path, stepAt(places, drawn.run, place))]],
    ),
  );
  return (
    <section class="landscape" aria-labelledby="landscape-title" data-testid="landscape">
      <header class="finder-header">
        <h2 class="finder-title" id="landscape-title">
          {t("Landscape")}
        </h2>
        <span class="finder-run">{run.name}</span>
        <LandscapeTools content={content} setWindow={setWindow} run={run} panel={panel} />
      </header>
      <progress class="finder-progress" aria-label={t("Working out the loss")} hidden={!isWorking} />
      {obstacle !== null && (
        <p class="finder-problem" data-testid="landscape-obstacle">
          {obstacle}
        </p>
      )}
      {obstacle === null && plane === null && (
        <p class="finder-hint">
          {t(run.status === "running" ? "It is drawn as soon as the run has ended." : "Following the run …")}
        </p>
      )}
      {plane !== null && window !== null && (
        <>
          <LandscapePlot
            content={content}
            plane={plane}
            window={window}
            setWindow={setWindow}
            run={run.id}
            steps={steps}
            onPoint={setPoint}
            onSelect={(step) => {
              dispatch({ type: "step", step: Math.min(step, run.stepsDone - 1) });
            }}
            describedBy={WORDS}
          />
          <p class="landscape-readout" data-testid="landscape-readout">
            {readout(content, run, steps[run.id] ?? null, point)}
          </p>
          <p class="landscape-key" aria-hidden="true">
            {t("○ start ■ end ● step")}
            {plane.minimum === null ? "" : ` + ${t("minimum")}`}
            {run.trial?.original ? ` ┄ ${t("as in the source")}` : ""}
          </p>
          <p class="finder-words" id={WORDS} data-testid="landscape-words">
            {landscapeInWords(content).join(" ")}
          </p>
        </>
      )}
    </section>
  );
}

/** The point below the pointer with its loss; without one where the run is at the crosshair, whose loss the charts tell exactly. */
function readout(
  { grid, paths }: LandscapeContent,
  run: RunSummary,
  index: number | null,
  point: PlanePoint | null,
): string {
  if (point !== null) {
    const loss = grid === null ? Number.NaN : lossAt(grid, point);
    return Number.isNaN(loss) ? pointText(point) : t("{0} · loss ≈ {1}", pointText(point), formatNumber(loss));
  }
  const path = paths.find(({ id }) => id === run.id)?.path;
  if (!path || index === null) return "";
  return t("● step {0}: {1}", formatCount(path.steps[index]), pointText({ x: path.x[index], y: path.y[index] }));
}
