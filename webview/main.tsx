import { render } from "preact";
import { REPORT_ELEMENT } from "../src/protocol/report";
import { App } from "./app";
import { vscodeHost } from "./host/vscodeHost";
import { showReport } from "./report/showReport";

// The same script is part of every report: a page that holds its runs is one.
const embedded = document.getElementById(REPORT_ELEMENT);
if (embedded === null) render(<App host={vscodeHost()} />, document.body);
else showReport(embedded.textContent ?? "", null);
