import type { RunStatus, RunSummary } from "../../src/protocol/panel";
import { Icon, type IconName } from "../controls/icon";
import { statusWord } from "./statusWord";
import "./runStatusIcon.css";

/** Icons of states other than the plain one; the word stands beside them for those who cannot tell them. */
const STATUS_ICONS: Readonly<Record<RunStatus, IconName | null>> = {
  kept: null,
  running: "running",
  finished: null,
  cancelled: "stop",
  diverged: "warning",
  failed: "error",
};

/** The state of a run, where there is something to say. */
export function RunStatusIcon({ run }: { readonly run: RunSummary }) {
  const icon = STATUS_ICONS[run.status];
  if (icon === null) return null;
  return (
    <span class={`run-status is-${run.status}`}>
      <Icon name={icon} />
      <span class="screen-reader-only">{statusWord(run.status)}</span>
    </span>
  );
}
