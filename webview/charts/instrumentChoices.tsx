import { useEffect, useState } from "preact/hooks";
import { t } from "../l10n/translate";
import { visibleRuns } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { INSTRUMENT_CHOICES, type InstrumentChoice } from "./instrumentCharts";

/** What else is recorded at every step: off until asked for, and then for the runs on show and all later ones. */
export function InstrumentChoices({ panel }: { readonly panel: Panel }) {
  return (
    <fieldset class="chart-choice">
      <legend title={t("Runs on show are simulated again, with the same numbers")}>
        {t("Recorded at every step")}
      </legend>
      {INSTRUMENT_CHOICES.map((choice) => (
        <InstrumentCheck key={choice.instrument} choice={choice} panel={panel} />
      ))}
    </fieldset>
  );
}

interface InstrumentCheckProps {
  readonly choice: InstrumentChoice;
  readonly panel: Panel;
}

function InstrumentCheck({ choice: { instrument, title, description, chart, column }, panel }: InstrumentCheckProps) {
  const { model, host, perform, dispatch } = panel;
  const runs = visibleRuns(model);
  const observed = runs.filter((run) => run.instruments.includes(instrument));
  const isOn =
    runs.length > 0 ? observed.length === runs.length : (model.content?.instruments.includes(instrument) ?? false);
  // Ticked at once; the runs follow when they have been simulated again.
  const [wanted, setWanted] = useState<boolean | null>(null);
  useEffect(() => setWanted(null), [isOn]);
  const isChecked = wanted ?? isOn;
  const isEmpty =
    observed.length > 0 &&
    observed.every((run) => run.stepsDone > 0 && !run.columns.some(({ name }) => name === column));
  const toggle = () => {
    perform(host.calls.switchInstrument({ runs: runs.map(({ id }) => id), instrument, isOn: !isChecked }));
    setWanted(!isChecked);
    if (isChecked) return;
    // Its chart is among the last, and may have been hidden before.
    const { layout } = model.view;
    dispatch({ type: "allCharts", areShown: true });
    dispatch({ type: "layout", layout: { ...layout, hidden: layout.hidden.filter((id) => id !== chart) } });
  };
  return (
    <label class="check" title={description}>
      <input
        type="checkbox"
        checked={isChecked}
        indeterminate={!isChecked && observed.length > 0}
        data-testid={`instrument-${instrument}`}
        onChange={toggle}
      />
      {title}
      {isEmpty && <span class="check-note">{t("none here")}</span>}
    </label>
  );
}
