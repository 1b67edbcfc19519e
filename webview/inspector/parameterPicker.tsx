import type { ParameterChoice } from "../../src/core/inspection/stepInspection";
import type { RunSummary } from "../../src/protocol/panel";
import { Dropdown, TextField } from "../controls/toolkit";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";

type Kind = ParameterChoice["kind"];

const CHOICES: readonly { readonly value: Kind; readonly text: string }[] = [
  { value: "largestUpdate", text: t("largest update") },
  { value: "largestGradient", text: t("largest gradient") },
  { value: "firstNonFinite", text: t("first non-finite") },
  { value: "index", text: t("by index") },
];

/** Which parameter the arithmetic is worked out for: one that stands out in the step, or any by its index. */
export function ParameterPicker({ run, panel }: { readonly run: RunSummary; readonly panel: Panel }) {
  const { model, dispatch } = panel;
  const { choice } = model.view;
  const { content } = model.inspection;
  const index = choice.kind === "index" ? choice.index : (content?.index ?? 0);
  const choose = (kind: string) => {
    if (kind === "index") dispatch({ type: "choice", choice: { kind, index } });
    else if (isNamed(kind)) dispatch({ type: "choice", choice: { kind } });
  };
  const typed = (text: string) => {
    const next = Number(text.replace(/[\s,]/g, ""));
    if (text.trim() === "" || !Number.isInteger(next)) return;
    dispatch({ type: "choice", choice: { kind: "index", index: Math.min(run.parameters - 1, Math.max(0, next)) } });
  };
  return (
    <div class="parameter-picker">
      <span class="parameter-label">{t("parameter")}</span>
      {content !== null && (
        <span class="parameter-name" data-testid="inspector-parameter">
          {content.parameter}
        </span>
      )}
      <Dropdown
        label={t("Parameter")}
        testId="inspector-choice"
        value={choice.kind}
        options={CHOICES}
        onChange={choose}
      />
      <TextField
        class="parameter-index"
        label={t("Index of the parameter, 0 to {0}", run.parameters - 1)}
        testId="inspector-index"
        value={String(index)}
        onCommit={typed}
      />
    </div>
  );
}

function isNamed(kind: string): kind is Exclude<Kind, "index"> {
  return CHOICES.some(({ value }) => value === kind) && kind !== "index";
}
