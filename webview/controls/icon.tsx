const STAR = "M8 2.4l1.7 3.6 3.9.5-2.8 2.7.7 3.9L8 11.2l-3.5 1.9.7-3.9L2.4 6.5l3.9-.5z";

/** Outlines on a 16-pixel grid, drawn with the color of the text around them. */
const PATHS = {
  play: "M5 3.2v9.6L12.6 8z",
  stop: "M4.5 4.5h7v7h-7z",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  close: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  previous: "M10 3.5L5.5 8l4.5 4.5",
  next: "M6 3.5L10.5 8 6 12.5",
  expanded: "M3.5 6L8 10.5 12.5 6",
  warning: "M8 2.5l6 11H2zM8 6.5v3.5M8 11.8h.01",
  error: "M8 2a6 6 0 100 12A6 6 0 008 2zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
  information: "M8 2a6 6 0 100 12A6 6 0 008 2zM8 7.2v4M8 4.9h.01",
  running: "M13.5 8A5.5 5.5 0 118 2.5",
  star: STAR,
  starred: STAR,
  rename: "M3.2 12.8l.8-3L10.7 3l2.2 2.2L6 12zM9.3 4.5l2.2 2.2",
  note: "M4 3h8v10H4zM6.2 6h3.6M6.2 8.5h3.6",
  list: "M3 4.5h10M3 8h10M3 11.5h10",
  reset: "M3.5 3v3.5H7M3.8 6.3A5 5 0 113 8.8",
  finder: "M2.5 3c.6 6.5 2.6 9.5 5.5 9.5s4.9-3 5.5-9.5M8 12.5h.01",
  enlarge: "M9.5 3H13v3.5M13 3L9 7M6.5 13H3V9.5M3 13l4-4",
  shrink: "M13 6.5H9.5V3M9.5 6.5L13.5 2.5M3 9.5h3.5V13M6.5 9.5l-4 4",
  settings: "M3 5h5M12 5h1M10 3.5v3M3 11h1M8 11h5M6 9.5v3",
  fit: "M6 3H3v10h3M10 3h3v10h-3M5.5 8h5",
} as const;

export type IconName = keyof typeof PATHS;

/** Outlines that are closed and filled. */
const FILLED: readonly IconName[] = ["play", "stop", "starred"];

/** A small picture beside words that say the same, and so hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }) {
  const fill = FILLED.includes(name) ? "icon-filled" : "";
  return (
    <svg class={`icon icon-${name} ${fill}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
