import { gatherStatistics } from "../algorithms/gatherStatistics";
import { STATISTIC } from "./statistics";
import type { LaidOutTensor } from "./tensorLayout";
import { SERIES } from "./traceRow";
import type { UpdateSession } from "./updateSession";

/** Writes the statistics of a step that makes no update to where those of an update stand. */
export function gatherSkipped(session: UpdateSession, tensors: readonly LaidOutTensor[]): void {
  tensors.forEach(({ offset, length }, tensor) => {
    const block = session.statistics(tensor);
    gatherStatistics(session.gradient, offset, length, block, SERIES.g);
    gatherStatistics(session.parameters, offset, length, block, SERIES.p);
    block.fill(0, SERIES.update, SERIES.update + STATISTIC.count);
    let at: number = SERIES.states;
    for (const state of session.states.values()) {
      gatherStatistics(state, offset, length, block, at);
      at += STATISTIC.count;
    }
  });
}
