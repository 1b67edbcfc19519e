import type { OptimizerConfiguration } from "../configuration";
import type { Report } from "../yaml/report";
import { readCurvature } from "./readCurvature";
import type { ReadFields } from "./readFields";
import { readInstruments } from "./readInstruments";
import { type ReadProblem, readProblem } from "./readProblem";

/** What a file or a run says of the simulation. */
export interface ReadSimulation extends Omit<OptimizerConfiguration["simulation"], "problem"> {
  readonly problem?: ReadProblem;
}

/** Takes problem, steps, seed, precision, curvature and instruments from the fields of a file or a run. */
export function readSimulation({ values, entries }: ReadFields, report: Report): ReadSimulation {
  const steps = values.get("steps")?.value;
  const seed = values.get("seed")?.value;
  const precision = values.get("precision")?.value;
  const problemEntry = entries.get("problem");
  const problem = problemEntry && readProblem(problemEntry, report);
  const curvatureEntry = entries.get("curvature");
  const curvature = curvatureEntry && readCurvature(curvatureEntry, report);
  const instrumentEntry = entries.get("instruments");
  return {
    ...(problem === undefined ? {} : { problem }),
    ...(typeof steps === "number" ? { steps } : {}),
    ...(typeof seed === "number" ? { seed } : {}),
    ...(precision === "float64" || precision === "float32" ? { precision } : {}),
    ...(curvature === undefined ? {} : { curvature }),
    ...(instrumentEntry === undefined ? {} : { instruments: readInstruments(instrumentEntry, report) }),
  };
}
