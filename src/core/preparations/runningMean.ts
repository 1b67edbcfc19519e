import { lerp } from "../algorithms/lerp";
import { roundIf } from "../algorithms/roundIf";

/** The shares of one update. */
export interface Shares {
  /** Of the mean so far. */
  readonly kept: number;
  /** Of the present value. */
  readonly added: number;
}

/** How a mean moves towards the present value. */
export interface RunningMean {
  /** What it becomes: `β₂ R + (1 − β₂) …`, given the names or numbers of its parts. */
  formula(mean: string, value: string, shares: { readonly kept: string; readonly added: string }): string;
  /** In the arithmetic of tensors; the shares are double. */
  move(mean: number, value: number, shares: Shares, isSingle: boolean): number;
}

/** By `Tensor.lerp`, which takes the share of the present value alone. */
export const interpolating: RunningMean = {
  formula: (mean, value, { added }) => `${mean} + ${added} (${value} − ${mean})`,
  move: (mean, value, { added }, isSingle) => lerp(mean, value, roundIf(isSingle, added), isSingle),
};

/** By the sum of both shares. */
export const decaying: RunningMean = {
  formula: (mean, value, { kept, added }) => `${kept} ${mean} + ${added} ${value}`,
  move: (mean, value, { kept, added }, isSingle) =>
    roundIf(
      isSingle,
      roundIf(isSingle, roundIf(isSingle, kept) * mean) + roundIf(isSingle, roundIf(isSingle, added) * value),
    ),
};
