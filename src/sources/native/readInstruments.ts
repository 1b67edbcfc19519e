import { INSTRUMENTS, type Instrument } from "../../core/instruments/instrument";
import { describeNode, type MappingEntry, placeOf } from "../yaml/configurationNode";
import type { Report } from "../yaml/report";
import { acceptLeaf } from "./acceptLeaf";
import { instrumentName } from "./nativeForm";
import { unknownName } from "./unknownNames";

/** Reads `instruments`, a list of names; those that are none are reported and left out. */
export function readInstruments(entry: MappingEntry, report: Report): readonly Instrument[] {
  const { key, value } = entry;
  if (value.kind !== "list") {
    report(
      placeOf(entry),
      `\`${key}\` is ${describeNode(value)}; expected a list of instruments, as [${INSTRUMENTS[0]}].`,
    );
    return [];
  }
  const names = value.items.map((item) => {
    const name = acceptLeaf(instrumentName, item);
    if (name === undefined) report(item.range, unknownName(instrumentName, item));
    return name;
  });
  return INSTRUMENTS.filter((instrument) => names.includes(instrument));
}
