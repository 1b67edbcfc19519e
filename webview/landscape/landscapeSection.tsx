import { useState } from "preact/hooks";
import { formatCount, formatNumber } from "../../src/core/formatNumber";
import type { PlanePoint } from "../../src/core/landscape/plane";
import type { RunSummary } from "../../src/protocol/panel";
import { stepAt } from "../compare/alignment";
import { Icon } from "../controls/icon";
import { Button } from "../controls/toolkit";
import { chartPlaces, crosshairPlace, selectedRun, visibleRuns } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { LandscapePlot } from "./landscapePlot";
import { landscapeInWords, pointText } from "./landscapeWords";
import { lossAt } from "./lossAt";
import { pointOfStep } from "./pathShape";
import { KEY_ZOOM, zoomAround } from "./planeView";
import { hasMoved } from "./startHandle";
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
  const content = useLandscape(run, visibleRuns(model), host);
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
          Landscape
        </h2>
        <span class="finder-run">{run.name}</span>
        <Tools content={content} run={run} panel={panel} />
      </header>
      <progress class="finder-progress" aria-label="Working out the loss" hidden={!isWorking} />
      {obstacle !== null && (
        <p class="finder-problem" data-testid="landscape-obstacle">
          {obstacle}
        </p>
      )}
      {obstacle === null && plane === null && (
        <p class="finder-hint">
          {run.status === "running" ? "It is drawn as soon as the run has ended." : "Following the run …"}
        </p>
      )}
      {plane !== null && window !== null && (
        <>
          <LandscapePlot
            content={content}
            plane={plane}
            window={window}
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
            ○ start ■ end ● step{plane.minimum === null ? "" : " + minimum"}
            {run.trial?.original ? " ┄ as in the source" : ""}
          </p>
          <p class="finder-words" id={WORDS} data-testid="landscape-words">
            {landscapeInWords(content).join(" ")}
          </p>
        </>
      )}
    </section>
  );
}

interface ToolsProps {
  readonly content: LandscapeContent;
  readonly run: RunSummary;
  readonly panel: Panel;
}

function Tools({ content, run, panel: { dispatch, host, perform } }: ToolsProps) {
  const { window, setWindow, moveStart } = content;
  const zoom = (factor: number) => {
    if (window === null) return;
    const { left, right, bottom, top } = window;
    setWindow(zoomAround(window, { x: (left + right) / 2, y: (bottom + top) / 2 }, factor));
  };
  const keep = () => {
    perform(host.calls.keepStart({ run: run.id }));
    dispatch({ type: "announce", text: "A run from this start was begun" });
  };
  return (
    <div class="finder-tools">
      {hasMoved(run) && (
        <>
          <Button
            appearance="secondary"
            testId="landscape-keep"
            title="Make a run of its own from this start"
            onClick={keep}
          >
            Keep as run
          </Button>
          <button
            type="button"
            class="quiet-button"
            title="Start where the problem lets the run start"
            data-testid="landscape-reset"
            onClick={() => moveStart(null)}
          >
            <Icon name="reset" /> Start back
          </button>
        </>
      )}
      <span class="landscape-tools">
        <button type="button" class="quiet-button" aria-label="Zoom in" title="Zoom in" onClick={() => zoom(KEY_ZOOM)}>
          +
        </button>
        <button
          type="button"
          class="quiet-button"
          aria-label="Zoom out"
          title="Zoom out"
          onClick={() => zoom(1 / KEY_ZOOM)}
        >
          −
        </button>
        <button
          type="button"
          class="quiet-button"
          aria-label="Show all"
          title="Show all"
          data-testid="landscape-fit"
          onClick={() => setWindow(null)}
        >
          <Icon name="fit" />
        </button>
        <button
          type="button"
          class="quiet-button"
          aria-label="Close the landscape"
          title="Close"
          data-testid="landscape-close"
          onClick={() => dispatch({ type: "landscape", isShown: false })}
        >
          <Icon name="close" />
        </button>
      </span>
    </div>
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
    return `${pointText(point)}${Number.isNaN(loss) ? "" : ` · loss ≈ ${formatNumber(loss)}`}`;
  }
  const path = paths.find(({ id }) => id === run.id)?.path;
  if (!path || index === null) return "";
  return `● step ${formatCount(path.steps[index])}: ${pointText({ x: path.x[index], y: path.y[index] })}`;
}
