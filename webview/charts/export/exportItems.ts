import type { ValueForm } from "../../../src/protocol/panel";
import type { MenuItem } from "../../controls/menu";
import { AT_CURSOR } from "../../instruments/plannedRun";
import { plannedValues } from "../../instruments/plannedValues";
import { withProbes } from "../../instruments/probedRun";
import { t } from "../../l10n/translate";
import { listedRun, visibleRuns } from "../../panel/panelModel";
import type { Panel } from "../../panel/usePanel";
import type { ThemeColors } from "../../theme/themeColors";
import { type ChartDefinition, columnsOf } from "../chartDefinitions";
import { runsOnShow } from "../chartOnShow";
import { chartsPicture } from "./chartsPicture";
import { pngOfSvg } from "./pngOfSvg";

/** What writes charts into files: pictures of what is seen, and the values of all steps. */
export function exportItems(panel: Panel, theme: ThemeColors, definitions: readonly ChartDefinition[]): MenuItem[] {
  const { model, host, perform } = panel;
  const name = definitions.length === 1 ? definitions[0].title : t("Charts");
  const savePng = async () => {
    const data = await pngOfSvg(chartsPicture(model, definitions, theme));
    await host.calls.saveFile({ name: `${name}.png`, data, isBase64: true });
  };
  const saveSvg = () =>
    host.calls.saveFile({ name: `${name}.svg`, data: chartsPicture(model, definitions, theme), isBase64: false });
  const saveValues = (form: ValueForm) => {
    const recorded = definitions.filter(({ instrument }) => instrument !== "schedule");
    const plan = model.schedules[listedRun(model)?.id ?? AT_CURSOR]?.plan;
    // No run has recorded what is only planned.
    if (recorded.length === 0 && plan) {
      return host.calls.saveFile({ name: `${name}.${form}`, data: plannedValues(plan, form), isBase64: false });
    }
    const drawn = new Set(recorded.flatMap((each) => runsOnShow(model, each).map(({ id }) => id)));
    const runs = withProbes(visibleRuns(model)).filter(({ id }) => drawn.has(id));
    const columns = [...new Set(recorded.flatMap(columnsOf))];
    return host.calls.exportValues({ name, runs: runs.map(({ id }) => id), columns, form });
  };
  return [
    { text: t("Save as PNG…"), onSelect: () => perform(savePng()), testId: "save-png" },
    { text: t("Save as SVG…"), onSelect: () => perform(saveSvg()), testId: "save-svg" },
    ...(host.isLive
      ? [
          { text: t("Save values as CSV…"), onSelect: () => perform(saveValues("csv")), testId: "save-csv" },
          { text: t("Save values as JSON…"), onSelect: () => perform(saveValues("json")), testId: "save-json" },
        ]
      : []),
  ];
}
