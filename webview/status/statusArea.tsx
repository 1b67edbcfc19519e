import { Icon } from "../controls/icon";
import { t } from "../l10n/translate";
import { findingsOf, selectedRun } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { statusWord } from "../runs/statusWord";
import { type StatusAction, type StatusMessage, statusMessages } from "./statusMessages";
import "./statusArea.css";

/** What is wrong or worth knowing, at most two lines, each with what can be done about it. */
export function StatusArea({ panel }: { readonly panel: Panel }) {
  const { model } = panel;
  const run = selectedRun(model);
  const problem: StatusMessage[] =
    model.problem === null ? [] : [{ kind: "error", text: model.problem, detail: null, actions: [] }];
  const messages = [
    ...problem,
    ...(run === null ? [] : statusMessages(run, findingsOf(model, run.id), model.content?.followsEdits === true)),
  ].slice(0, 2);
  return (
    <>
      <div class="screen-reader-only" role="status">
        {run !== null && t("{0}: {1}", run.name, statusWord(run.status))}
      </div>
      <section
        class="status"
        aria-live="polite"
        aria-label={t("Messages")}
        data-testid="status"
        data-status={run === null ? "idle" : run.status}
      >
        {messages.map((message) => (
          <Message key={message.text} message={message} panel={panel} />
        ))}
      </section>
    </>
  );
}

function Message({ message, panel }: { readonly message: StatusMessage; readonly panel: Panel }) {
  const actions = panel.host.isLive ? message.actions : [];
  return (
    <div class={`message is-${message.kind}`}>
      <Icon name={message.kind} />
      <p class="message-text">
        {message.text} {message.detail !== null && <span class="message-detail">{message.detail}</span>}
      </p>
      {actions.map(({ action, text }) => (
        <button
          key={action}
          type="button"
          class="link message-action"
          data-testid={`action-${action}`}
          onClick={() => act(panel, action)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}

function act({ model, host, perform }: Panel, action: StatusAction): void {
  const run = selectedRun(model);
  if (action === "showLog") perform(host.calls.showLog({}));
  else if (run !== null) perform(host.calls[action]({ run: run.id }));
}
