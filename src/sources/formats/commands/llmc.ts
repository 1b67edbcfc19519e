import { COUNT } from "../../../core/numberRange";
import { MAXIMUM_STEPS } from "../../../core/simulation/validateSpecification";
import { findOptimizer, findSchedule } from "../../catalogue/findEntry";
import type { SourceIssue } from "../../configuration";
import { bindParams } from "../../yaml/bindParams";
import { type MappingNode, placeOf } from "../../yaml/configurationNode";
import type { Loading } from "../../yaml/loading";
import { entryAt, scalarAt } from "../../yaml/mapping";
import { assembled, type ReadSchedule } from "../assembled";
import { companionNumber } from "../companions";
import { nothing } from "../configurationFile";
import { dependingOnRun, readNamedSchedule, unreadSchedule } from "../namedSchedule";
import { presetValues, renamedParams } from "../renamedParams";
import { type CommandFormat, commandLoading, namesFile, type ProgramCommand, withSingleValues } from "./programCommand";

/** Of the optimizer and its schedule. */
const ownOptions = ["l", "q", "u", "c", "k", "x"];

/** What the program has fixed, or takes where the command says nothing (train_gpt2.cu). */
const presets = { lr: 3e-4, betas: [0.9, 0.95], eps: 1e-8, weight_decay: 0 };

/** llm.c: `./train_gpt2cu -l 0.0006 -q 0.0 -u 700 -c 0.1 -x 18865`. */
export const llmc: CommandFormat = {
  recognises: (command) =>
    namesFile(command, /^train_gpt2cu$/) &&
    !/^(?:make|nvcc|gcc|g\+\+|clang\+*)$/.test(command.words[0]) &&
    ownOptions.some((key) => entryAt(command.options, key) !== undefined),
  read({ options, range, asked }) {
    const root = withSingleValues(options);
    const loading = commandLoading(root, asked);
    const entry = findOptimizer("torch.optim.AdamW");
    if (entry === undefined) return nothing;
    const params = renamedParams(root, { lr: "l", weight_decay: "c" });
    const bound = bindParams(entry, params, range, loading, { known: presetValues(params, presets) });
    const steps = stepsOf(root, loading);
    const configuration = assembled({
      entry,
      range,
      bound: { ...bound, issues: [...bound.issues, ...decayIssues(root)] },
      schedule: readSchedule(root, range, steps, loading),
      // The norm is divided by as it is, and at 1 always.
      companions: { clipping: { kind: "norm", limit: 1, offset: 0 }, unresolved: [], issues: [] },
      ...(typeof steps === "number" && steps <= MAXIMUM_STEPS ? { steps } : {}),
    });
    return { configurations: [configuration], issues: [] };
  },
};

/** Updates of the training; undefined for one epoch, null where they cannot be read. */
function stepsOf(root: MappingNode, loading: Loading): number | null | undefined {
  const given = entryAt(root, "x");
  if (given !== undefined && scalarAt(given) === -1) return undefined;
  return companionNumber(root, "x", COUNT, loading).value;
}

function readSchedule(
  root: MappingNode,
  range: ProgramCommand["range"],
  steps: number | null | undefined,
  loading: Loading,
): ReadSchedule {
  const entry = findSchedule("llmc.lr_scheduler_init");
  if (entry === undefined) return unreadSchedule("The schedule of llm.c cannot be simulated.", range);
  const isOpen = typeof steps !== "number";
  const params = renamedParams(root, {
    scheduler_type: "k",
    warmup_iterations: "u",
    final_learning_rate_frac: "q",
    ...(isOpen ? {} : { train_num_batches: "x" }),
  });
  const read = readNamedSchedule(
    { entry, range, nameRange: range, params },
    loading,
    isOpen ? { known: { train_num_batches: null } } : {},
  );
  return isOpen ? dependingOnRun(read, "train_num_batches", "-x", range) : read;
}

function decayIssues(root: MappingNode): readonly SourceIssue[] {
  const decay = entryAt(root, "c");
  if (decay === undefined || scalarAt(decay) === 0) return [];
  const message = "llm.c leaves biases and norms without weight decay; a simulation gives it to all parameters.";
  return [{ severity: "information", message, range: placeOf(decay) }];
}
