import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../controls/icon";
import type { MenuItem } from "../controls/menu";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";
import { reportQuery } from "../report/reportQuery";
import { readThemeColors } from "../theme/themeColors";
import type { ChartDefinition } from "./chartDefinitions";
import { type ChartLayout, choose, DEFAULT_LAYOUT, drawnCharts, inOrder, isChosen } from "./chartLayout";
import { definitionsOnShow } from "./chartOnShow";
import { exportItems } from "./export/exportItems";
import { InstrumentChoices } from "./instrumentChoices";
import { SmoothingSlider } from "./smoothingSlider";
import "./chartOptions.css";

const PANEL_ID = "chart-options";

/** A button, and what it opens: smoothing, axes, the choice of charts, and the files that can be made of them. */
export function ChartOptions({ panel }: { readonly panel: Panel }) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const { smoothing } = panel.model.view;
  useEffect(() => {
    if (!isOpen) return;
    root.current?.querySelector<HTMLElement>("input")?.focus();
    const closeOutside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      setOpen(false);
      root.current?.querySelector("button")?.focus();
    };
    const panel = root.current;
    document.addEventListener("pointerdown", closeOutside);
    panel?.addEventListener("keydown", closeOnEscape);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      panel?.removeEventListener("keydown", closeOnEscape);
    };
  }, [isOpen]);
  return (
    <div class="chart-options" ref={root}>
      <button
        type="button"
        class={`quiet-button ${smoothing === null ? "" : "is-on"}`}
        aria-expanded={isOpen}
        aria-controls={isOpen ? PANEL_ID : undefined}
        title={t("Smoothing, choice of charts, files")}
        data-testid="chart-options"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="settings" /> {t("charts")}
      </button>
      {isOpen && <OptionsPanel panel={panel} />}
    </div>
  );
}

function OptionsPanel({ panel }: { readonly panel: Panel }) {
  const { model, dispatch, host, perform } = panel;
  const { layout, showsAllCharts, valueRange } = model.view;
  const set = (next: ChartLayout) => dispatch({ type: "layout", layout: next });
  const definitions = inOrder(definitionsOnShow(model), layout.order);
  const drawn = drawnCharts(definitions, layout, showsAllCharts);
  const saveReport = () => perform(host.calls.exportReport(reportQuery(model)));
  const files: readonly MenuItem[] = [
    ...(drawn.length > 0 ? exportItems(panel, readThemeColors(), drawn) : []),
    ...(host.isLive ? [{ text: t("Save all as HTML report…"), onSelect: saveReport, testId: "save-report" }] : []),
  ];
  return (
    <section id={PANEL_ID} class="chart-options-panel" aria-label={t("Options of charts")}>
      {host.report?.fewestPoints == null && <SmoothingSlider panel={panel} />}
      <label class="check" title={t("Zoomed in, axes of values stay as they are for all steps")}>
        <input
          type="checkbox"
          checked={valueRange === "all"}
          data-testid="fixed-values"
          onChange={() => dispatch({ type: "valueRange", valueRange: valueRange === "all" ? "shown" : "all" })}
        />
        {t("Keep axes of values when zooming")}
      </label>
      <fieldset class="chart-choice">
        <legend>{t("Shown charts")}</legend>
        {definitions.filter(isUsual).map((definition) => (
          <ChartCheck key={definition.id} definition={definition} layout={layout} onChange={set} />
        ))}
      </fieldset>
      {!definitions.every(isUsual) && (
        <fieldset class="chart-choice">
          <legend>{t("Instruments")}</legend>
          {definitions.map((definition) =>
            isUsual(definition) ? null : (
              <ChartCheck key={definition.id} definition={definition} layout={layout} onChange={set} />
            ),
          )}
        </fieldset>
      )}
      {panel.host.isLive && <InstrumentChoices panel={panel} />}
      <button
        type="button"
        class="option-action"
        disabled={layout === DEFAULT_LAYOUT}
        data-testid="reset-layout"
        onClick={() => set(DEFAULT_LAYOUT)}
      >
        {t("Reset order, sizes and choice")}
      </button>
      <div class="option-files">
        {files.map(({ text, onSelect, testId }) => (
          <button key={text} type="button" class="option-action" data-testid={`all-${testId}`} onClick={onSelect}>
            {text}
          </button>
        ))}
      </div>
    </section>
  );
}

interface ChartCheckProps {
  readonly definition: ChartDefinition;
  readonly layout: ChartLayout;
  readonly onChange: (layout: ChartLayout) => void;
}

function isUsual({ instrument }: ChartDefinition): boolean {
  return instrument === undefined;
}

function ChartCheck({ definition, layout, onChange }: ChartCheckProps) {
  const { id, title } = definition;
  const isShown = isChosen(layout, definition);
  const toggle = () => onChange(choose(layout, definition, !isShown));
  return (
    <label class="check">
      <input type="checkbox" checked={isShown} data-testid={`show-${id}`} onChange={toggle} />
      {title}
    </label>
  );
}
