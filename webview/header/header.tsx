import { useState } from "preact/hooks";
import type { RunSummary } from "../../src/protocol/panel";
import { Icon } from "../controls/icon";
import { Menu, type MenuItem } from "../controls/menu";
import { Button } from "../controls/toolkit";
import { USUAL_BUDGET } from "../fairComparison/fairView";
import { inspectionText } from "../inspector/inspectionText";
import { t } from "../l10n/translate";
import { selectedRun, visibleRuns } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { Gist } from "./gist";
import { ProgressLine } from "./progressLine";
import "./header.css";

/** What is shown, where it stands in the source, and the one thing to do. */
export function Header({ panel }: { readonly panel: Panel }) {
  const run = selectedRun(panel.model);
  if (run === null) return null;
  const { host, perform } = panel;
  return (
    <header class="header" data-testid="panel-header">
      <div class="header-row">
        <h1 class="header-title">{run.title}</h1>
        {run.source !== null && <SourceLink run={run} panel={panel} />}
        <Gist run={run} panel={panel} />
        <div class="header-actions">
          {host.isLive && !run.isReplay && <FinderButton run={run} panel={panel} />}
          {host.isLive && <PrimaryButton run={run} panel={panel} />}
          <Menu label={t("More actions")} items={() => menuItems(run, panel)} />
        </div>
      </div>
      <ProgressLine run={run} />
    </header>
  );

  function menuItems(shown: RunSummary, { model, dispatch }: Panel): MenuItem[] {
    const { content } = model.inspection;
    const copy = () => {
      if (content === null) return;
      perform(host.calls.copy({ text: inspectionText(shown, content) }));
      dispatch({ type: "announce", text: t("Copied the arithmetic of the step") });
    };
    const copyItem =
      content === null ? [] : [{ text: t("Copy arithmetic of the step"), onSelect: copy, testId: "menu-copy" }];
    if (!host.isLive) return copyItem;
    const shownRuns = visibleRuns(model).map(({ id }) => id);
    const compareItem = {
      text: t("Compare fairly"),
      onSelect: () => perform(host.calls.fairComparison({ kind: "start", runs: shownRuns, trials: USUAL_BUDGET })),
      testId: "menu-compare-fairly",
    };
    return [
      ...(shownRuns.length > 1 ? [compareItem] : []),
      {
        text: t("Export trace…"),
        onSelect: () => perform(host.calls.exportTrace({ run: shown.id })),
        testId: "menu-export",
      },
      ...copyItem,
      ...(shown.isReplay ? [] : [landscapeItem(panel), curvatureItem(shown, panel)]),
      { text: t("Show log"), onSelect: () => perform(host.calls.showLog({})), testId: "menu-log" },
    ];
  }
}

function landscapeItem({ model, dispatch }: Panel): MenuItem {
  const isShown = model.view.showsLandscape;
  return {
    text: t(isShown ? "Hide landscape" : "Show landscape"),
    onSelect: () => dispatch({ type: "landscape", isShown: !isShown }),
    testId: "menu-landscape",
  };
}

function curvatureItem(run: RunSummary, { host, model, perform }: Panel): MenuItem {
  const isMeasured = model.content?.measuresCurvature === true;
  return {
    text: t(isMeasured ? "Stop measuring curvature" : "Measure curvature"),
    onSelect: () => perform(host.calls.measureCurvature({ run: run.id, measure: !isMeasured })),
    testId: "menu-curvature",
  };
}

function SourceLink({ run, panel: { host, perform } }: { readonly run: RunSummary; readonly panel: Panel }) {
  if (!host.isLive) return <span class="header-source">{run.source}</span>;
  return (
    <button
      type="button"
      class="link header-source"
      data-testid="source-link"
      title={t("Go to {0}", run.source ?? "")}
      onClick={() => perform(host.calls.reveal({ run: run.id }))}
    >
      {run.source}
    </button>
  );
}

function FinderButton({ run, panel: { host, perform } }: { readonly run: RunSummary; readonly panel: Panel }) {
  return (
    <button
      type="button"
      class="quiet-button"
      aria-label={t("Find rate")}
      title={t("Find the learning rate: how the final loss depends on it")}
      data-testid="find-learning-rate"
      onClick={() => perform(host.calls.finder({ kind: "open", run: run.id }))}
    >
      <Icon name="finder" /> <span class="header-finder-text">{t("Find rate")}</span>
    </button>
  );
}

function PrimaryButton({ run, panel: { host, perform } }: { readonly run: RunSummary; readonly panel: Panel }) {
  // Says at once that the click has arrived: until the run has ended, the worker may have a slice to finish.
  const [cancelled, setCancelled] = useState<string | null>(null);
  if (run.status === "running") {
    const isCancelling = cancelled === run.id;
    return (
      <Button
        appearance="secondary"
        class="header-primary"
        label={t(isCancelling ? "Cancelling" : "Cancel")}
        title={t("Cancel the simulation")}
        testId="cancel"
        disabled={isCancelling}
        onClick={() => {
          const request = host.calls.cancel({ run: run.id });
          setCancelled(run.id);
          request.catch(() => setCancelled(null));
          perform(request);
        }}
      >
        <Icon name="stop" /> <span class="header-primary-text">{t(isCancelling ? "Cancelling…" : "Cancel")}</span>
      </Button>
    );
  }
  return (
    <Button
      appearance="primary"
      class="header-primary"
      label={t(run.isReplay ? "Replay" : "Simulate")}
      title={t(run.isReplay ? "Replay again" : "Simulate again")}
      testId="simulate"
      onClick={() => perform(host.calls.simulate({ run: run.id }))}
    >
      <Icon name="play" /> <span class="header-primary-text">{t(run.isReplay ? "Replay" : "Simulate")}</span>
    </Button>
  );
}
