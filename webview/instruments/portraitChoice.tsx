import type { ChartDefinition } from "../charts/chartDefinitions";
import { Dropdown } from "../controls/toolkit";
import { t } from "../l10n/translate";
import { listedRun } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { portraitAxes } from "./portraitAxes";

interface PortraitChoiceProps {
  readonly panel: Panel;
  readonly definition: ChartDefinition;
}

/** What is on the axes of a phase portrait. */
export function PortraitChoice({ panel: { model, dispatch }, definition }: PortraitChoiceProps) {
  const run = listedRun(model);
  if (run === null) return null;
  const axes = portraitAxes(run, model.view.portrait);
  const options = definition.lines.map(({ column }) => ({ value: column, text: column }));
  const axis = (name: "x" | "y", label: string) => (
    <Dropdown
      label={label}
      testId={`portrait-${name}`}
      value={axes[name]}
      options={options}
      onChange={(column) => dispatch({ type: "portrait", axes: { [name]: column } })}
    />
  );
  return (
    <span class="portrait-choice">
      {axis("y", t("Vertical axis"))}
      <span class="chart-quantity">{t("against")}</span>
      {axis("x", t("Horizontal axis"))}
    </span>
  );
}
