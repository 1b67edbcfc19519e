import { ChartGrid } from "./charts/chartGrid";
import { CompareRuns } from "./compare/compareRuns";
import { EmptyState } from "./emptyState";
import { FairView } from "./fairComparison/fairView";
import { FinderView } from "./finder/finderView";
import { FindingsList } from "./findings/findingsList";
import { Header } from "./header/header";
import type { PanelHost } from "./host/panelHost";
import { StepInspector } from "./inspector/stepInspector";
import { LandscapeSection } from "./landscape/landscapeSection";
import { selectedRun } from "./panel/panelModel";
import { usePanel } from "./panel/usePanel";
import { ReportFoot } from "./report/reportFoot";
import { RemovedLine } from "./runs/removedLine";
import { RunBar } from "./runs/runBar";
import { RunList } from "./runs/runList";
import { LiveLine } from "./status/liveLine";
import { StatusArea } from "./status/statusArea";
import { WhatIfSection } from "./whatIf/whatIfSection";
import "./theme/base.css";

/** The whole panel, from top to bottom. */
export function App({ host }: { readonly host: PanelHost }) {
  const panel = usePanel(host);
  const { model } = panel;
  const hasRuns = selectedRun(model) !== null;
  return (
    <>
      <Header panel={panel} />
      <main class="main">
        <RunBar panel={panel} />
        <RunList panel={panel} />
        <RemovedLine panel={panel} />
        <LiveLine panel={panel} />
        <StatusArea panel={panel} />
        <FindingsList panel={panel} />
        <WhatIfSection panel={panel} />
        <FinderView panel={panel} />
        <FairView panel={panel} />
        <LandscapeSection panel={panel} />
        {hasRuns && <ChartGrid panel={panel} />}
        <CompareRuns panel={panel} />
        {hasRuns && <StepInspector panel={panel} />}
        {host.report !== null && <ReportFoot report={host.report} model={model} />}
        {model.content !== null && !hasRuns && <EmptyState panel={panel} />}
      </main>
      <div class="screen-reader-only" role="status" aria-live="polite">
        {model.announcement}
      </div>
    </>
  );
}
