import { diagnoseSource } from "../../../src/diagnosis/diagnoseSource";
import type { Finding } from "../../../src/diagnosis/finding";
import { issueFindings } from "../../../src/diagnosis/issueFindings";
import { readSource } from "../../../src/sources/readSource";
import type { Fault } from "./fault";
import type { SoundSource } from "./soundSources";

/** A fault in a source, and what was found. */
export interface Mutant {
  readonly source: SoundSource;
  readonly fault: Fault;
  readonly text: string;
  /** What is found in the mutant and not in the sound source. */
  readonly findings: readonly Finding[];
  readonly isFound: boolean;
}

/** Makes every fault in every source that it applies to, one at a time, and looks for it. */
export async function mutationRun(
  sources: readonly SoundSource[],
  faults: readonly Fault[],
): Promise<readonly Mutant[]> {
  const mutants: Mutant[] = [];
  for (const source of sources) {
    const before = new Set((await findingsIn(source.file, source.text)).map(({ rule }) => rule));
    for (const fault of faults) {
      const text = fault.inject(source.text, source.file);
      if (text === null) continue;
      const findings = (await findingsIn(source.file, text)).filter(({ rule }) => !before.has(rule));
      const isFound = findings.some(({ rule }) => fault.rules.includes(rule));
      mutants.push({ source, fault, text, findings, isFound });
    }
  }
  return mutants;
}

/** All that `check` says of a text. */
export async function findingsIn(file: string, text: string): Promise<readonly Finding[]> {
  const reading = await readSource(file, text);
  return [...issueFindings(reading), ...diagnoseSource(reading, text)];
}
