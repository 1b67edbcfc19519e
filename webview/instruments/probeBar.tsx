import { formatCount } from "../../src/core/formatNumber";
import { TextField } from "../controls/toolkit";
import { t } from "../l10n/translate";
import { listedRun } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { showsParameter } from "./useProbe";
import "./instruments.css";

/** Which parameter the instruments of one parameter follow: by its index, or the one that the inspector shows. */
export function ProbeBar({ panel }: { readonly panel: Panel }) {
  const { model, dispatch } = panel;
  const run = listedRun(model);
  if (run === null || run.parameters === 0 || !showsParameter(model)) return null;
  const last = run.parameters - 1;
  const index = Math.min(last, model.view.probed);
  const { probe } = run;
  const inspected = model.inspection.run === run.id ? model.inspection.content : null;
  const typed = (text: string) => {
    const next = Number(text.replace(/[\s,]/g, ""));
    if (text.trim() === "" || !Number.isInteger(next)) return;
    dispatch({ type: "probed", index: Math.min(last, Math.max(0, next)) });
  };
  return (
    <section class="probe-bar" aria-label={t("Parameter of the instruments")} data-testid="probe-bar">
      <span>{t("Parameter")}</span>
      <TextField
        class="parameter-index"
        label={t("Index of the parameter that instruments follow, 0 to {0}", formatCount(last))}
        testId="probe-index"
        value={String(index)}
        onCommit={typed}
      />
      {probe?.parameter && (
        <span class="parameter-name" data-testid="probe-name">
          {probe.parameter}
        </span>
      )}
      {inspected !== null && inspected.index !== index && (
        <button
          type="button"
          class="link"
          data-testid="probe-inspected"
          onClick={() => dispatch({ type: "probed", index: inspected.index })}
        >
          {t("Take {0} of the inspector", inspected.parameter)}
        </button>
      )}
      <span class="probe-state" role="status">
        {probe?.status === "running" && probe.stepsDone < run.stepsDone
          ? t("simulating it: step {0} of {1}", formatCount(probe.stepsDone), formatCount(run.stepsDone))
          : probe?.status === "failed"
            ? (probe.message ?? "")
            : ""}
      </span>
    </section>
  );
}
