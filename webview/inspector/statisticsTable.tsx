import type { StepInspection } from "../../src/core/inspection/stepInspection";
import { NumberValue } from "../controls/numberValue";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";

interface TableProps {
  readonly inspection: StepInspection;
  readonly panel: Panel;
}

/** The numbers of the step that belong to no line of the rule. */
export function StatisticsTable({ inspection, panel: { host, perform } }: TableProps) {
  return (
    <table class="statistics-table" aria-label={t("Statistics of the step")}>
      <tbody>
        {inspection.statistics.map(({ name, label, value }) => (
          <tr key={name} data-testid={`statistic-${name}`}>
            <th scope="row">{label}</th>
            <td>
              <NumberValue value={value} label={label} onCopy={(text) => perform(host.calls.copy({ text }))} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
