import type { SyntaxNode } from "@lezer/common";
import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import type { OptimizerConfiguration, ReadValue } from "../configuration";
import { indexOf } from "./fileIndex";
import { givenArguments } from "./keywordArguments";
import type { PythonSource } from "./pythonSource";
import { acceptedValue, readValue } from "./pythonValue";

/** What torchtitan's `TrainingConfig` says of the updates (torchtitan/config/configs.py, torchtitan 0.3.0). */
export interface TorchtitanSimulation extends Pick<OptimizerConfiguration, "clipping" | "simulation" | "unresolved"> {
  /** Updates of the whole training; null where they cannot be read. */
  readonly steps: ReadValue | null;
}

const usual = { steps: 10_000, clipping: 1 };

/** @param training a call of it; null where a trainer takes the defaults */
export function torchtitanSimulation(
  training: { readonly call: SyntaxNode; readonly source: PythonSource } | null,
): TorchtitanSimulation {
  const steps = numberOf("steps", usual.steps, training);
  const limit = numberOf("max_norm", usual.clipping, training);
  const count = Number(steps?.value);
  const isCount = Number.isInteger(count) && count >= 1 && count <= MAXIMUM_STEPS;
  const isClipped = limit !== null && Number(limit.value) > 0 && Number.isFinite(Number(limit.value));
  return {
    steps,
    clipping: isClipped ? { kind: "norm", limit: Number(limit.value) } : null,
    simulation: isCount ? { steps: count } : {},
    unresolved: limit === null ? ["max_norm"] : [],
  };
}

function numberOf(
  wanted: string,
  preset: number,
  training: { readonly call: SyntaxNode; readonly source: PythonSource } | null,
): ReadValue | null {
  if (training === null) return { value: preset, range: null };
  const { call, source } = training;
  const scope = indexOf(source).scopes.scopeOf(call);
  const given = givenArguments(call, scope, source);
  const value = given.find(({ name }) => name === wanted)?.value;
  if (!value) return given.some(({ spread }) => spread !== null) ? null : { value: preset, range: null };
  const read = readValue(value, scope, source);
  const isNumber = read?.value.type === "integer" || read?.value.type === "float";
  return read && isNumber ? acceptedValue(Number(read.value.value), read) : null;
}
