import { StepInspector } from "../src/core/inspection/inspectStep";
import { REPORT_ELEMENT } from "../src/protocol/report";
import { showReport } from "./report/showReport";

// The command line's pages simulate steps themselves, which the extension's own script has no room for.
const embedded = document.getElementById(REPORT_ELEMENT);
if (embedded === null) throw new Error(`The page has no element "${REPORT_ELEMENT}" with the report's data.`);
showReport(embedded.textContent ?? "", (specification) => new StepInspector(specification));
