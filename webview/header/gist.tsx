import type { LabelledValue, RunSummary } from "../../src/protocol/panel";
import type { Panel } from "../panel/usePanel";

/** The hyperparameters in one quiet line: `lr 3e-3 → cosine · β 0.9, 0.999`. Each says where it comes from, and leads there. */
export function Gist({ run, panel }: { readonly run: RunSummary; readonly panel: Panel }) {
  const text = run.gist.map(({ label, value }) => `${label} ${value}`).join(" · ");
  return (
    <p class="gist" title={text}>
      {run.gist.map((entry, index) => (
        <span key={entry.label} class="gist-value">
          {index > 0 && <span class="gist-separator"> · </span>}
          <GistValue entry={entry} run={run.id} panel={panel} />
        </span>
      ))}
    </p>
  );
}

interface GistValueProperties {
  readonly entry: LabelledValue;
  readonly run: string;
  readonly panel: Panel;
}

function GistValue({ entry, run, panel: { host, perform } }: GistValueProperties) {
  const { label, value, origin, hasPlace } = entry;
  const content = (
    <>
      {label} <span class="gist-number">{value}</span>
    </>
  );
  const title = origin && `${label} ${value}: ${origin}`;
  if (!hasPlace || !host.isLive) return <span title={title}>{content}</span>;
  return (
    <button
      type="button"
      class="gist-link"
      data-testid={`gist-${label}`}
      title={title}
      onClick={() => perform(host.calls.revealValue({ run, label }))}
    >
      {content}
    </button>
  );
}
