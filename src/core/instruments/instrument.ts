/** What is recorded of a run at every step beside its own series, each only where it is asked for: see `InstrumentSeries`. */
export const INSTRUMENTS = [
  "gradient-percentiles",
  "update-percentiles",
  "rate-percentiles",
  "clip-share",
  "epsilon-share",
] as const;

export type Instrument = (typeof INSTRUMENTS)[number];

/** What an instrument records, in a sentence. */
export const INSTRUMENT_SUMMARIES: Readonly<Record<Instrument, string>> = {
  "gradient-percentiles": "Percentiles of the magnitude of single parameters' gradients, before clipping.",
  "update-percentiles": "Percentiles of each parameter's update relative to itself, |Δp| / |p|.",
  "rate-percentiles":
    "Percentiles of each parameter's effective learning rate: how far a step moves it for a unit of a steady gradient, lr / (√v̂ + ε) for Adam.",
  "clip-share":
    "The share of the last 100 steps whose gradient was clipped and, where entries are clipped, the share of these.",
  "epsilon-share":
    "The share of parameters for which ε is larger than what it is added to, so that the optimizer no longer adapts to them.",
};

/** A choice of instruments with one more of them, or without it. */
export function withInstrument(chosen: readonly Instrument[], instrument: Instrument, isOn: boolean): Instrument[] {
  return INSTRUMENTS.filter((each) => (each === instrument ? isOn : chosen.includes(each)));
}

export function isInstrument(value: unknown): value is Instrument {
  return INSTRUMENTS.some((name) => name === value);
}
