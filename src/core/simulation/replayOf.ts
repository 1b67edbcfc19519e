import { formatCount } from "../formatNumber";
import type { RecordingSpecification } from "../problems/recordingSpecification";
import { type RunSpecification, SpecificationError } from "./specification";
import { requireNoLoss } from "./validateSpecification";

/**
 * The run that replays a recording instead of minimizing a problem: as many updates as its gradients make.
 *
 * @throws SpecificationError when there are not enough for one, or the optimizer or its schedule needs a loss
 */
export function replayOf(specification: RunSpecification, recording: RecordingSpecification): RunSpecification {
  const { accumulation = 1 } = specification.optimizer;
  const [gradients] = recording.gradients.shape;
  if (gradients < accumulation) {
    throw new SpecificationError(
      "recording.gradients",
      `One update takes ${formatCount(accumulation)} gradients; there are ${formatCount(gradients)}.`,
    );
  }
  requireNoLoss(specification.optimizer);
  return { ...specification, recording, steps: Math.floor(gradients / accumulation) };
}
