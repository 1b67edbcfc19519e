import { useEffect, useRef } from "preact/hooks";
import type { RunSummary } from "../../src/protocol/panel";
import { NumberValue } from "../controls/numberValue";
import { t } from "../l10n/translate";
import { columnValue } from "../panel/columnValues";
import type { Panel } from "../panel/usePanel";
import type { ThemeColors } from "../theme/themeColors";
import type { ChartDefinition, ChartLine } from "./chartDefinitions";
import { lineStyle } from "./lineStyle";

interface LineListProps {
  readonly definition: ChartDefinition;
  readonly run: RunSummary;
  readonly step: number | null;
  readonly panel: Panel;
  readonly theme: ThemeColors;
  /** Asks for one line, by its column, to be brought forward; null for none. */
  readonly onEmphasize: (column: string | null) => void;
}

/** The lines of a chart with many, each with a sample of its dash and its value at the crosshair. */
export function LineList({ definition, run, step, panel, theme, onEmphasize }: LineListProps) {
  return (
    <ul class="line-list" aria-label={t("{0} at the crosshair", definition.title)}>
      {definition.lines.map((line) => (
        <li
          key={line.column}
          class="line-list-item"
          onPointerEnter={() => onEmphasize(line.column)}
          onPointerLeave={() => onEmphasize(null)}
          onFocusIn={() => onEmphasize(line.column)}
          onFocusOut={() => onEmphasize(null)}
        >
          <LineSample line={line} run={run} theme={theme} />
          <span class="line-list-label" title={line.label ?? line.column}>
            {line.label}
          </span>
          <LineValue line={line} run={run} step={step} panel={panel} />
        </li>
      ))}
    </ul>
  );
}

interface LineValueProps {
  readonly line: ChartLine;
  readonly run: RunSummary;
  readonly step: number | null;
  readonly panel: Panel;
}

function LineValue({ line, run, step, panel }: LineValueProps) {
  const known = step === null ? null : columnValue(panel.model, run, line.column, step);
  const last = useRef<number | null>(null);
  if (known !== null) last.current = known;
  const value = known ?? last.current;
  if (value === null) return <span class="readout-value is-missing">–</span>;
  return (
    <NumberValue
      value={value}
      label={t("{0} at step {1}", line.column, step ?? 0)}
      testId="chart-value"
      onCopy={(text) => panel.perform(panel.host.calls.copy({ text }))}
    />
  );
}

const SAMPLE_WIDTH = 24;
const SAMPLE_HEIGHT = 8;

function LineSample({
  line,
  run,
  theme,
}: {
  readonly line: ChartLine;
  readonly run: RunSummary;
  readonly theme: ThemeColors;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!canvas.current || !context) return;
    const ratio = window.devicePixelRatio;
    canvas.current.width = SAMPLE_WIDTH * ratio;
    canvas.current.height = SAMPLE_HEIGHT * ratio;
    context.scale(ratio, ratio);
    const style = lineStyle(line, theme.runs[run.color % theme.runs.length], theme);
    context.strokeStyle = style.color;
    context.lineWidth = style.width;
    context.setLineDash([...style.dash]);
    context.beginPath();
    context.moveTo(0, SAMPLE_HEIGHT / 2);
    context.lineTo(SAMPLE_WIDTH, SAMPLE_HEIGHT / 2);
    context.stroke();
  }, [line, run.color, theme]);
  return (
    <span class="line-sample" aria-hidden="true">
      <canvas ref={canvas} />
    </span>
  );
}
