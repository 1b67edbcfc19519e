/** A framework that a configuration can be written for; `native` for the extension's own format. */
export const translationTargets = ["torch", "keras", "optax", "native"] as const;
export type TranslationTarget = (typeof translationTargets)[number];

/** What part of the arithmetic a note is about. */
export type NoteTopic =
  | "ε"
  | "weight decay"
  | "velocity"
  | "rule"
  | "schedule"
  | "end of the schedule"
  | "momentum of the schedule"
  | "clipping"
  | "accumulation"
  | "groups";

/** Where the arithmetic of the target differs. */
export interface TranslationNote {
  readonly topic: NoteTopic;
  /** In whole sentences, with the size of the difference. */
  readonly message: string;
  /**
   * The largest distance that this alone puts between the two runs of a trial, as a share of the way that they have come by then;
   * of a schedule, between the learning rates, as a share of the highest.
   */
  readonly difference: number;
}

export interface TranslatedCode {
  readonly code: string;
  /** Empty where the target does the same up to rounding in double precision. */
  readonly notes: readonly TranslationNote[];
}

/** Why the target has nothing of the kind, and what comes nearest, in words. */
export interface TranslationObstacle {
  readonly obstacle: string;
}

export type Translation = TranslatedCode | TranslationObstacle;

/** How messages name a target. */
export const targetTitles: Readonly<Record<TranslationTarget, string>> = {
  torch: "PyTorch",
  keras: "Keras",
  optax: "optax",
  native: "the native format",
};
