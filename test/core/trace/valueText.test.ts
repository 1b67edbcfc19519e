import assert from "node:assert/strict";
import { selectColumns } from "../../../src/core/trace/traceText";
import { TraceWriter } from "../../../src/core/trace/traceWriter";
import { valuePieces } from "../../../src/core/trace/valueText";

function traceOf(columns: readonly string[], ...rows: readonly number[][]) {
  const writer = new TraceWriter({ columns, expectedRows: rows.length });
  for (const row of rows) writer.append(Float64Array.from(row));
  writer.flush();
  return writer.trace;
}

const first = traceOf(["loss", "learningRate", "m.rms"], [3, 0.1, 7], [2, 0.2, 8]);
const second = traceOf(["loss", "u.rms"], [Number.NaN, 9]);

describe("valuePieces of some columns", () => {
  const tables = [
    { name: "A", trace: selectColumns(first, ["m.rms", "loss", "u.rms"]) },
    { name: "B", trace: selectColumns(second, ["m.rms", "loss", "u.rms"]) },
  ];

  it("is CSV with those that a run has, in the order of the trace", () => {
    assert.equal(
      [...valuePieces(tables, "csv")].join(""),
      "run,step,loss,m.rms,u.rms\nA,0,3,7,\nA,1,2,8,\nB,0,NaN,,9\n",
    );
  });

  it("is JSON with every run", () => {
    const { runs } = JSON.parse([...valuePieces(tables, "json")].join(""));
    assert.deepEqual(runs, [
      { metadata: { name: "A" }, rows: 2, columns: { step: [0, 1], loss: [3, 2], "m.rms": [7, 8] } },
      { metadata: { name: "B" }, rows: 1, columns: { step: [0], loss: ["NaN"], "u.rms": [9] } },
    ]);
  });
});
