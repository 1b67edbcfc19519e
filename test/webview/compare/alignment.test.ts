import assert from "node:assert/strict";
import { domainOfPlaces, placesOf, stepAt, stretchOf } from "../../../webview/compare/alignment";
import { runSummary } from "../runSummary";

const short = runSummary({ id: "short", steps: 500, stepsDone: 120 });
const long = runSummary({ id: "long", steps: 2000, stepsDone: 2000 });
const runs = [short, long];

describe("the alignment of runs", () => {
  it("by steps puts every step at its number, in runs of any length", () => {
    const places = placesOf("step", runs);
    assert.deepEqual([stretchOf(places, short), stretchOf(places, long)], [1, 1]);
    assert.equal(stepAt(places, short, 1234), 1234);
    assert.deepEqual(
      domainOfPlaces(places, [short], ({ stepsDone }) => stepsDone),
      { from: 0, to: 120 },
    );
  });

  it("by share stretches what was asked for, however far a run got", () => {
    const places = placesOf("share", runs);
    assert.deepEqual([stretchOf(places, short), stretchOf(places, long)], [4, 1]);
    assert.deepEqual(
      domainOfPlaces(places, [short], ({ stepsDone }) => stepsDone),
      { from: 0, to: 2000 },
    );
  });

  it("by share finds the nearest step of every run, none past its last", () => {
    const places = placesOf("share", runs);
    assert.equal(stepAt(places, short, 101), 25);
    assert.equal(stepAt(places, long, 101), 101);
    assert.equal(stepAt(places, short, 1999), 499);
  });
});
