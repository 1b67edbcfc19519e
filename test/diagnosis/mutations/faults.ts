import { type Fault, movedLine, replacement, withoutLine } from "./fault";

const adamFiles =
  /bert_finetune|mixed_precision|lightning_(?:module|manual|plateau)|gan|dqn|plateau|accelerate|torchtune_lora|hydra|axolotl|hf_trainer|ds_config|keras_(?:cnn|adamw)|gradient_tape|optax_transformer|tfjs/;

/** A learning rate as it is written in any of the sources: its key, and the number. */
const rate =
  /((?:\blr|learning_rate|"lr"|peak_value|initial_learning_rate|CosineDecay\()\s*[:=(]?\s*)(\d[\d.]*(?:e-?\d+)?)/;

const scaled = (factor: number) => (match: RegExpExecArray) => {
  const number = String(Number(match[2]) * factor);
  return `${match[1]}${/^\d+$/.test(number) ? `${number}.0` : number}`;
};

/** Mistakes that people make, after the threads that docs/rules cites, each with the rules one of which has to find it. */
export const faults: readonly Fault[] = [
  replacement(
    "the learning rate of an Adam is 1,000 times too high",
    // What a schedule replaces has no effect, whatever it is.
    ["learning-rate/out-of-range", "schedule/overridden-learning-rate"],
    rate,
    scaled(1000),
    adamFiles,
  ),
  replacement(
    "the learning rate is a millionth",
    // A floor that is right for the learning rate is above its millionth.
    [
      "learning-rate/out-of-range",
      "schedule/overridden-learning-rate",
      "schedule/floor-above-rate",
      "schedule/plateau-without-effect",
    ],
    rate,
    scaled(1e-6),
    /cifar|imagenet|mixed|bert|plateau|lightning_(?:module|plateau)|torchtune_lora|hydra|axolotl|ds_config|keras_cnn|gradient_tape|optax_transformer/,
  ),
  replacement(
    "β₁ and β₂ are swapped",
    ["learning-rate/betas-swapped"],
    /betas=\(([^,()]+), ([^,()]+)\)/,
    "betas=($2, $1)",
  ),
  replacement("β₁ and β₂ are swapped", ["learning-rate/betas-swapped"], /b1=(\S+), b2=([^,\s)]+)/, "b1=$2, b2=$1"),
  replacement("β₁ and β₂ are swapped", ["learning-rate/betas-swapped"], /("?betas"?:) \[(\S+), (\S+)\]/, "$1 [$3, $2]"),
  replacement(
    "momentum and weight decay are in each other's place",
    ["learning-rate/misplaced-argument"],
    /momentum=([\w.]+)(.*?)weight_decay=([\w.-]+)/s,
    "momentum=$3$2weight_decay=$1",
    /cifar|one_cycle|accumulation/,
  ),
  replacement(
    "the weight decay is given in the place of the momentum",
    ["learning-rate/misplaced-argument"],
    /lr=([\d.]+), momentum=0\.9, weight_decay=(\S+)\)/,
    "$1, $2)",
    /^(?!mmdet)/,
  ),

  replacement(
    "the cosine is half as long as the run",
    ["schedule/cosine-rises-again"],
    /T_max=([\w-]+(?: - \w+)?)/,
    "T_max=($1) // 2",
    /\.py$/,
  ),
  replacement(
    "an epoch's schedule is stepped with every batch",
    ["schedule/stepped-per-batch"],
    /^( +)(.*(?:\.step\(\)|scaler\.update\(\)))\n {4}scheduler\.step\(\)/m,
    "$1$2\n$1scheduler.step()",
    /cifar|mixed|warmup_then/,
  ),
  replacement(
    "a batch's schedule is stepped with every epoch",
    ["schedule/stepped-per-epoch"],
    /^ {8}((?:lr_)?scheduler\.step\(\))$/m,
    "    $1",
    /one_cycle/,
  ),
  withoutLine(
    "the schedule is never stepped",
    ["schedule/never-stepped", "loop/scheduler-never-stepped"],
    /scheduler\.step\(/,
    /cifar|imagenet|one_cycle|mixed|bert|warmup|lambda|plateau|accelerate|accumulation/,
  ),
  movedLine(
    "the schedule is stepped before the optimizer",
    ["loop/scheduler-before-optimizer", "schedule/stepped-before-optimizer"],
    /scheduler\.step\(\)/,
    "before",
    /^ *for .* in .*(?:loader|dataloader).*:/,
    /cifar|warmup_then|accumulation/,
  ),
  movedLine(
    "the schedule is stepped before the optimizer",
    ["loop/scheduler-before-optimizer", "schedule/stepped-before-optimizer"],
    /scheduler\.step\(\)/,
    "before",
    /optimizer\.step\(\)/,
    /one_cycle|bert|lambda/,
  ),
  replacement(
    "the one cycle is half as long as the run",
    ["schedule/one-cycle-length"],
    /epochs=epochs,/,
    "epochs=epochs // 2,",
    /one_cycle/,
  ),
  replacement(
    "the one cycle is four times as long as the run",
    ["schedule/one-cycle-length"],
    /epochs=epochs,/,
    "epochs=4 * epochs,",
    /one_cycle/,
  ),
  replacement(
    "the warm-up is longer than the run",
    ["schedule/long-warmup"],
    /(num_warmup_steps=|num_warmup_steps: |warmup_steps=|warmup_steps: |WARMUP_STEPS = )([\d_]+)/,
    (match) => `${match[1]}${Number(match[2].replaceAll("_", "")) * 60}`,
    /bert|hf_trainer|axolotl|optax_transformer|torchtune_lora|accelerate|equinox|fsdp/,
  ),
  replacement(
    "the factor of the decay makes it grow",
    ["schedule/grows"],
    /(gamma=|decay_rate=)0\.\d+/,
    (match) => `${match[1]}${match[1] === "gamma=" ? 10 : 1.1}`,
  ),
  replacement(
    "the milestones lie beyond the run",
    ["schedule/milestones-beyond-run"],
    /milestones=\[8, 11\]/,
    "milestones=[80, 110]",
  ),
  replacement("the step size lies beyond the run", ["schedule/never-falls"], /step_size=30/, "step_size=300"),
  replacement(
    "the decay takes a hundred times the run",
    ["schedule/unfinished-decay"],
    /(decay_steps=)(steps|TOTAL_STEPS|[\d_]+)/,
    "$1100 * $2",
    /keras_cnn|optax_lion|optax_transformer/,
  ),
  replacement(
    "the decay ends after a tenth of the run",
    ["schedule/vanishes-early"],
    /(decay_steps=|num_training_steps=)(steps|num_training_steps|num_update_steps)/,
    "$1$2 // 10",
    /keras_cnn|bert/,
  ),
  replacement(
    "the warm-up ends ten times too low",
    ["schedule/jump-at-join"],
    /return learning_rate \* \(it/,
    "return 0.1 * learning_rate * (it",
  ),
  replacement(
    "the optimizer has a learning rate that the schedule replaces",
    ["schedule/overridden-learning-rate"],
    /lr=0\.4 \/ 25/,
    "lr=0.1",
  ),
  replacement(
    "the optimizer has a learning rate that the schedule replaces",
    ["schedule/overridden-learning-rate"],
    /"warmup_max_lr": 3e-4/,
    '"warmup_max_lr": 1e-3',
  ),

  replacement(
    "Adam has the weight decay of AdamW",
    ["regularisation/adam-decay-not-decoupled"],
    /torch\.optim\.AdamW/,
    "torch.optim.Adam",
    /warmup_then|nanogpt_style|lightning|mixed_precision|hydra|torchtune/,
  ),
  replacement(
    "the decay forgets the parameters within some steps",
    ["regularisation/decay-timescale", "regularisation/short-timescale"],
    /(weight_decay ?[=:] ?|wd: |weight_decay": )(0\.\d*[1-9]|1e-\d)/,
    (match) => `${match[1]}${Number(match[2]) * 3000}`,
    /nanogpt|hf_trainer|optax_transformer|axolotl|ds_config|accelerate/,
  ),

  replacement("ε is 0", ["precision/zero-epsilon"], /eps=1e-\d/, "eps=0.0", /bert|lambda/),
  replacement(
    "ε is 0 in half precision",
    ["precision/epsilon-vanishes", "precision/epsilon-underflows"],
    /^model = UNet\((.*)\)\.cuda\(\)$/m,
    "model = UNet($1).cuda().half()",
  ),
  replacement("ε is as large as a step", ["precision/large-epsilon"], /eps=1e-\d/, "eps=0.1", /bert|lambda/),

  withoutLine(
    "gradients are never set to 0",
    ["loop/zero-grad-missing", "hand-written/gradient-adds-up"],
    /\.zero_grad\(|grad\.zero_\(|\.grad = None/,
    /cifar|imagenet|one_cycle|mixed|bert|warmup_then|lambda|plateau|word2vec|dqn|accumulation|nanogpt_style|torch_manual|torch_two_layer|torch_parameters|makemore\./,
  ),
  movedLine(
    "gradients are thrown away before the step",
    ["loop/gradient-thrown-away"],
    /zero_grad\(/,
    "before",
    /(?:optimizer|scaler)\.step\(/,
    /cifar|imagenet|one_cycle|mixed|plateau|word2vec|dqn/,
  ),
  movedLine(
    "gradients are clipped behind the step",
    ["loop/clip-after-step", "loop/clip-misplaced"],
    /clip_grad_(?:norm|value)_\(/,
    "after",
    /(?:optimizer|scaler)\.step\(/,
    /bert|warmup_then|dqn|nanogpt|mixed/,
  ),
  withoutLine(
    "scaled gradients are clipped",
    ["loop/clip-before-unscale"],
    /unscale_\(/,
    // There only the run knows whether gradients are scaled.
    /^(?!nanogpt_get_lr)/,
  ),
  withoutLine(
    "the loss scale is never moved",
    ["loop/scaler-update-missing"],
    /scaler\.update\(/,
    /^(?!nanogpt_get_lr)/,
  ),
  withoutLine(
    "the optimizer never steps",
    ["loop/never-stepped", "loop/optimizer-never-stepped"],
    /optimizer\.step\(/,
    /cifar|imagenet|bert|plateau|word2vec|dqn/,
  ),
  replacement(
    "backward is called twice",
    ["loop/backward-twice"],
    /^( +)loss\.backward\(\)$/m,
    "$1loss.backward()\n$1loss.backward()",
    /cifar|imagenet|plateau|word2vec/,
  ),
  movedLine(
    "the optimizer is created anew in every epoch",
    ["loop/optimizer-in-loop"],
    /^optimizer = /,
    "after",
    /^for (?:epoch|step|it) in/,
    /cifar|mixed|plateau|word2vec|gradient_tape/,
  ),
  replacement(
    "the model is replaced behind the optimizer",
    ["loop/parameters-replaced"],
    /^(scheduler = |scaler = |for epoch)/m,
    "model.fc = nn.Linear(512, 10)\n$1",
    /cifar/,
  ),
  replacement(
    "gradients are never applied",
    ["loop/gradients-not-applied", "loop/never-stepped"],
    /^ +optimizer\.apply_gradients\(.*\n/m,
    "",
    /gradient_tape/,
  ),
  replacement(
    "the state of the optimizer is dropped",
    ["loop/state-dropped"],
    /updates, opt_state = /,
    "updates, _ = ",
  ),
  withoutLine("updates are never applied", ["loop/updates-not-applied"], /optax\.apply_updates\(/),

  replacement(
    "the learning rate is given for the momentum",
    ["learning-rate/rate-as-share", "learning-rate/misplaced-argument"],
    /lr=(0\.\d+), momentum=0\.9/,
    "lr=$1, momentum=$1",
    /cifar|pgd|imagenet_reference/,
  ),
  replacement(
    "β₂ remembers longer than the run lasts",
    ["learning-rate/memory-longer-than-run"],
    /betas=\(0\.9, 0\.\d+\)/,
    "betas=(0.9, 0.99999)",
    /fsdp/,
  ),
  replacement(
    "the floor is the one of another learning rate",
    ["schedule/floor-above-rate"],
    /(eta_min=|end_value=)(\S+?)([,)\s])/,
    "$11.0$3",
    /resume|equinox|mixed|optax_transformer/,
  ),
  replacement(
    "the floor is above what is to be reduced",
    ["schedule/plateau-without-effect"],
    /min_lr=\S+?([,)])/,
    "min_lr=0.1$1",
    /keras_plateau|lightning_plateau|^plateau/,
  ),
  replacement(
    "SequentialLR hands over at step 0",
    ["schedule/milestone-zero"],
    /milestones=\[(\w+)\]/,
    "milestones=[0]",
    /imagenet_reference|warmup_then/,
  ),
  replacement(
    "the warm-up begins above its end",
    ["schedule/warmup-without-effect"],
    /warmup_cosine_decay_schedule\(0\.0,/,
    "warmup_cosine_decay_schedule(1.0,",
  ),
  replacement(
    "the loss is taken out of its graph",
    ["loop/loss-without-graph"],
    /^( +)loss\.backward\(\)$/m,
    "$1loss = loss.item()\n$1loss.backward()",
    /cifar|distillation|mnist|plateau/,
  ),
  replacement(
    "the optimizer is stepped past its scaler",
    ["loop/step-without-scaler"],
    /scaler\.step\(optimizer\)/,
    "optimizer.step()",
    /mixed|imagenet_reference/,
  ),
  replacement(
    "the optimizer is given an exhausted generator",
    ["loop/parameters-exhausted"],
    /^optimizer = torch\.optim\.(\w+)\(model\.parameters\(\),/m,
    "params = model.parameters()\nprint(sum(p.numel() for p in params))\noptimizer = torch.optim.$1(params,",
    /cifar|resume/,
  ),
  replacement(
    "the gradient is worked out before the loop",
    ["hand-written/constant-gradient"],
    /for _ in range\(5000\):\n(.*)rosenbrock_grad\(theta\)/,
    "grad = rosenbrock_grad(theta)\nfor _ in range(5000):\n$1grad",
    /momentum_numpy/,
  ),
  replacement(
    "the velocity is never damped",
    ["hand-written/undamped-momentum"],
    /velocity = 0\.9 \* velocity/,
    "velocity = velocity",
    /momentum_numpy/,
  ),
  replacement(
    "nothing keeps the divisor from 0",
    ["hand-written/no-epsilon"],
    /np\.sqrt\(mem \+ 1e-8\)/,
    "np.sqrt(mem)",
  ),
  replacement(
    "the parameters start anew in every round",
    ["hand-written/restarted-parameters"],
    /^for i in range\(200\):$/m,
    "for i in range(200):\n    w = jnp.zeros(3)",
    /jax_linear/,
  ),
  replacement(
    "no batch reaches the loss",
    ["hand-written/unreached-loss"],
    /criterion\(model\(x\), y\)|criterion\(net\(inputs\), labels\)/,
    "criterion(net(x_train), y_train)",
    /warm_restarts/,
  ),

  replacement(
    "the gradient has the wrong sign",
    ["hand-written/gradient-sign"],
    /\(predictions - y\) \/ len/,
    "(y - predictions) / len",
  ),
  replacement(
    "the update climbs",
    ["hand-written/gradient-sign"],
    /-= (lr|learning_rate) \* (grad|gradient|w\.grad)\b/,
    "+= $1 * $2",
    /numpy|torch_manual/,
  ),
  replacement(
    "the count of updates starts at 0",
    ["hand-written/bias-correction-counter"],
    /range\(1, 501\)/,
    "range(501)",
  ),
  replacement(
    "the bias is not corrected",
    ["hand-written/no-bias-correction"],
    /lr \* m_hat \/ \(np\.sqrt\(v_hat\)/,
    "lr * m / (np.sqrt(v)",
  ),
  replacement(
    "squares are not squared",
    ["hand-written/root-of-signed-sum"],
    /\(1 - beta2\) \* grad\*\*2/,
    "(1 - beta2) * grad",
  ),
  replacement(
    "the targets are made from the initial parameters",
    ["hand-written/targets-from-start"],
    /^(w = np\.zeros\(3\))$/m,
    "$1\ny = X @ w",
  ),

  replacement(
    "RMSprop has a decay in the place of ρ",
    ["portability/rmsprop-decay", "portability/decay-in-place-of-rho"],
    /rho=0\.9/,
    "decay=0.9",
    /keras/,
  ),
  replacement("a number of YAML is text to PyYAML", ["portability/yaml-number-is-text"], /lr: 2\.0e-3/, "lr: 2e-3"),
  replacement(
    "a scheduler is told to be verbose",
    ["portability/removed-argument", "source/refused"],
    /(CosineAnnealingLR\([^()]*)\)/,
    "$1, verbose=True)",
    /cifar|mixed|lightning/,
  ),
  replacement(
    "Keras is given lr",
    ["portability/removed-argument", "source/refused"],
    /(Adam|AdamW)\(learning_rate=/,
    "$1(lr=",
    /keras|gradient_tape/,
  ),
];
