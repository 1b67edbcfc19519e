import assert from "node:assert/strict";
import { LearningRates } from "../../../src/core/simulation/learningRates";
import type { ComposedSchedule, RuleSchedule, ScheduleSpecification } from "../../../src/core/simulation/specification";
import { adam } from "./specifications";

const observation = { loss: 0, gradientNorm: 0, gradientSum: 0, parameterChange: 0 };

/** The learning rates of the first updates, from 1. */
function ratesOf(schedule: ScheduleSpecification, steps: number): number[] {
  const rates = new LearningRates({ ...adam, learningRate: 1, schedule });
  return Array.from({ length: steps }, (_, step) => {
    rates.advance(step, observation);
    return rates.values[0];
  });
}

function rule(text: string, parts: Partial<RuleSchedule> = {}): RuleSchedule {
  return { rule: text, parameters: {}, interval: 1, ...parts };
}

function composed(
  composition: ComposedSchedule["composition"],
  schedules: readonly ScheduleSpecification[],
  milestones: readonly number[] = [],
): ComposedSchedule {
  return { composition, schedules, milestones, interval: 1 };
}

const halving = rule("lr = if(isRestart > 0, lr0, if(isFirst > 0, lr, lr / 2))");
const adding = rule("lr = if(isFirst > 0, lr, lr + 1)");

describe("schedulers", () => {
  it("tell a rule how many of its milestones are here and how many have passed, whatever their order", () => {
    const milestones = [4, 2, 2, 0];
    assert.deepEqual(ratesOf(rule("lr = milestonesHere", { milestones }), 6), [1, 0, 2, 0, 1, 0]);
    assert.deepEqual(ratesOf(rule("lr = milestonesPassed", { milestones }), 6), [1, 1, 3, 3, 4, 4]);
  });

  it("take a thousand milestones at no cost of the rule's text", () => {
    const milestones = Array.from({ length: 1000 }, (_, index) => 2 * index);
    const rates = ratesOf(rule("lr = milestonesPassed", { milestones }), 2001);
    assert.deepEqual([rates[0], rates[1], rates[1998], rates[2000]], [1, 1, 1000, 1000]);
  });

  it("tell a rule the learning rate of the optimizer beside that of the group", () => {
    const schedule = rule("lr = lr0 + 10 * optimizerRate");
    const rates = new LearningRates({ ...adam, learningRate: 1, groups: [{}, { learningRate: 5 }], schedule });
    rates.advance(0, observation);
    assert.deepEqual([...rates.values], [11, 15]);
  });

  it("step all of a chain, each from what the one before has left", () => {
    assert.deepEqual(ratesOf(composed("chain", [halving, adding]), 4), [1, 1.5, 1.75, 1.875]);
    assert.deepEqual(ratesOf(composed("chain", [adding, halving]), 4), [1, 1, 1, 1]);
  });

  it("step one of a sequence at a time, which restarts at its milestone", () => {
    assert.deepEqual(ratesOf(composed("sequence", [adding, halving], [2]), 5), [1, 2, 1, 0.5, 0.25]);
  });

  it("begin a sequence from the learning rate before any of its schedules changed it", () => {
    const tenth = rule("lr = if(isFirst > 0, lr / 10, lr)");
    assert.deepEqual(ratesOf(composed("chain", [tenth, tenth]), 2), [0.01, 0.01]);
    assert.deepEqual(ratesOf(composed("sequence", [tenth, tenth], [5]), 2), [0.1, 0.1]);
  });

  it("begin a sequence with the schedule that its milestones name for step 0", () => {
    assert.deepEqual(ratesOf(composed("sequence", [adding, halving], [0]), 3), [1, 0.5, 0.25]);
  });

  it("replace the learning rate, or what schedules start from, when they are created", () => {
    const parameters = { own: 8 };
    const replacing = rule("lr = lr", { parameters, start: { parameter: "own", replaces: "lr" } });
    assert.deepEqual(ratesOf(replacing, 2), [8, 8]);
    const start = rule("lr = lr0", { parameters, start: { parameter: "own", replaces: "lr0" } });
    assert.deepEqual(ratesOf(composed("chain", [start, rule("lr = lr0 + 1")]), 2), [9, 9]);
    // Created later, it does not replace what those before have started from.
    assert.deepEqual(ratesOf(composed("chain", [rule("lr = lr0 + 1"), replacing, rule("lr = lr0 + 1")]), 1), [2]);
  });

  it("are created in the order that is given, and stepped in that of the list", () => {
    const [first, second] = [rule("lr = if(isFirst > 0, lr + 1, lr)"), rule("lr = if(isFirst > 0, lr * 3, lr + 10)")];
    assert.deepEqual(ratesOf(composed("chain", [first, second]), 2), [6, 16]);
    assert.deepEqual(ratesOf(composed("chain", [{ ...first, created: 1 }, second]), 2), [4, 14]);
  });

  it("have a rule and parameters for every group where these differ", () => {
    const schedule = rule("lr = a", {
      parameters: { a: 5 },
      groups: [
        { rule: "lr = a", parameters: { a: 5 } },
        { rule: "lr = lr0 * b", parameters: { b: 3 } },
      ],
    });
    const rates = new LearningRates({ ...adam, learningRate: 1, schedule, groups: [{}, { learningRate: 2 }] });
    rates.advance(0, observation);
    assert.deepEqual([...rates.values], [5, 6]);
  });
});
