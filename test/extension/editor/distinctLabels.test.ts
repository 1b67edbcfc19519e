import assert from "node:assert/strict";
import type { ConfigurationLabel } from "../../../src/extension/editor/configurationLabel";
import { distinctLabels } from "../../../src/extension/editor/distinctLabels";

const label = (name: string, ...gist: string[]): ConfigurationLabel => ({ name, title: name, gist });

describe("the labels of configurations on one line", () => {
  it("are name and learning rate", () => {
    const labels = [label("AdamW", "lr 3e-4", "wd 0.01"), label("Adam", "lr 3e-4", "wd 0.01")];
    assert.deepEqual(distinctLabels(labels), ["AdamW · lr 3e-4", "Adam · lr 3e-4"]);
  });

  it("have what sets those apart that would be called the same", () => {
    const labels = [
      label("SGD", "lr 0.1", "momentum 0.9", "clip norm 1"),
      label("SGD", "lr 0.1", "momentum 0.9", "nesterov on", "clip norm 1"),
      label("Adam", "lr 0.1", "β 0.9, 0.999"),
    ];
    assert.deepEqual(distinctLabels(labels), ["SGD · lr 0.1", "SGD · lr 0.1 · nesterov on", "Adam · lr 0.1"]);
  });

  it("have numbers where nothing is to be seen that sets them apart", () => {
    const labels = [label("SGD", "lr ?"), label("Adam", "lr ?"), label("SGD", "lr ?")];
    assert.deepEqual(distinctLabels(labels), ["SGD · lr ? · (1)", "Adam · lr ?", "SGD · lr ? · (2)"]);
  });
});
