import type { StepInspection } from "../../src/core/inspection/stepInspection";
import { NumberValue } from "../controls/numberValue";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";
import { statisticName } from "./statisticName";

interface TableProps {
  readonly inspection: StepInspection;
  readonly panel: Panel;
}

/** The numbers of the step that belong to no line of the rule. */
export function StatisticsTable({ inspection, panel: { host, perform } }: TableProps) {
  return (
    <table class="statistics-table" aria-label={t("Statistics of the step")}>
      <tbody>
        {inspection.statistics.map((statistic) => (
          <tr key={statistic.name} data-testid={`statistic-${statistic.name}`}>
            <th scope="row">{statisticName(statistic)}</th>
            <td>
              <NumberValue
                value={statistic.value}
                label={statisticName(statistic)}
                onCopy={(text) => perform(host.calls.copy({ text }))}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
