import type { TensorDescription } from "../../core/problems/problem";
import { SpecificationError } from "../../core/simulation/specification";
import { layOutTensors } from "../../core/simulation/tensorLayout";
import type { OptimizerEntry } from "../catalogue/catalogue";
import type { GroupConfiguration, ReadValue } from "../configuration";
import { describeNode, type MappingEntry, placeOf } from "../yaml/configurationNode";
import type { Report } from "../yaml/report";
import { acceptLeaf } from "./acceptLeaf";
import { groupFormOf } from "./nativeForm";
import { readFields } from "./readFields";
import { readParameters } from "./readRule";

/**
 * Reads `groups`, a list of mappings with the values that each group has of its own.
 *
 * @param optimizer null for a rule of the user's own, with `parameters` as the names that it reads
 * @param tensors those of the problem, where it is known, to check the names against
 */
export function readGroups(
  entry: MappingEntry,
  optimizer: OptimizerEntry | null,
  parameters: readonly string[],
  tensors: readonly TensorDescription[] | null,
  report: Report,
): readonly GroupConfiguration[] {
  if (entry.value.kind !== "list") {
    report(placeOf(entry), `\`${entry.key}\` is ${describeNode(entry.value)}; expected a list of mappings.`);
    return [];
  }
  const form = groupFormOf(optimizer);
  const groups: GroupConfiguration[] = [];
  const tensorEntries: (MappingEntry | undefined)[] = [];
  for (const item of entry.value.items) {
    if (item.kind !== "mapping") {
      report(item.range, `A group is ${describeNode(item)}; expected a mapping.`);
      continue;
    }
    const { values, entries } = readFields(form, item, "this group", report);
    const hyperparameters = new Map<string, ReadValue>(values);
    const own = entries.get("parameters");
    for (const [name, value] of readParameters(own, [], report)) {
      if (parameters.includes(name)) hyperparameters.set(name, value);
      else
        report(
          value.range ?? item.range,
          `The run has no parameter \`${name}\`; expected one of ${parameters.join(", ") || "none"}.`,
        );
    }
    const named = entries.get("tensors");
    tensorEntries.push(named);
    groups.push({
      hyperparameters: Object.fromEntries(hyperparameters),
      ...(named === undefined ? {} : { tensors: readTensors(named, report) }),
    });
  }
  if (tensors !== null && groups.length === entry.value.items.length) {
    checkTensors(groups, tensors, (index) => tensorEntries[index]?.value.range ?? entry.keyRange, report);
  }
  return groups;
}

function readTensors(entry: MappingEntry, report: Report): readonly string[] {
  const nodes = entry.value.kind === "list" ? entry.value.items : [entry.value];
  const names: string[] = [];
  for (const node of nodes) {
    const name = acceptLeaf({ kind: "text", documentation: "" }, node);
    if (typeof name === "string") names.push(name);
    else report(node.range, `A tensor is ${describeNode(node)}; expected its name.`);
  }
  return names;
}

function checkTensors(
  groups: readonly GroupConfiguration[],
  tensors: readonly TensorDescription[],
  placeOfGroup: (index: number) => MappingEntry["keyRange"],
  report: Report,
): void {
  try {
    layOutTensors(
      tensors,
      groups.map((group) => ({ tensors: group.tensors })),
    );
  } catch (error) {
    if (!(error instanceof SpecificationError)) throw error;
    const index = /groups\.(\d+)/.exec(error.path)?.[1];
    report(placeOfGroup(Number(index ?? Number.NaN)), error.message);
  }
}
