import { formatCount, formatNumberInFormula } from "../../core/formatNumber";
import type { Say } from "../../core/say";
import type { LearningRateCurve } from "../../core/simulation/learningRateCurve";

/** Colors of a picture, as CSS writes them. */
export interface PictureColors {
  readonly line: string;
  readonly text: string;
  /** Of the line at zero. */
  readonly axis: string;
}

export const PICTURE_WIDTH = 360;
export const PICTURE_HEIGHT = 84;

/** Room for the words above the curve and below it. */
const ABOVE = 18;
const BELOW = 16;
const FONT_SIZE = 11;
/** Points of the curve: one for every two pixels. */
const MOST_POINTS = PICTURE_WIDTH / 2;

/**
 * The learning rate as a small picture in SVG: the curve above a line at zero, its highest and its last value, and how many updates it
 * spans. What is too dense for a point is drawn from its lowest to its highest value.
 */
export function schedulePicture({ rates, updates }: LearningRateCurve, colors: PictureColors, say: Say): string {
  const highest = rates.reduce((most, rate) => Math.max(most, rate), 0);
  const lowest = rates.reduce((least, rate) => Math.min(least, rate), 0);
  const bottom = PICTURE_HEIGHT - BELOW;
  const scale = (bottom - ABOVE) / (highest - lowest || 1);
  const y = (rate: number) => round(bottom - (rate - lowest) * scale);
  const zero = y(0);
  const last = rates[rates.length - 1];
  const points = curvePoints(rates).map(([x, rate]) => `${round(x * PICTURE_WIDTH)} ${y(rate)}`);
  const label = (x: number, at: number, anchor: string, words: string) =>
    `<text x="${x}" y="${at}" text-anchor="${anchor}">${words}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE_WIDTH}" height="${PICTURE_HEIGHT}">`,
    `<path d="M0 ${zero}H${PICTURE_WIDTH}" stroke="${colors.axis}"/>`,
    `<path d="M${points.join("L")}" fill="none" stroke="${colors.line}" stroke-width="1.5" stroke-linejoin="round"/>`,
    `<g fill="${colors.text}" font-family="system-ui, sans-serif" font-size="${FONT_SIZE}">`,
    label(0, FONT_SIZE, "start", say("highest {0}", rateInShort(highest))),
    label(PICTURE_WIDTH, FONT_SIZE, "end", say("last {0}", rateInShort(last))),
    label(0, PICTURE_HEIGHT - 3, "start", "0"),
    label(PICTURE_WIDTH, PICTURE_HEIGHT - 3, "end", say("{0} updates", formatCount(updates))),
    "</g></svg>",
  ].join("");
}

/** Places on the x axis, from 0 to 1, with the rates there: two where several rates share a place. */
function curvePoints(rates: Float64Array): readonly (readonly [x: number, rate: number])[] {
  const size = Math.ceil(rates.length / MOST_POINTS);
  const points: [number, number][] = [];
  for (let start = 0; start < rates.length; start += size) {
    const bucket = rates.subarray(start, start + size);
    const x = start / Math.max(1, rates.length - 1);
    points.push([x, bucket[0]]);
    const lowest = Math.min(...bucket);
    const highest = Math.max(...bucket);
    if (lowest < Math.min(bucket[0], bucket[bucket.length - 1])) points.push([x, lowest]);
    if (highest > Math.max(bucket[0], bucket[bucket.length - 1])) points.push([x, highest]);
  }
  points.push([1, rates[rates.length - 1]]);
  return points;
}

function rateInShort(rate: number): string {
  return formatNumberInFormula(Number(rate.toPrecision(4)));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A picture in SVG as the address of an image in Markdown, where parentheses and spaces would end it. */
export function pictureAddress(svg: string): string {
  const escaped = encodeURIComponent(svg).replace(/[()'*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return `data:image/svg+xml,${escaped}`;
}
