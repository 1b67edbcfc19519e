import type { Hyperparameter, RunSummary } from "../../src/protocol/panel";
import { Icon } from "../controls/icon";
import { Button } from "../controls/toolkit";
import { t } from "../l10n/translate";
import { selectedRun } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { runColorClass } from "../theme/runColorClass";
import { DroppedNote } from "./droppedNote";
import { type TrialControls, useTrial } from "./useTrial";
import { ValueRow } from "./valueRow";
import "./whatIf.css";

const CONTENT = "what-if-content";

/** Other values for the hyperparameters of the run on show: its curves follow, and the source where that is wanted. */
export function WhatIfSection({ panel }: { readonly panel: Panel }) {
  const run = selectedRun(panel.model);
  return run !== null && panel.host.isLive ? <WhatIf run={run} panel={panel} /> : null;
}

function WhatIf({ run, panel }: { readonly run: RunSummary; readonly panel: Panel }) {
  const { model, dispatch } = panel;
  const isOpen = model.view.showsWhatIf;
  const trial = useTrial(run, panel, isOpen);
  return (
    <section class={`what-if ${runColorClass(run)}`} aria-label={t("What if")} data-testid="what-if">
      <h2 class="what-if-header">
        <button
          type="button"
          class="what-if-toggle"
          aria-expanded={isOpen}
          aria-controls={isOpen ? CONTENT : undefined}
          title={t(isOpen ? "Hide the hyperparameters" : "Try other values of the hyperparameters")}
          data-testid="what-if-toggle"
          onClick={() => dispatch({ type: "whatIf", isShown: !isOpen })}
        >
          <Icon name={isOpen ? "expanded" : "next"} />
          <span class="what-if-title">{t("What if")}</span>
          <span class="what-if-words" data-testid="what-if-words">
            {run.trial?.words ?? t("another learning rate, schedule, …")}
          </span>
        </button>
        {run.trial !== null && (
          <span class="what-if-legend">
            <span class="what-if-dash" aria-hidden="true" /> {t("as in the source")}
          </span>
        )}
      </h2>
      {run.dropped !== null && (
        <DroppedNote
          words={run.dropped.words}
          changes={run.dropped.changes}
          adjust={trial.adjust}
          error={trial.error}
        />
      )}
      {isOpen && (
        <div id={CONTENT} class="what-if-content">
          <div class="what-if-values">
            <Values trial={trial} />
          </div>
          <Footer trial={trial} run={run} panel={panel} />
        </div>
      )}
    </section>
  );
}

/** The optimizer's own hyperparameters, and those of its schedules. */
function Values({ trial: { hyperparameters, changes, obstacle, adjust } }: { readonly trial: TrialControls }) {
  const isOfSchedule = ({ id }: Hyperparameter) => id.startsWith("schedule");
  const groups = [
    { name: t("Optimizer"), rows: hyperparameters.filter((each) => !isOfSchedule(each)) },
    { name: t("Schedule"), rows: hyperparameters.filter(isOfSchedule) },
  ];
  const change = ({ id, value: original }: Hyperparameter, value: number | boolean) => {
    const { [id]: _, ...others } = changes;
    adjust(value === original ? others : { ...others, [id]: value });
  };
  return groups
    .filter(({ rows }) => rows.length > 0)
    .map(({ name, rows }) => (
      <ul key={name} class="what-if-rows" aria-label={name}>
        {rows.map((hyperparameter) => (
          <ValueRow
            key={hyperparameter.id}
            hyperparameter={hyperparameter}
            value={changes[hyperparameter.id] ?? hyperparameter.value}
            disabled={obstacle !== null}
            onChange={(value) => change(hyperparameter, value)}
          />
        ))}
      </ul>
    ));
}

interface FooterProps {
  readonly trial: TrialControls;
  readonly run: RunSummary;
  readonly panel: Panel;
}

/** Writes, resets, and says before what will be edited. */
function Footer({ trial, run, panel: { dispatch, host, perform } }: FooterProps) {
  const { hyperparameters, changes, obstacle, error, adjust, write } = trial;
  const changed = hyperparameters.filter(({ id }) => Object.hasOwn(changes, id));
  const canWrite = obstacle === null && changed.some(({ writing }) => writing !== null);
  const hasMoved = run.trial !== null && run.trial.start !== null;
  const writeThem = async () => {
    const words = run.trial?.words ?? "";
    if (await write()) dispatch({ type: "announce", text: t("Written to the source: {0}", words) });
  };
  const resetAll = () => {
    adjust({});
    if (hasMoved) perform(host.calls.moveStart({ run: run.id, to: null }));
    dispatch({ type: "announce", text: t("All values are as in the source") });
  };
  return (
    <div class="what-if-footer">
      <Button appearance="secondary" testId="what-if-write" disabled={!canWrite} onClick={writeThem}>
        {t("Write to source")}
      </Button>
      <Button
        appearance="secondary"
        testId="what-if-reset-all"
        disabled={changed.length === 0 && !hasMoved}
        onClick={resetAll}
      >
        {t("Reset all")}
      </Button>
      {run.stale && (
        <button
          type="button"
          class="link"
          data-testid="what-if-simulate"
          onClick={() => perform(host.calls.simulate({ run: run.id }))}
        >
          {t(run.isReplay ? "Replay again" : "Simulate again")}
        </button>
      )}
      <div
        class={`what-if-note ${(error ?? obstacle) === null ? "" : "is-error"}`}
        role="status"
        data-testid="what-if-note"
      >
        {error ?? obstacle ?? <Places changed={changed} hasAny={hyperparameters.length > 0} />}
      </div>
    </div>
  );
}

/** What "Write to source" would edit. */
function Places({ changed, hasAny }: { readonly changed: readonly Hyperparameter[]; readonly hasAny: boolean }) {
  if (changed.length === 0)
    return hasAny ? t("Move a slider: the charts follow, and the source stays as it is.") : null;
  return (
    <ul class="what-if-places" aria-label={t("What would be edited")}>
      {changed.map(({ id, label, writing }) => (
        <li key={id}>
          <span class="what-if-place-label">{label}:</span>{" "}
          {writing ?? t("cannot be written: nothing in the source spells it out")}
        </li>
      ))}
    </ul>
  );
}
