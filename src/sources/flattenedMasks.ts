import type { SourceIssue, TransformationConfiguration } from "./configuration";
import { transformationMasks } from "./maskSpecification";
import { type TensorValues, uniform } from "./parameterTree";

/** A transformation for which all tensors are one vector: its masks by the number of dimensions are what they are of that. */
export function flattenedMasks(transformation: TransformationConfiguration): TransformationConfiguration {
  const { masks = {}, inner } = transformation;
  const flat = Object.entries(masks).map(([name, mask]) => [name, ofVector(mask)] as const);
  return { ...transformation, masks: Object.fromEntries(flat), inner: inner.map(flattenedMasks) };
}

/** Says which transformations have masks of leaves, where all tensors are one vector: optax refuses these. */
export function flatteningIssues(transformations: readonly TransformationConfiguration[]): readonly SourceIssue[] {
  const masked = transformations.filter((one) => transformationMasks(one).some(({ by }) => by === "leaf"));
  return masked.map(({ range }) => ({
    severity: "error",
    message:
      "All tensors are one vector here, and a mask has leaves; expected one flag for all, or a function of the number of dimensions.",
    range,
  }));
}

function ofVector(mask: TensorValues<boolean>): TensorValues<boolean> {
  return mask.by === "leaf" ? mask : uniform(mask.values[Math.min(1, mask.values.length - 1)]);
}
