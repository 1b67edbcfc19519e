import type { PlaneWindow } from "../../src/core/landscape/planeWindow";
import type { RunSummary } from "../../src/protocol/panel";
import { Icon } from "../controls/icon";
import { Button } from "../controls/toolkit";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";
import { KEY_ZOOM, zoomAround } from "./planeView";
import { hasMoved } from "./startHandle";
import type { LandscapeContent } from "./useLandscape";

interface LandscapeToolsProps {
  readonly content: LandscapeContent;
  /** Null for all that there is to see. */
  readonly setWindow: (window: PlaneWindow | null) => void;
  readonly run: RunSummary;
  readonly panel: Panel;
}

/** Zoom, and what is made of a start that was moved. */
export function LandscapeTools({ content, setWindow, run, panel: { dispatch, host, perform } }: LandscapeToolsProps) {
  const { window, moveStart } = content;
  const zoom = (factor: number) => {
    if (window === null) return;
    const { left, right, bottom, top } = window;
    setWindow(zoomAround(window, { x: (left + right) / 2, y: (bottom + top) / 2 }, factor));
  };
  const keep = () => {
    perform(host.calls.keepStart({ run: run.id }));
    dispatch({ type: "announce", text: t("A run from this start was begun") });
  };
  return (
    <div class="finder-tools">
      {hasMoved(run) && (
        <>
          <Button
            appearance="secondary"
            testId="landscape-keep"
            title={t("Make a run of its own from this start")}
            onClick={keep}
          >
            {t("Keep as run")}
          </Button>
          <button
            type="button"
            class="quiet-button"
            title={t("Start where the problem lets the run start")}
            data-testid="landscape-reset"
            onClick={() => moveStart(null)}
          >
            <Icon name="reset" /> {t("Start back")}
          </button>
        </>
      )}
      <span class="landscape-tools">
        <button
          type="button"
          class="quiet-button"
          aria-label={t("Zoom in")}
          title={t("Zoom in")}
          onClick={() => zoom(KEY_ZOOM)}
        >
          +
        </button>
        <button
          type="button"
          class="quiet-button"
          aria-label={t("Zoom out")}
          title={t("Zoom out")}
          onClick={() => zoom(1 / KEY_ZOOM)}
        >
          −
        </button>
        <button
          type="button"
          class="quiet-button"
          aria-label={t("Show all")}
          title={t("Show all")}
          data-testid="landscape-fit"
          onClick={() => setWindow(null)}
        >
          <Icon name="fit" />
        </button>
        <button
          type="button"
          class="quiet-button"
          aria-label={t("Close the landscape")}
          title={t("Close")}
          data-testid="landscape-close"
          onClick={() => dispatch({ type: "landscape", isShown: false })}
        >
          <Icon name="close" />
        </button>
      </span>
    </div>
  );
}
