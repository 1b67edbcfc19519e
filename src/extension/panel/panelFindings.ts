import type { PanelFinding } from "../../protocol/panel";
import { localized } from "../findings/findingText";
import type { FoundInRun, RunFindings } from "../findings/runFindings";
import type { RunStore } from "../runs/runStore";
import { sourceLabel } from "../runs/sourceLabel";

/** What the panel shows of the findings of every run. */
export function panelFindings(
  store: Pick<RunStore, "runs">,
  findings: Pick<RunFindings, "of">,
): Readonly<Record<string, readonly PanelFinding[]>> {
  return Object.fromEntries(store.runs.map(({ id }) => [id, findings.of(id).map(panelFinding)]));
}

/** As it is shown: its text in the language of the window, its place as a link. */
export function panelFinding({ id, finding, uri }: FoundInRun): PanelFinding {
  const { rule, severity, message, step = null, range, fixes } = finding;
  return {
    id,
    rule,
    severity,
    message: localized(message),
    step,
    place: range === null || uri === null ? null : sourceLabel({ uri, line: range.line }),
    fixes: fixes.map(({ title }) => localized(title)),
  };
}
