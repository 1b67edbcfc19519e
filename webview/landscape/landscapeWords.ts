import { formatCount, formatNumber, formatNumberInFormula } from "../../src/core/formatNumber";
import type { PlanePoint } from "../../src/core/landscape/plane";
import type { PlaneAxis } from "../../src/core/landscape/planeSearch";
import type { LandscapePlane } from "../../src/protocol/landscape";
import type { RunSummary } from "../../src/protocol/panel";
import { t } from "../l10n/translate";
import type { LandscapeContent } from "./useLandscape";
import type { DrawnPath } from "./usePlanePaths";

/** Digits of a coordinate: as many as a place on the screen has. */
const DIGITS = 3;

/** A coordinate of the plane by its name: `p[0]`, `direction 1 (83 % of the movement)`. */
export function axisName({ parameter, share }: PlaneAxis, position: number): string {
  return parameter ?? t("direction {0} ({1} of the movement)", position + 1, shareText(share));
}

/** `(0.5, −1.2)` */
export function pointText({ x, y }: PlanePoint): string {
  const text = (value: number) => formatNumberInFormula(Number(value.toPrecision(DIGITS)));
  return `(${text(x)}, ${text(y)})`;
}

/** Which loss is drawn; empty where that is the one that the runs see. */
export function lossWords({ loss }: LandscapePlane): string {
  if (loss === "whole") return t("The loss is drawn over all samples and without noise; the runs see batches of them.");
  return loss === "batch" ? t("Only the loss of the first batch is drawn: all samples at once are too many.") : "";
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
      t(
        "Of {0} parameters this is the plane in which the run moves most, through its end: {1} of the movement lie in it.",
        formatCount(parameters),
        both,
      ),
    );
  }
  sentences.push(lossWords(plane));
  if (grid !== null) sentences.push(rangeWords(grid.losses));
  for (const path of paths) sentences.push(pathWords(path));
  if (minimum !== null) {
    const values = [formatNumber(minimum.loss), pointText(minimum)] as const;
    sentences.push(
      minimum.distance > 0
        ? t("The minimum, {0}, is nearest to the plane at {1}.", ...values)
        : t("The minimum, {0}, is at {1}.", ...values),
    );
  }
  const others = paths.filter(({ path }) => path === null).map(({ run }) => run.name);
  if (others.length > 0) sentences.push(t("Not drawn, on another problem or seed: {0}.", others.join(", ")));
  sentences.push(leftOutWords(leftOut));
  return sentences.filter((sentence) => sentence !== "");
}

function pathWords({ run, path, isOriginal }: DrawnPath): string {
  if (path === null) return "";
  const end = path.x.length - 1;
  const point = (index: number) => pointText({ x: path.x[index], y: path.y[index] });
  const name = isOriginal ? t("{0} as in the source", run.name) : run.name;
  const steps = formatCount(path.steps[end]);
  return path.isCut
    ? t("{0} starts at {1} and is lost after step {2}.", name, point(0), steps)
    : t("{0} starts at {1} and ends at {2} after {3} steps.", name, point(0), point(end), steps);
}

function rangeWords(losses: Float64Array): string {
  let [least, most, holes] = [Infinity, -Infinity, 0];
  for (const loss of losses) {
    if (Number.isFinite(loss)) {
      if (loss < least) least = loss;
      if (loss > most) most = loss;
    } else holes++;
  }
  if (holes === losses.length) return t("The loss is nowhere finite here.");
  return t(
    holes > 0 ? "The loss is between {0} and {1} where it is finite." : "The loss is between {0} and {1}.",
    formatNumber(least),
    formatNumber(most),
  );
}

function leftOutWords(runs: readonly RunSummary[]): string {
  if (runs.length === 0) return "";
  const going = runs.filter(({ status }) => status === "running").map(({ name }) => name);
  const rest = runs.length - going.length;
  return [
    ...(going.length > 0 ? [t("Not drawn until they have ended: {0}.", going.join(", "))] : []),
    ...(rest > 0
      ? [t(rest === 1 ? "{0} more run is not drawn." : "{0} more runs are not drawn.", formatCount(rest))]
      : []),
  ].join(" ");
}

function shareText(share: number): string {
  const percent = 100 * share;
  // What is not all of it is not said to be.
  return `${percent > 99 && percent < 99.95 ? percent.toFixed(1) : Math.round(percent)} %`;
}
