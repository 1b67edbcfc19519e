import { useRef } from "preact/hooks";
import { formatCount } from "../../src/core/formatNumber";
import type { Spread } from "../../src/core/sweep/rateTuning";
import type { FairComparisonState } from "../../src/protocol/fairComparison";
import { type Axis, stepTicks, tickLabels } from "../charts/axis";
import { lossAxis, type PlotArea, placeOnAxis } from "../finder/plotArea";
import { useWidth } from "../finder/useWidth";
import { runColorClass } from "../theme/runColorClass";

const HEIGHT = 200;

/** The tuned optimizers' loss by step: the mean over the seeds, and the band between the lowest and the highest. */
export function FairCurves({ state }: { readonly state: FairComparisonState }) {
  const root = useRef<HTMLDivElement>(null);
  const width = useWidth(root, 640);
  const area: PlotArea = { left: 54, right: width - 12, top: 8, bottom: HEIGHT - 24 };
  const drawn = state.entries.flatMap(({ tuned, color, run }) =>
    tuned !== null && tuned.curve.length > 0 ? [{ run, color, curve: tuned.curve }] : [],
  );
  const y = lossAxis(drawn.flatMap(({ curve }) => curve.flatMap(({ lowest, highest }) => [lowest, highest])));
  const x: Axis = {
    scale: "linear",
    min: 0,
    max: state.steps,
    ticks: stepTicks(0, state.steps, Math.max(2, Math.floor((area.right - area.left) / 90))),
  };
  const labels = tickLabels(y);
  const placeX = (index: number) =>
    placeOnAxis(Math.min(state.steps, (index + 0.5) * state.stride), x, area.left, area.right);
  const placeY = (loss: number) => placeOnAxis(loss, y, area.bottom, area.top);
  const path = (curve: readonly Spread[], of: keyof Spread) =>
    curve.map((spread, index) => `${placeX(index).toFixed(1)},${placeY(spread[of]).toFixed(1)}`);
  return (
    <div ref={root} class="fair-curves" data-testid="fair-curves">
      <svg width={width} height={HEIGHT} aria-hidden="true">
        {y.ticks.map((tick, index) => (
          <g key={tick}>
            <line class="finder-grid" x1={area.left} x2={area.right} y1={placeY(tick)} y2={placeY(tick)} />
            <text class="finder-tick" x={area.left - 6} y={placeY(tick) + 4} text-anchor="end">
              {labels[index]}
            </text>
          </g>
        ))}
        {x.ticks.map((tick) => (
          <text
            key={tick}
            class="finder-tick"
            x={placeOnAxis(tick, x, area.left, area.right)}
            y={area.bottom + 16}
            text-anchor="middle"
          >
            {formatCount(tick)}
          </text>
        ))}
        {drawn.map(({ run, color, curve }) => (
          <g key={run} class={runColorClass({ color })}>
            <polygon
              class="fair-band"
              points={[...path(curve, "highest"), ...path(curve, "lowest").reverse()].join(" ")}
            />
            <polyline class="finder-line" points={path(curve, "mean").join(" ")} />
          </g>
        ))}
      </svg>
    </div>
  );
}
