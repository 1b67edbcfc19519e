import { Button } from "./controls/toolkit";
import { t } from "./l10n/translate";
import type { Panel } from "./panel/usePanel";
import "./emptyState.css";

/** What stands in the panel before the first run. */
export function EmptyState({ panel: { host, perform } }: { readonly panel: Panel }) {
  return (
    <section class="empty" data-testid="empty">
      <h1 class="screen-reader-only">Optimizer Debugger</h1>
      <p class="empty-text">
        {t("Put the cursor on an optimizer in your code and simulate it, to see what every step of it does.")}
      </p>
      {host.isLive && (
        <div class="empty-actions">
          <Button appearance="primary" testId="simulate" onClick={() => perform(host.calls.simulate({ run: null }))}>
            {t("Simulate optimizer under the cursor")}
          </Button>
          <Button testId="open-example" onClick={() => perform(host.calls.openExample({}))}>
            {t("Open an example")}
          </Button>
        </div>
      )}
    </section>
  );
}
