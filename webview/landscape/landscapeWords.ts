import { formatCount, formatNumber, formatNumberInFormula } from "../../src/core/formatNumber";
import type { PlanePoint } from "../../src/core/landscape/plane";
import type { PlaneAxis } from "../../src/core/landscape/planeSearch";
import type { LandscapePlane } from "../../src/protocol/landscape";
import type { RunSummary } from "../../src/protocol/panel";
import type { LandscapeContent } from "./useLandscape";
import type { DrawnPath } from "./usePlanePaths";

/** Digits of a coordinate: as many as a place on the screen has. */
const DIGITS = 3;

/** A coordinate of the plane by its name: `p[0]`, `direction 1 (83 % of the movement)`. */
export function axisName({ parameter, share }: PlaneAxis, position: number): string {
  return parameter ?? `direction ${position + 1} (${shareText(share)} of the movement)`;
}

/** `(0.5, −1.2)` */
export function pointText({ x, y }: PlanePoint): string {
  const text = (value: number) => formatNumberInFormula(Number(value.toPrecision(DIGITS)));
  return `(${text(x)}, ${text(y)})`;
}

/** Which loss is drawn; empty where that is the one that the runs see. */
export function lossWords({ loss }: LandscapePlane): string {
  if (loss === "whole") return "The loss is drawn over all samples and without noise; the runs see batches of them.";
  return loss === "batch" ? "Only the loss of the first batch is drawn: all samples at once are too many." : "";
}

/** What there is to see, in sentences. */
export function landscapeInWords(content: LandscapeContent): readonly string[] {
  const { plane, paths, grid, leftOut } = content;
  if (plane === null) return [];
  const { axes, minimum, parameters } = plane;
  const sentences: string[] = [];
  if (axes[0].parameter === null) {
    const both = shareText(axes[0].share + axes[1].share);
    sentences.push(
      `Of ${formatCount(parameters)} parameters this is the plane in which the run moves most, through its end: ${both} of the movement lie in it.`,
    );
  }
  sentences.push(lossWords(plane));
  if (grid !== null) sentences.push(rangeWords(grid.losses));
  for (const path of paths) sentences.push(pathWords(path));
  if (minimum !== null) {
    const place = minimum.distance > 0 ? `nearest to the plane at ${pointText(minimum)}` : `at ${pointText(minimum)}`;
    sentences.push(`The minimum, ${formatNumber(minimum.loss)}, is ${place}.`);
  }
  const others = paths.filter(({ path }) => path === null).map(({ run }) => run.name);
  if (others.length > 0) sentences.push(`Not drawn, on another problem or seed: ${others.join(", ")}.`);
  sentences.push(leftOutWords(leftOut));
  return sentences.filter((sentence) => sentence !== "");
}

function pathWords({ run, path, isOriginal }: DrawnPath): string {
  if (path === null) return "";
  const end = path.x.length - 1;
  const point = (index: number) => pointText({ x: path.x[index], y: path.y[index] });
  const name = isOriginal ? `${run.name}, as in the source,` : run.name;
  const last = path.isCut
    ? `is lost after step ${formatCount(path.steps[end])}`
    : `ends at ${point(end)} after ${formatCount(path.steps[end])} steps`;
  return `${name} starts at ${point(0)} and ${last}.`;
}

function rangeWords(losses: Float64Array): string {
  let [least, most, holes] = [Infinity, -Infinity, 0];
  for (const loss of losses) {
    if (Number.isFinite(loss)) {
      if (loss < least) least = loss;
      if (loss > most) most = loss;
    } else holes++;
  }
  if (holes === losses.length) return "The loss is nowhere finite here.";
  return `The loss is between ${formatNumber(least)} and ${formatNumber(most)}${holes > 0 ? " where it is finite" : ""}.`;
}

function leftOutWords(runs: readonly RunSummary[]): string {
  if (runs.length === 0) return "";
  const going = runs.filter(({ status }) => status === "running").map(({ name }) => name);
  const rest = runs.length - going.length;
  return [
    ...(going.length > 0 ? [`Not drawn until they have ended: ${going.join(", ")}.`] : []),
    ...(rest > 0 ? [`${formatCount(rest)} more ${rest === 1 ? "run is" : "runs are"} not drawn.`] : []),
  ].join(" ");
}

function shareText(share: number): string {
  const percent = 100 * share;
  // What is not all of it is not said to be.
  return `${percent > 99 && percent < 99.95 ? percent.toFixed(1) : Math.round(percent)} %`;
}
