/**
 * The color map viridis (van der Walt and Smith 2015, CC0) at even places from dark to bright: its brightness rises evenly, so that it is
 * read alike with any color vision, and in grey.
 */
const STOPS = [
  [68, 1, 84],
  [72, 40, 120],
  [62, 73, 137],
  [49, 104, 142],
  [38, 130, 142],
  [31, 158, 137],
  [53, 183, 121],
  [110, 206, 88],
  [181, 222, 43],
  [253, 231, 37],
] as const;

/** The color at a place from 0 to 1. */
export function viridis(place: number): string {
  const position = Math.min(1, Math.max(0, place)) * (STOPS.length - 1);
  const index = Math.min(STOPS.length - 2, Math.floor(position));
  const share = position - index;
  const channels = STOPS[index].map((low, channel) => Math.round(low + share * (STOPS[index + 1][channel] - low)));
  return `rgb(${channels.join(", ")})`;
}
