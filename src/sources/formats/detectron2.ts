import { COUNT, NOT_NEGATIVE } from "../../core/numberRange";
import type { ClippingSpecification } from "../../core/simulation/specification";
import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import type { ReadValue, SourceIssue, SourceReading } from "../configuration";
import type { SourceFiles } from "../sourceFiles";
import { bindParams } from "../yaml/bindParams";
import { type MappingEntry, type MappingNode, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { entryAt, paramsOf, scalarAt } from "../yaml/mapping";
import { assembled, type ReadSchedule } from "./assembled";
import { type Companions, companionNumber, companionsOf, noCompanions } from "./companions";
import { type ConfigurationFormat, nothing } from "./configurationFile";
import { readNamedSchedule, unreadSchedule } from "./namedSchedule";
import { isOwn, merged, readOtherFile, relativePath } from "./otherFiles";
import { yamlLoading } from "./yamlLoading";

/** Keys of SOLVER in Detectron2 0.6 (detectron2/config/defaults.py); other programs have others. */
const solverKeys = new Set(
  `LR_SCHEDULER_NAME MAX_ITER BASE_LR BASE_LR_END MOMENTUM NESTEROV WEIGHT_DECAY WEIGHT_DECAY_NORM GAMMA STEPS NUM_DECAYS WARMUP_FACTOR WARMUP_ITERS
  WARMUP_METHOD RESCALE_INTERVAL CHECKPOINT_PERIOD IMS_PER_BATCH REFERENCE_WORLD_SIZE BIAS_LR_FACTOR WEIGHT_DECAY_BIAS CLIP_GRADIENTS AMP`.split(
    /\s+/,
  ),
);

/** Of them those that decide something here. */
const decidingKeys = [
  "BASE_LR",
  "MAX_ITER",
  "STEPS",
  "MOMENTUM",
  "WEIGHT_DECAY",
  "LR_SCHEDULER_NAME",
  "WARMUP_ITERS",
  "GAMMA",
];

/** Arguments of torch's SGD by the keys of SOLVER, with Detectron2's defaults. */
const optimizerKeys: readonly (readonly [key: string, argument: string, preset: number | boolean])[] = [
  ["BASE_LR", "lr", 0.001],
  ["MOMENTUM", "momentum", 0.9],
  ["NESTEROV", "nesterov", false],
  ["WEIGHT_DECAY", "weight_decay", 0.0001],
];

/** Files that one file may be built on, in a chain or a list. */
const MOST_BASES = 16;

/** Detectron2: `SOLVER: {BASE_LR: 0.02, STEPS: (60000, 80000)}`, on top of the files that `_BASE_` names. */
export const detectron2: ConfigurationFormat = {
  languages: ["yaml"],
  recognises({ root }) {
    const solver = entryAt(root, "SOLVER");
    const model = entryAt(root, "MODEL")?.value;
    const isDetectron = ["META_ARCHITECTURE", "WEIGHTS"].some((key) => entryAt(model, key) !== undefined);
    if (solver?.value.kind !== "mapping" || !(isDetectron || entryAt(root, "_BASE_") !== undefined)) return false;
    const keys = solver.value.entries.map(({ key }) => key);
    return keys.every((key) => solverKeys.has(key)) && keys.some((key) => decidingKeys.includes(key));
  },
  async read(file) {
    const { root, isWhole } = await withBases(file.root, [file.path], file.files, { left: MOST_BASES });
    const loading = yamlLoading({ ...file, root }, { hasTuples: true, convertsText: true });
    const own = entryAt(file.root, "SOLVER");
    const all = entryAt(root, "SOLVER");
    return own === undefined || all?.value.kind !== "mapping" ? nothing : readSolver(all, own, isWhole, loading);
  },
};

/**
 * A mapping over those that it is built on; `isWhole` where all of these could be read.
 *
 * @param paths of the file, and before it of those that are built on it
 * @param bound how many more files are read
 */
async function withBases(
  root: MappingNode,
  paths: readonly string[],
  files: SourceFiles,
  bound: { left: number },
): Promise<{ readonly root: MappingNode; readonly isWhole: boolean }> {
  const base = entryAt(root, "_BASE_")?.value;
  const names = base === undefined ? [] : base.kind === "list" ? base.items : [base];
  let below: MappingNode | null = null;
  let isWhole = true;
  for (const name of names) {
    const other = name.kind === "scalar" ? relativePath(paths[paths.length - 1], String(name.value)) : null;
    const isNew = other !== null && !paths.includes(other) && bound.left-- > 0;
    const read = isNew ? await readOtherFile(other, files) : null;
    if (read === null || other === null) {
      isWhole = false;
      continue;
    }
    const whole = await withBases(read, [...paths, other], files, bound);
    isWhole &&= whole.isWhole;
    below = below === null ? whole.root : merged(below, whole.root);
  }
  return { root: below === null ? root : merged(below, root), isWhole };
}

function readSolver(all: MappingEntry, own: MappingEntry, isWhole: boolean, loading: Loading): SourceReading {
  const entry = findOptimizer("torch.optim.SGD");
  const solver = paramsOf(all);
  const foreign = [...solver.keys()].find((key) => !solverKeys.has(key));
  if (entry === undefined || foreign !== undefined) return nothing;
  // What stands in a file that cannot be read is not Detectron2's default.
  const missing = (key: string, value: ReadValue["value"]): ReadValue | null =>
    solver.has(key) || isWhole ? { value, range: null } : null;
  const params = new Map(
    optimizerKeys.flatMap(([key, argument]) => {
      const given = solver.get(key);
      return given === undefined ? [] : [[argument, given] as const];
    }),
  );
  const presets = optimizerKeys.filter(([, argument]) => !params.has(argument));
  const known = Object.fromEntries(presets.map(([key, argument, value]) => [argument, missing(key, value)]));
  const bound = bindParams(entry, params, own.keyRange, loading, { known });
  const steps = companionNumber(all.value, "MAX_ITER", COUNT, loading).value;
  const configuration = assembled({
    entry,
    range: own.range,
    bound: { ...bound, issues: [...bound.issues, ...baseIssues(own, isWhole), ...groupIssues(solver, own)] },
    schedule: readSchedule(solver, own, missing, loading),
    companions: readClipping(solver, loading),
    ...(typeof steps === "number" && steps <= MAXIMUM_STEPS ? { steps } : {}),
  });
  return { configurations: [configuration], issues: [] };
}

function readSchedule(
  solver: ReadonlyMap<string, MappingEntry>,
  own: MappingEntry,
  missing: (key: string, value: ReadValue["value"]) => ReadValue | null,
  loading: Loading,
): ReadSchedule {
  const name = solver.get("LR_SCHEDULER_NAME");
  const usual = missing("LR_SCHEDULER_NAME", "WarmupMultiStepLR");
  const nameRange = name !== undefined && isOwn(name.value) ? placeOf(name) : own.keyRange;
  if (name === undefined && usual === null) {
    return unreadSchedule("The name of the schedule stands in a file that cannot be read.", nameRange);
  }
  const title = String(name === undefined ? usual?.value : scalarAt(name));
  const entry = findSchedule(`detectron2.solver.${title}`);
  const isRescaled = scalarAt(solver.get("RESCALE_INTERVAL")) === true;
  if (entry === undefined || isRescaled) {
    const what = isRescaled ? "with RESCALE_INTERVAL" : "of Detectron2";
    return unreadSchedule(`The schedule ${title} ${what} cannot be simulated yet.`, nameRange);
  }
  const params = new Map([...solver].filter(([key]) => entry.arguments.some((argument) => argument.name === key)));
  const open = entry.arguments.filter(
    (argument) => !params.has(argument.name) && missing(argument.name, null) === null,
  );
  const known = Object.fromEntries(open.map((argument) => [argument.name, null]));
  return readNamedSchedule({ entry, range: own.range, nameRange, params }, loading, { known });
}

/** Detectron2 clips every parameter by itself. */
function readClipping(solver: ReadonlyMap<string, MappingEntry>, loading: Loading): Companions {
  const clip = solver.get("CLIP_GRADIENTS")?.value;
  const isEnabled = scalarAt(entryAt(clip, "ENABLED")) === true;
  if (!isEnabled) return noCompanions;
  const limit = companionNumber(clip, "CLIP_VALUE", NOT_NEGATIVE, loading);
  const order = companionNumber(clip, "NORM_TYPE", NOT_NEGATIVE, loading);
  const type = entryAt(clip, "CLIP_TYPE");
  const name = scalarAt(type) ?? "value";
  if (type !== undefined && name !== "value" && name !== "norm") {
    const message = `CLIP_TYPE is ${String(name)}, which Detectron2 itself has not; expected value or norm.`;
    const issue: SourceIssue = { severity: "information", message, range: placeOf(type) };
    return { clipping: null, unresolved: ["CLIP_GRADIENTS"], issues: [issue] };
  }
  const byNorm: Omit<ClippingSpecification, "limit"> = {
    kind: "norm",
    scope: "tensor",
    ...((order.value ?? 2) === 2 ? {} : { order: Number(order.value) }),
  };
  const given = limit.value === undefined ? { ...limit, value: 1 } : limit;
  return companionsOf(
    given,
    { value: undefined, unresolved: order.unresolved, issues: order.issues },
    name === "norm" ? byNorm : { kind: "value" },
  );
}

function baseIssues(own: MappingEntry, isWhole: boolean): readonly SourceIssue[] {
  if (isWhole) return [];
  const message = "What this file is built on cannot be read, so that values that stand there are not known.";
  return [{ severity: "information", message, range: own.keyRange }];
}

/** What Detectron2 does to some of the parameters alone. */
function groupIssues(solver: ReadonlyMap<string, MappingEntry>, own: MappingEntry): readonly SourceIssue[] {
  const factor = scalarAt(solver.get("BIAS_LR_FACTOR"));
  const ofBiases = scalarAt(solver.get("WEIGHT_DECAY_BIAS"));
  const parts = [
    "WEIGHT_DECAY_NORM",
    ...(typeof factor === "number" && factor !== 1 ? ["BIAS_LR_FACTOR"] : []),
    ...(typeof ofBiases === "number" ? ["WEIGHT_DECAY_BIAS"] : []),
  ];
  const given = solver.get("WEIGHT_DECAY");
  if (parts.length === 1 && (given === undefined || !isOwn(given.value))) return [];
  const message = `Detectron2 gives norms and biases values of their own (${parts.join(", ")}); a simulation gives those here to all parameters.`;
  return [
    {
      severity: "information",
      message,
      range: given !== undefined && isOwn(given.value) ? placeOf(given) : own.keyRange,
    },
  ];
}
