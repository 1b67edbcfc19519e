/** One chart of Chart.js that is given every step of every run: what the panel's charts are measured against. */
import { Chart, LinearScale, LineController, LineElement, PointElement, Tooltip } from "chart.js";
import { fakeRun, longFakeRun } from "./fakeRun";

Chart.register(LineController, LineElement, PointElement, LinearScale, Tooltip);

/** Runs so long are made of a short one that repeats, as in the extension's stand-in. */
const WHOLE_RUN = 10_000;

function losses(steps: number): { x: number; y: number }[] {
  const run = steps > WHOLE_RUN ? longFakeRun(steps) : fakeRun({ learningRate: 0.003, steps, tensors: 1 });
  const column = run.trace.columns.indexOf("loss");
  const row = new Float64Array(run.trace.columns.length);
  return Array.from({ length: steps }, (_, x) => {
    run.trace.readRow(x, row);
    return { x, y: row[column] };
  });
}

/** With the options that Chart.js's documentation gives for large data: no animation, no parsing, no points. */
function wholeChart(canvas: HTMLCanvasElement, runs: number, steps: number): Chart {
  const first = losses(steps);
  return new Chart(canvas, {
    type: "line",
    data: {
      datasets: Array.from({ length: runs }, (_, run) => ({
        data: run === 0 ? first : first.map(({ x, y }) => ({ x, y })),
        borderColor: `hsl(${(run * 47) % 360} 60% 50%)`,
        borderWidth: 1,
        pointRadius: 0,
      })),
    },
    options: {
      animation: false,
      responsive: false,
      parsing: false,
      normalized: true,
      interaction: { mode: "index", intersect: false },
      scales: { x: { type: "linear", min: 0, max: steps }, y: { type: "linear" } },
    },
  });
}

Object.assign(globalThis, { wholeChart });
