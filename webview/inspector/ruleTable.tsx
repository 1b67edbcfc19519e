import type { StepInspection } from "../../src/core/inspection/stepInspection";
import { NumberValue } from "../controls/numberValue";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";

interface TableProps {
  readonly inspection: StepInspection;
  readonly panel: Panel;
}

/** The rule as a worked example: every line with its formula, the same with numbers, and the result. */
export function RuleTable({ inspection, panel: { host, perform } }: TableProps) {
  return (
    <table class="rule-table" aria-label={t("Arithmetic of {0}", inspection.parameter)}>
      <thead class="screen-reader-only">
        <tr>
          {[t("Name"), t("Formula"), t("With numbers"), t("Result")].map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {inspection.lines.map((line) => (
          <tr
            key={line.line}
            class={`rule-line ${line.changesParameter ? "changes-parameter" : ""}`}
            data-testid="inspector-line"
          >
            <th scope="row" class="rule-name">
              {line.name}
            </th>
            <td class="rule-formula">
              <Words text={line.formula} />
            </td>
            <td class="rule-substituted">
              <Words text={line.substituted} />
            </td>
            <td class="rule-result">
              <NumberValue value={line.value} label={line.name} onCopy={(text) => perform(host.calls.copy({ text }))} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A formula that is broken between its words only, never inside a number such as 1e-8. */
function Words({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(" ").map((word, index) => (
        // The words of a formula have no other identity than their place.
        <span key={index} class="word">
          {index > 0 && " "}
          {word}
        </span>
      ))}
    </>
  );
}
