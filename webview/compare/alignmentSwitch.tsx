import type { RunSummary } from "../../src/protocol/panel";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";
import type { Alignment } from "./alignment";

const ALIGNMENTS: readonly { readonly alignment: Alignment; readonly text: string; readonly title: string }[] = [
  { alignment: "step", text: t("steps"), title: t("Steps of runs one by one") },
  {
    alignment: "share",
    text: t("share"),
    title: t("Runs by the share of each that is done, from the first step to the last"),
  },
];

/** How runs of different lengths lie over one another. Where all are of one length there is nothing to choose. */
export function AlignmentSwitch({ runs, panel }: { readonly runs: readonly RunSummary[]; readonly panel: Panel }) {
  const { model, dispatch } = panel;
  const current = model.view.alignment;
  const areAlike = new Set(runs.map(({ steps }) => steps)).size < 2;
  if (areAlike && current === "step") return null;
  return (
    <fieldset class="segments" aria-label={t("Alignment of runs")}>
      {ALIGNMENTS.map(({ alignment, text, title }) => (
        <button
          key={alignment}
          type="button"
          class="segment"
          title={title}
          aria-label={title}
          aria-pressed={current === alignment}
          data-testid={`align-${alignment}`}
          onClick={() => dispatch({ type: "alignment", alignment })}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}
