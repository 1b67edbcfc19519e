import assert from "node:assert/strict";
import { findAlgorithm } from "../../../src/core/algorithms/algorithmLibrary";
import { isInRange } from "../../../src/core/numberRange";
import { findPreparation } from "../../../src/core/preparations/preparationLibrary";
import { parseRule } from "../../../src/core/rule/rule";
import { FRAMEWORK_SCHEDULE_INPUTS, OPTIMIZER_INPUTS, TENSOR_INPUTS } from "../../../src/core/simulation/ruleInputs";
import {
  type ArgumentValues,
  type CatalogueEntry,
  defaultArguments,
  exampleArguments,
  ruleNumbers,
} from "../../../src/sources/catalogue/catalogue";
import {
  compositions,
  findOptimizer,
  findSchedule,
  optimizers,
  schedules,
} from "../../../src/sources/catalogue/findEntry";

/** Ways to set an argument so that it shows in a rule. */
function settings(entry: CatalogueEntry): ArgumentValues[] {
  const base = exampleArguments(entry);
  const set = entry.arguments.flatMap(({ name, kind, nullable, range }): ArgumentValues[] => {
    if (kind === "boolean") return [{ [name]: true }, { [name]: false }];
    if (kind === "floats") return [{ [name]: [0.3, 0.9] }];
    if (kind === "number" || kind === "float")
      return [{ [name]: range?.integer ? 2 : 0.5 }, ...(nullable ? [{ [name]: null }] : [])];
    return [];
  });
  const everything = Object.assign({}, ...set.toReversed());
  return [base, ...set.map((one) => ({ ...base, ...one })), { ...base, ...everything }];
}

describe("catalogue", () => {
  for (const entry of [...optimizers, ...schedules, ...compositions]) {
    it(`${entry.name} is described, and its defaults are what its framework accepts`, () => {
      assert.ok(entry.title !== "" && entry.summary.endsWith("."));
      const names = entry.arguments.map(({ name }) => name);
      assert.equal(new Set(names).size, names.length);
      for (const { name, kind, default: preset, range, documentation, nullable, length } of entry.arguments) {
        assert.ok(documentation.endsWith("."), name);
        assert.ok(preset !== null || nullable || kind === "execution", name);
        const numbers = Array.isArray(preset) ? preset : [preset];
        if (length !== undefined) assert.equal(numbers.length, length, name);
        for (const number of numbers) {
          if (typeof number === "number" && range !== undefined) assert.ok(isInRange(number, range), name);
        }
      }
    });
  }

  for (const entry of [...optimizers, ...schedules, ...compositions]) {
    it(`${entry.name} says where it comes from`, () => {
      if (entry.framework === "native") assert.ok(entry.source.endsWith("."));
      else assert.match(entry.source, /^\D+\d? \d[\w.]*, \S+/, "framework, version, file");
    });
  }

  for (const entry of optimizers) {
    it(`${entry.name} has a rule that reads what it is given, whatever is set`, () => {
      for (const values of settings(entry)) {
        const own = Object.keys(ruleNumbers(entry, values));
        if (entry.algorithm !== undefined) {
          assert.deepEqual(own.toSorted(), findAlgorithm(entry.algorithm(values)).hyperparameters.toSorted());
          continue;
        }
        const prepared = entry.preparation?.(values) ?? null;
        const scalars = [...OPTIMIZER_INPUTS, ...own, ...(prepared === null ? [] : TENSOR_INPUTS)];
        const { stateVectors } = parseRule(entry.rule([values]), { scalars, vectors: ["p", "g"] });
        if (prepared === null) continue;
        const numbers = Object.fromEntries(own.map((name) => [name, 0]));
        for (const state of findPreparation(prepared, numbers).fills) assert.ok(stateVectors.includes(state), state);
      }
    });
  }

  for (const entry of schedules) {
    it(`${entry.name} has a rule that reads what it is given, whatever is set`, () => {
      for (const values of settings(entry)) {
        const own = Object.keys(ruleNumbers(entry, values));
        parseRule(entry.rule(values), {
          scalars: [...FRAMEWORK_SCHEDULE_INPUTS, ...own],
          vectors: [],
          outputs: ["lr"],
        });
      }
    });
  }

  it("has no name twice", () => {
    for (const entries of [optimizers, [...schedules, ...compositions]]) {
      const names = entries.flatMap((entry) => [entry.name, ...entry.aliases]);
      assert.equal(new Set(names).size, names.length);
    }
  });

  it("finds framework names exactly, native names as people write them", () => {
    assert.equal(findOptimizer("torch.optim.AdamW")?.title, "AdamW");
    assert.equal(findOptimizer("tensorflow.keras.optimizers.Adam")?.name, "keras.optimizers.Adam");
    assert.equal(findOptimizer("torch.optim.adamw"), undefined);
    assert.equal(findOptimizer("optax.ADAM"), undefined);
    assert.equal(findSchedule("optax.Linear_Schedule"), undefined);
    assert.equal(findOptimizer("Gradient Descent")?.name, "gradient-descent");
    assert.equal(findOptimizer("heavy_ball")?.name, "momentum");
    assert.equal(findSchedule("Inverse_Time")?.name, "inverse-time");
    assert.equal(findSchedule("banana"), undefined);
  });

  it("leaves out of a rule what has no effect", () => {
    const adam = findOptimizer("torch.optim.Adam");
    assert.ok(adam);
    const values = defaultArguments(adam);
    assert.doesNotMatch(adam.rule([values]), /weightDecay|vMax|gradient/);
    assert.match(adam.rule([values, { ...values, weight_decay: 0.1 }]), /gradient = g \+ weightDecay \* p/);
  });
});
