import assert from "node:assert/strict";
import type { OptimizerConfiguration } from "../../src/sources/configuration";
import { readPython } from "../../src/sources/python/readPython";
import { runSpecification, type SimulationDefaults } from "../../src/sources/runSpecification";
import { scheduleText } from "../../src/sources/scheduleSpecification";

const defaults: SimulationDefaults = {
  problem: { name: "quadratic", parameters: { dimension: 3 } },
  steps: 200,
  seed: 7,
  precision: "float32",
};

function python(code: string): OptimizerConfiguration {
  const [configuration] = readPython(`import torch, keras\n${code}\n`).configurations;
  return configuration;
}

/** A native configuration with these values, each as if a file gave it. */
function native(
  optimizer: string,
  values: Record<string, number | boolean>,
  own: Partial<OptimizerConfiguration> = {},
) {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 2 };
  const hyperparameters = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, range }]));
  const configuration: OptimizerConfiguration = {
    framework: "native",
    optimizer,
    name: "run",
    range,
    hyperparameters,
    schedule: null,
    clipping: null,
    groups: [],
    unresolved: [],
    issues: [],
    rule: null,
    simulation: {},
    ...own,
  };
  return configuration;
}

function lower(configuration: OptimizerConfiguration) {
  const lowered = runSpecification(configuration, defaults);
  if ("specification" in lowered) return lowered.specification;
  throw new Error(lowered.issues.map(({ message }) => message).join("\n"));
}

function messages(configuration: OptimizerConfiguration): string[] {
  const lowered = runSpecification(configuration, defaults);
  return "issues" in lowered ? lowered.issues.map(({ message }) => message) : [];
}

describe("run specification", () => {
  it("gives the rule its numbers by the rule's names, and the defaults of the settings", () => {
    const specification = lower(python("torch.optim.AdamW(p, lr=3e-4, betas=(0.8, 0.9), weight_decay=0.2)"));
    assert.deepEqual(
      { ...specification, optimizer: { ...specification.optimizer, rule: "" } },
      {
        ...defaults,
        optimizer: {
          rule: "",
          hyperparameters: { beta1: 0.8, beta2: 0.9, epsilon: 1e-8, weightDecay: 0.2 },
          learningRate: 3e-4,
          schedule: null,
          clipping: null,
          groups: [],
        },
      },
    );
    assert.match(specification.optimizer.rule, /p = p \* \(1 - lr \* weightDecay\)/);
  });

  it("lets a native file's own problem, steps, seed and precision go before the defaults", () => {
    const simulation = {
      problem: { name: "rosenbrock", parameters: {} },
      steps: 5,
      seed: 1,
      precision: "float64",
    } as const;
    const { problem, steps, seed, precision } = lower(native("adam", {}, { simulation }));
    assert.deepEqual({ problem, steps, seed, precision }, simulation);
  });

  it("gives groups only what differs", () => {
    const { optimizer } = lower(
      python('torch.optim.SGD([{"params": a, "lr": 0.5}, {"params": b, "weight_decay": 0.1}], lr=0.1, momentum=0.9)'),
    );
    assert.deepEqual(optimizer.groups, [
      { learningRate: 0.5, hyperparameters: {} },
      { hyperparameters: { weightDecay: 0.1 } },
    ]);
    assert.equal(optimizer.hyperparameters.weightDecay, 0);
    assert.match(optimizer.rule, /weightDecay/);
  });

  it("starts from the learning rate that a Keras schedule brings along", () => {
    const { optimizer } = lower(
      python("keras.optimizers.SGD(keras.optimizers.schedules.PiecewiseConstantDecay([10], [0.5, 0.1]))"),
    );
    const { schedule } = optimizer;
    assert.equal(optimizer.learningRate, 0.5);
    assert.ok(schedule !== null && "parameters" in schedule);
    assert.deepEqual(schedule.parameters, { boundary1: 10, value1: 0.5, value2: 0.1 });
  });

  it("ends a run of the default length with a schedule that ends, and takes a length that is chosen at its word", () => {
    const schedulers = "s = torch.optim.lr_scheduler\no = torch.optim.SGD(p)\n";
    const stepsOf = (code: string, steps?: number) => {
      const configuration = python(schedulers + code);
      const run = runSpecification({ ...configuration, simulation: { steps } }, { ...defaults, steps: 50 });
      return "specification" in run ? run.specification.steps : run.issues;
    };
    assert.equal(stepsOf("s.OneCycleLR(o, 0.1, 20)"), 20);
    assert.equal(stepsOf("s.OneCycleLR(o, 0.1, 20)", 30), 30);
    assert.equal(stepsOf("s.OneCycleLR(o, 0.1, 80)"), 50);
    const [cycle, step] = ["s.OneCycleLR(o, 0.1, 20)", "s.StepLR(o, 9)"];
    assert.equal(stepsOf(`s.SequentialLR(o, [${step}, ${cycle}], [15])`), 35);
    assert.equal(stepsOf(`s.SequentialLR(o, [${cycle}, ${step}], [21])`), 50);
    assert.equal(stepsOf(`s.SequentialLR(o, [${cycle}, ${step}], [22])`), 20);
    assert.equal(stepsOf(`s.ChainedScheduler([${cycle}, ${step}])`), 20);
  });

  it("chooses the text of a rule by a flag", () => {
    assert.doesNotMatch(lower(native("adam", { biasCorrection: false })).optimizer.rule, /mHat/);
    assert.match(lower(native("adam", {})).optimizer.rule, /mHat/);
  });

  it("hands the batch size on to the problem, a given one before the problem's own", () => {
    const problem = (name: string, parameters = {}) => ({ simulation: { problem: { name, parameters } } });
    const regression = (parameters = {}) => problem("linear-regression", parameters);
    assert.equal(lower(native("sgd", {}, regression())).problem.parameters.batchSize, 1);
    assert.equal(lower(native("sgd", {}, regression({ batchSize: 8 }))).problem.parameters.batchSize, 8);
    assert.equal(lower(native("sgd", { batchSize: 4 }, regression({ batchSize: 8 }))).problem.parameters.batchSize, 4);
    assert.deepEqual(lower(native("sgd", {}, problem("rosenbrock"))).problem.parameters, {});
    assert.deepEqual(lower(native("sgd", {}, regression())).optimizer.hyperparameters, {});
  });

  it("runs a rule and a schedule of the user's own", () => {
    const range = { line: 1, column: 1, endLine: 1, endColumn: 2 };
    const rule = { text: "u = beta * u + g\np = p - lr * u", line: 2, error: null };
    const schedule = {
      name: "rule",
      range,
      hyperparameters: { rule: { value: "lr0 * rate^step", range }, rate: { value: 0.9, range } },
    };
    const { optimizer } = lower(native("rule", { learningRate: 0.2, beta: 0.7 }, { rule, schedule }));
    assert.equal(optimizer.rule, rule.text);
    assert.equal(optimizer.learningRate, 0.2);
    assert.deepEqual(optimizer.hyperparameters, { beta: 0.7 });
    assert.deepEqual(optimizer.schedule, { rule: "lr = lr0 * rate^step", parameters: { rate: 0.9 }, interval: 1 });
  });

  it("tells an expression from lines that assign", () => {
    assert.equal(scheduleText("if(step == 3, 1, 2)"), "lr = if(step == 3, 1, 2)");
    assert.equal(scheduleText("k = step / 2\nlr = lr0 * k"), "k = step / 2\nlr = lr0 * k");
  });

  const refused: readonly (readonly [string, OptimizerConfiguration, readonly string[]])[] = [
    [
      "values that cannot be read, each by its name",
      python("torch.optim.Adam(p, lr=args.lr, betas=get())"),
      [
        "Only the run knows args.lr, which is needed for lr of Adam, line 2.",
        "Only the run knows get(), which is needed for betas of Adam, line 2.",
      ],
    ],
    [
      "arguments that the text does not list",
      python("torch.optim.Adam(p, **kwargs)"),
      ["**kwargs of this Adam is worked out by the program and cannot be read; expected a literal."],
    ],
    ["values that are wrong", python("torch.optim.SGD(p, lr=-1)"), ["lr is -1; expected a number of at least 0."]],
    [
      "schedules that it does not know",
      python("o = torch.optim.SGD(p)\ntorch.optim.lr_scheduler.LRScheduler(o)"),
      ["The schedule of this SGD cannot be simulated; expected one of the catalogue, alone."],
    ],
    [
      "flags that differ between groups, where the rule cannot tell them apart",
      native(
        "adam",
        {},
        { groups: [{ hyperparameters: { biasCorrection: { value: false, range: null } } }, { hyperparameters: {} }] },
      ),
      ["biasCorrection differs between the groups of this Adam; expected the same value in all of them."],
    ],
    ["an unknown optimizer", native("banana", {}), ["There is no optimizer banana; expected a name of the catalogue."]],
  ];
  for (const [what, configuration, expected] of refused) {
    it(`refuses ${what}`, () => assert.deepEqual(messages(configuration), expected));
  }

  it("hands torch's flags to the rule as numbers where groups differ in them", () => {
    const groups = '[{"params": a, "nesterov": True}, {"params": b, "momentum": 0.5}]';
    const {
      rule,
      hyperparameters,
      groups: own,
    } = lower(python(`torch.optim.SGD(${groups}, lr=0.1, momentum=0.9)`)).optimizer;
    assert.match(rule, /if\(nesterov == 1, \(g \+ momentum \* u\), u\)/);
    assert.equal(hyperparameters.nesterov, 0);
    assert.deepEqual(own, [{ hyperparameters: { nesterov: 1 } }, { hyperparameters: { momentum: 0.5 } }]);
  });

  it("starts Adagrad's sums in all groups from the value of the call, as torch does", () => {
    const groups = '[{"params": a, "initial_accumulator_value": 5}, {"params": b}]';
    const { optimizer } = lower(python(`torch.optim.Adagrad(${groups}, initial_accumulator_value=0.5)`));
    assert.equal(optimizer.hyperparameters.initialAccumulator, 0.5);
    assert.deepEqual(optimizer.groups, [{ hyperparameters: {} }, { hyperparameters: {} }]);
  });

  it("does not mind what only decides how numbers are computed", () => {
    assert.deepEqual(messages(python("torch.optim.AdamW(p, fused=torch.cuda.is_available())")), []);
  });

  it("takes a chain of optax for the optimizer that it amounts to", () => {
    const [plain, decayed, accumulated] = readPython(`import optax
optax.chain(optax.clip_by_global_norm(2.0), optax.scale_by_adam(b1=0.8), optax.scale(-0.01))
optax.chain(optax.add_decayed_weights(0.1), optax.sgd(optax.constant_schedule(0.5)))
optax.MultiSteps(optax.sgd(0.1), 4)
`).configurations;
    const adam = lower(plain).optimizer;
    assert.equal(adam.learningRate, 0.01);
    assert.equal(adam.hyperparameters.beta1, 0.8);
    assert.deepEqual(adam.clipping, { kind: "norm", limit: 2, scope: "all", offset: 0 });
    const sgd = lower(decayed).optimizer;
    assert.equal(sgd.learningRate, 0.5);
    assert.match(sgd.rule, /^g = g \+ penalty \* p$/m);
    const { optimizer } = lower(accumulated);
    assert.deepEqual([optimizer.accumulation, optimizer.accumulationMethod], [4, "running"]);
  });

  it("composes the rule of a chain of optax that amounts to none of its optimizers", () => {
    const [limited, twice, wrapped, unknown] = readPython(`import optax
optax.chain(optax.scale_by_adam(b1=0.8), optax.clip(0.5), optax.scale(-0.01))
optax.chain(optax.sgd(0.1, 0.9), optax.trace(0.5), optax.scale(optax.tree.norm(x)), optax.clip(1.0))
optax.lookahead(optax.sgd(optax.constant_schedule(0.1)), 5, 0.5)
optax.chain(optax.sgd(0.1), optax.add_noise(0.1, 0.5, 0))
`).configurations;
    const adam = lower(limited).optimizer;
    assert.deepEqual(adam.rule.split("\n").slice(-4), [
      "u = mHat / (sqrt(vHat) + epsilon)",
      "u = clamp(u, -limit, limit)",
      "u = -lr * u",
      "p = p + u",
    ]);
    assert.deepEqual(adam.hyperparameters, { beta1: 0.8, beta2: 0.999, epsilon: 1e-8, limit: 0.5 });
    assert.equal(adam.learningRate, 0.01);
    assert.deepEqual(messages(twice), [
      "Only the run knows optax.tree.norm(x), which is needed for step_size of scale, line 3.",
    ]);
    assert.equal(lower(wrapped).optimizer.learningRate, 0.1);
    assert.deepEqual(lower(wrapped).optimizer.hyperparameters, { syncPeriod: 5, slowStep: 0.5 });
    assert.deepEqual(messages(unknown), ["optax.add_noise in this place of a chain cannot be simulated yet."]);
  });

  describe("of transformers' TrainingArguments", () => {
    const training = (rest: string) =>
      python(`from transformers import TrainingArguments\nTrainingArguments("out"${rest})`);
    const parameters = (configuration: OptimizerConfiguration) => {
      const { schedule } = lower(configuration).optimizer;
      return schedule !== null && "parameters" in schedule ? schedule.parameters : {};
    };

    it("takes the run's steps where only the run knows how many there are", () => {
      const open = training(", warmup_steps=0.034, learning_rate=0.1");
      assert.equal(lower(open).steps, 200);
      assert.deepEqual(parameters(open), { warmupSteps: 7, trainingSteps: 200 });
      const chosen = { ...open, simulation: { steps: 50 } };
      assert.equal(lower(chosen).steps, 50);
      assert.deepEqual(parameters(chosen), { warmupSteps: 2, trainingSteps: 50 });
    });

    it("runs as long as max_steps says, and keeps its schedule where another length is chosen", () => {
      const given = training(", max_steps=80, warmup_steps=0.1");
      assert.equal(lower(given).steps, 80);
      const chosen = { ...given, simulation: { steps: 50 } };
      assert.equal(lower(chosen).steps, 50);
      assert.deepEqual(parameters(chosen), { warmupSteps: 8, trainingSteps: 80 });
    });

    it("clips as Trainer does, and leaves weight decay at 0", () => {
      const { clipping, hyperparameters } = lower(training(", max_steps=80")).optimizer;
      assert.deepEqual(clipping, { kind: "norm", limit: 1 });
      assert.equal(hyperparameters.weightDecay, 0);
      assert.equal(lower(training(", max_grad_norm=0")).optimizer.clipping, null);
    });

    it("is refused where more than the length of the run is unknown", () => {
      assert.deepEqual(messages(training(", warmup_steps=cfg.warmup")), [
        "Only the run knows cfg.warmup, which is needed for warmup_steps of TrainingArguments, line 3.",
      ]);
    });
  });

  it("refuses a schedule of transformers whose length is worked out by the program", () => {
    const code = 'import transformers\no = torch.optim.SGD(p)\ntransformers.get_scheduler("linear", o, 0, len(loader))';
    assert.match(
      messages(python(code)).join(),
      /^Only the run knows len\(loader\), which is needed for num_training_steps of get_linear_schedule_with_warmup/,
    );
  });
});
