import type { RunSummary } from "../../src/protocol/panel";
import { Icon } from "../controls/icon";
import { t } from "../l10n/translate";
import { selectedRun } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import "./liveLine.css";

/** Turns simulating as you type on and off, and says what it follows, or why the charts stay behind. Its line is always there: nothing jumps. */
export function LiveLine({ panel: { model, host, perform } }: { readonly panel: Panel }) {
  const run = selectedRun(model);
  if (run === null || model.content === null || !host.isLive) return null;
  const { followsEdits } = model.content;
  const isBehind = followsEdits && (run.held !== null || run.stale);
  return (
    <div class={`live-line ${followsEdits ? "is-on" : ""} ${isBehind ? "is-behind" : ""}`} data-testid="live-line">
      <button
        type="button"
        class="live-switch"
        role="switch"
        aria-checked={followsEdits}
        title={t(followsEdits ? "Stop simulating as you type" : "Simulate as you type")}
        data-testid="live-switch"
        onClick={() => perform(host.calls.followEdits({ follow: !followsEdits }))}
      >
        <span class="live-track">
          <span class="live-thumb" />
        </span>
        {t("Live")}
      </button>
      {isBehind && <Icon name="information" />}
      <p class="live-text" role="status" title={liveText(run, followsEdits)} data-testid="live-text">
        {liveText(run, followsEdits)}
      </p>
      {isBehind && run.held === null && (
        <button
          type="button"
          class="link live-action"
          data-testid="action-simulate"
          onClick={() => perform(host.calls.simulate({ run: run.id }))}
        >
          {t(run.isReplay ? "Replay again" : "Simulate again")}
        </button>
      )}
    </div>
  );
}

function liveText({ source, held, stale }: RunSummary, followsEdits: boolean): string {
  if (!followsEdits) return t("Edits do not change the charts.");
  if (held !== null) return held;
  if (stale) return t("The source has changed since this run.");
  return source === null ? "" : t("Follows {0} as you type.", source);
}
