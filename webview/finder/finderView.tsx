import { useEffect, useState } from "preact/hooks";
import type { RateSpan } from "../../src/core/sweep/rateGrid";
import type { FinderRequest, FinderState } from "../../src/protocol/finder";
import { Icon } from "../controls/icon";
import { Dropdown } from "../controls/toolkit";
import { inOneLine } from "../l10n/sentences";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";
import { runColorClass } from "../theme/runColorClass";
import { bestPoint, ownRow, sweepInWords } from "./finderWords";
import { HeatMap } from "./heatMap";
import type { Place } from "./plotKeys";
import { PointDetails } from "./pointDetails";
import { RateCurve } from "./rateCurve";
import "./finder.css";

const WORDS = "finder-words";
const NO_SECOND = "none";

/** How far to look around the run's own rate. */
const SPANS: readonly {
  readonly value: string;
  readonly text: string;
  readonly below: number;
  readonly above: number;
}[] = [
  { value: "near", text: t("÷10 to ×10"), below: 1, above: 1 },
  { value: "usual", text: t("÷1,000 to ×100"), below: 3, above: 2 },
  { value: "wide", text: t("÷1,000,000 to ×10,000"), below: 6, above: 4 },
];
/** Rates in a decade of a curve, and of a map, for each of the ranges. */
const DENSITY: Readonly<Record<string, { readonly curve: number; readonly map: number }>> = {
  near: { curve: 20, map: 8 },
  usual: { curve: 8, map: 4 },
  wide: { curve: 4, map: 2 },
};

/** The learning-rate finder: how the final loss depends on the learning rate, and on another hyperparameter where one is chosen. */
export function FinderView({ panel }: { readonly panel: Panel }) {
  const state = panel.model.finder;
  return state === null ? null : <Finder key={state.run} state={state} panel={panel} />;
}

function Finder({ state, panel }: { readonly state: FinderState; readonly panel: Panel }) {
  const { host, perform, model, dispatch } = panel;
  const [chosen, setChosen] = useState<Place | null>(null);
  const { rates, ownRate, second, status, outcomes, span } = state;
  // Another sweep has other points.
  const shape = `${rates.join()} ${second?.id}`;
  useEffect(() => setChosen(null), [shape]);
  const selected = chosen ?? bestPoint(state) ?? { rate: ownRate, row: ownRow(state) };
  const ask = (request: FinderRequest) => perform(host.calls.finder(request));
  const pick = () => {
    if (!host.isLive) return;
    ask({ kind: "pick", rate: selected.rate, second: selected.row });
    dispatch({ type: "announce", text: t("A run of this point was begun") });
  };
  const words = sweepInWords(state);
  useEffect(() => {
    if (status === "finished") dispatch({ type: "announce", text: words[0] });
  }, [status]);
  const spanName = SPANS.find(({ below, above }) => below === span.below && above === span.above)?.value ?? "usual";
  const open = (name: string, secondId: string | null) =>
    ask({ kind: "open", run: state.run, span: spanOf(name, secondId !== null), second: secondId });
  const done = outcomes.filter((outcome) => outcome !== null).length;
  const color = model.content?.runs.find(({ id }) => id === state.run)?.color ?? 0;
  const Plot = second === null ? RateCurve : HeatMap;
  return (
    <section class="finder" aria-labelledby="finder-title" data-testid="finder" data-status={status}>
      <header class="finder-header">
        <h2 class="finder-title" id="finder-title">
          {t("Learning-rate finder")}
        </h2>
        <span class="finder-run">{state.name}</span>
        {host.isLive && (
          <div class="finder-tools">
            <Dropdown
              label={t("Range of learning rates")}
              value={spanName}
              options={SPANS}
              onChange={(name) => open(name, second?.id ?? null)}
              testId="finder-span"
            />
            {state.choices.length > 0 && (
              <Dropdown
                label={t("Second hyperparameter")}
                value={second?.id ?? NO_SECOND}
                options={[
                  { value: NO_SECOND, text: t("learning rate alone") },
                  ...state.choices.map(({ id, label }) => ({ value: id, text: t("and {0}", label) })),
                ]}
                onChange={(id) => open(spanName, id === NO_SECOND ? null : id)}
                testId="finder-second"
              />
            )}
            {status === "running" ? (
              <button
                type="button"
                class="quiet-button"
                data-testid="finder-cancel"
                onClick={() => ask({ kind: "cancel" })}
              >
                <Icon name="stop" /> {t("Cancel")}
              </button>
            ) : (
              <button
                type="button"
                class="quiet-button"
                data-testid="finder-again"
                onClick={() => open(spanName, second?.id ?? null)}
              >
                <Icon name="play" /> {t("Run again")}
              </button>
            )}
            <button
              type="button"
              class="quiet-button"
              title={t("Make one run whose learning rate grows from {0} to {1}", rates[0], rates[rates.length - 1])}
              data-testid="finder-range-test"
              onClick={() => ask({ kind: "rangeTest" })}
            >
              {t("Range test")}
            </button>
            <button
              type="button"
              class="quiet-button"
              aria-label={t("Close the learning-rate finder")}
              title={t("Close")}
              data-testid="finder-close"
              onClick={() => ask({ kind: "close" })}
            >
              <Icon name="close" />
            </button>
          </div>
        )}
      </header>
      <progress
        class="finder-progress"
        aria-label={t("Points evaluated")}
        value={done}
        max={outcomes.length}
        hidden={status !== "running"}
      />
      {status === "failed" && <p class="finder-problem">{state.message}</p>}
      {state.stale && <p class="finder-hint">{t("The run has changed since. Run again for its new numbers.")}</p>}
      <p class="finder-answer" data-testid="finder-answer">
        {words[0]}
      </p>
      <Plot
        state={state}
        colorClass={runColorClass({ color })}
        selected={selected}
        onSelect={setChosen}
        onPick={pick}
        describedBy={WORDS}
      />
      <PointDetails state={state} selected={selected} onPick={host.isLive ? pick : null} />
      <p class="finder-words" id={WORDS} data-testid="finder-words">
        {inOneLine(words.slice(1))}
      </p>
    </section>
  );
}

function spanOf(name: string, isMap: boolean): RateSpan {
  const { below, above } = SPANS.find(({ value }) => value === name) ?? SPANS[1];
  const { curve, map } = DENSITY[name] ?? DENSITY.usual;
  return { below, above, perDecade: isMap ? map : curve };
}
