import assert from "node:assert/strict";
import { Checkpoints } from "../../src/core/simulation/checkpoints";
import { Inspectors } from "../../src/worker/inspectors";
import { specificationOf } from "../extension/runs/planOf";

describe("inspectors", () => {
  it("are made once for a run", () => {
    const inspectors = new Inspectors();
    assert.equal(
      inspectors.inspector("run", specificationOf(), {}),
      inspectors.inspector("run", specificationOf(), {}),
    );
  });

  it("start from the checkpoints that the run has left", () => {
    const inspectors = new Inspectors();
    const checkpoints = new Checkpoints();
    inspectors.keep("run", checkpoints);
    inspectors.inspector("run", specificationOf(), {}).inspect(50, { kind: "largestUpdate" });
    assert.ok((checkpoints.nearest(50)?.step ?? 0) > 0, "the inspector has added none to them");
  });

  it("are forgotten when four other runs have been looked at since", () => {
    const inspectors = new Inspectors();
    const first = inspectors.inspector("first", specificationOf(), {});
    for (const run of ["second", "third", "fourth"]) inspectors.inspector(run, specificationOf(), {});
    assert.equal(inspectors.inspector("first", specificationOf(), {}), first);
    for (const run of ["second", "third", "fourth", "fifth"]) inspectors.inspector(run, specificationOf(), {});
    assert.notEqual(inspectors.inspector("first", specificationOf(), {}), first);
  });
});
