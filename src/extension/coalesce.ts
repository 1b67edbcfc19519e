/** An action that runs at once when it has rested long enough, and otherwise once at the end of the interval. */
export interface Coalesced {
  (): void;
  /** Drops what is still to come. */
  dispose(): void;
}

/** @param interval least time between two runs of the action, in milliseconds; a function is asked every time */
export function coalesce(interval: number | (() => number), action: () => void): Coalesced {
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    timer = undefined;
    last = performance.now();
    action();
  };
  const request = () => {
    if (timer !== undefined) return;
    const least = typeof interval === "number" ? interval : interval();
    const rest = last + least - performance.now();
    if (rest <= 0) run();
    else timer = setTimeout(run, rest);
  };
  return Object.assign(request, { dispose: () => clearTimeout(timer) });
}
