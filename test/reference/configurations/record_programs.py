"""
Records the learning rates of schedules that programs make of command lines and of files that are no YAML: python record_programs.py programs.json

Every case is a text as a user would write it, and the arguments that the program's own parser makes of it. Megatron's schedule is the class itself, of
megatron-core, and Composer's, fairseq's, LLM Foundry's, timm's and torchtitan's are their own, without the packages around them; llm.c and this Levanter are no packages: the arithmetic of one is written down here from llmc/schedulers.h, in
the float32 that it works in, that of the other from its source.
"""

import importlib
import importlib.util
import json
import math
import sys
import types
from importlib.metadata import files, version

import numpy as np
import torch

STEPS = 200


def load(distribution, suffix, name):
    path = next(str(file.locate()) for file in files(distribution) if str(file).endswith(suffix))
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Anything(types.ModuleType):
    """A module that has whatever is asked of it."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *arguments, **keywords: None


STUBS = ["megatron", "megatron.core", "megatron.core.utils", "fairseq", "fairseq.dataclass", "fairseq.optim", "fairseq.optim.lr_scheduler", "fairseq.optim.fused_adam", "omegaconf"]
for name in STUBS:
    sys.modules.setdefault(name, Anything(name))
sys.modules["omegaconf"].II = lambda name: None
sys.modules["fairseq.dataclass"].FairseqDataclass = object
for module in ["fairseq.optim", "fairseq.optim.lr_scheduler"]:
    for name in ["register_lr_scheduler", "register_optimizer"]:
        setattr(sys.modules[module], name, lambda name, dataclass: lambda known: known)
sys.modules["fairseq.optim"].FairseqOptimizer = object


class FairseqLRScheduler:
    def __init__(self, cfg, optimizer):
        self.cfg, self.optimizer = cfg, optimizer


sys.modules["fairseq.optim.lr_scheduler"].FairseqLRScheduler = FairseqLRScheduler

fairseq = {
    name: getattr(load("fairseq", f"fairseq/optim/lr_scheduler/{file}.py", file), made)
    for name, file, made in [
        ("inverse_sqrt", "inverse_square_root_schedule", "InverseSquareRootSchedule"),
        ("polynomial_decay", "polynomial_decay_schedule", "PolynomialDecayLRSchedule"),
        ("cosine", "cosine_lr_scheduler", "CosineLRSchedule"),
        ("tri_stage", "tri_stage_lr_scheduler", "TriStageLRSchedule"),
        ("fixed", "fixed_schedule", "FixedLRSchedule"),
    ]
}
fairseq_adam = load("fairseq", "fairseq/optim/adam.py", "fairseq_adam")
megatron = load("megatron-core", "megatron/core/optimizer_param_scheduler.py", "megatron_scheduler")


def optimizer(rate):
    return torch.optim.SGD([torch.zeros(1, dtype=torch.float64, requires_grad=True)], lr=rate)


def of_megatron(*, lr, min_lr=0.0, init=0.0, style="linear", wsd="exponential", size=1, decay, warmup=0, fraction=None, wsd_steps=None):
    """Counts of steps are multiplied with the size of the batch, as get_optimizer_param_scheduler of megatron/training/training.py does."""
    made = optimizer(lr)
    scheduler = megatron.OptimizerParamScheduler(
        made, init_lr=init, max_lr=lr, min_lr=min_lr, lr_warmup_steps=fraction * decay * size if fraction else warmup * size,
        lr_decay_steps=decay * size, lr_decay_style=style, start_wd=0.01, end_wd=0.01, wd_incr_steps=decay * size, wd_incr_style="constant",
        wsd_decay_steps=wsd_steps and wsd_steps * size, lr_wsd_decay_style=wsd,
    )
    rates = []
    for _ in range(STEPS):
        rates.append(float(made.param_groups[0]["lr"]))
        scheduler.step(increment=size)
    return rates


def of_llmc(*, lr, kind="cosine", warmup=0, total, lowest=1.0):
    f = np.float32
    rate, lowest = f(lr), f(lowest)
    rates = []
    for step in range(min(STEPS, total)):
        if kind == "constant":
            rates.append(float(rate))
            continue
        if step < warmup:
            rates.append(float(rate * (f(step + 1) / f(warmup)) if kind == "wsd" else rate * f(step + 1) / f(warmup)))
            continue
        start = int(f(0.8) * f(total)) if kind == "wsd" else warmup
        if kind == "wsd" and step < start:
            rates.append(float(rate))
            continue
        gone = f(step - start) / f(total - start)
        least = rate * lowest
        rates.append(float({
            "cosine": lambda: least + f(0.5) * (f(1) + f(math.cos(f(math.pi * float(gone))))) * (rate - least),
            "linear": lambda: rate - gone * (rate - least),
            "wsd": lambda: least + (f(1) - np.sqrt(gone)) * (rate - least),
        }[kind]()))
    return rates


for name in ["torchtitan", "torchtitan.components", "torchtitan.components.optimizer", "torchtitan.config", "torchtitan.tools", "torchtitan.tools.logging"]:
    sys.modules.setdefault(name, Anything(name))
for module, name in [("components.optimizer", "OptimizersContainer"), ("config", "LRScheduler")]:
    setattr(sys.modules[f"torchtitan.{module}"], name, object)
sys.modules["torchtitan.tools.logging"].logger = Anything("logger")
torchtitan = load("torchtitan", "torchtitan/components/lr_scheduler.py", "torchtitan_scheduler")


def torchtitan_case(steps, **fields):
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in fields.items())
    code = f'[optimizer]\nname = "AdamW"\nlr = 0.3\n\n[lr_scheduler]\n{lines}\n[training]\nsteps = {steps}\n'
    given = {"warmup_steps": 200, "decay_ratio": None, "decay_type": "linear", "min_lr_factor": 0.0, **fields}
    given["min_lr_factor"] = given.pop("lr_min", given["min_lr_factor"])

    def record():
        made = optimizer(0.3)
        container = torchtitan.build_lr_schedulers([made], types.SimpleNamespace(**given), steps)
        rates = []
        for _ in range(min(STEPS, steps)):
            rates.append(float(made.param_groups[0]["lr"]))
            made.step()
            container.step()
        return rates

    return "train.toml", code, record


# The package itself would load its models, for which it needs more.
sys.modules["timm"] = types.ModuleType("timm")
sys.modules["timm"].__path__ = [str(next(file.locate() for file in files("timm") if str(file) == "timm/__init__.py").parent)]
timm = importlib.import_module("timm.scheduler")


def timm_command(options, name, warm=5, start=1e-5, **arguments):
    """The defaults are those of timm's train.py, which is in no package."""

    def record():
        made = optimizer(0.3)
        schedule = getattr(timm, name)(made, warmup_t=warm, warmup_lr_init=start, **{"warmup_prefix": False, **arguments})
        rates = []
        for epoch in range(STEPS):
            rates.append(float(made.param_groups[0]["lr"]))
            schedule.step(epoch + 1)
        return rates

    return "train.sh", f"python train.py data --opt sgd --lr 0.3 {options}", record


for name in ["composer", "composer.core", "composer.core.serializable", "composer.utils", "llmfoundry", "llmfoundry.utils", "llmfoundry.utils.warnings"]:
    sys.modules.setdefault(name, Anything(name))
sys.modules["llmfoundry.utils.warnings"].experimental_class = lambda name: lambda known: known
sys.modules["composer.core.serializable"].Serializable = object
sys.modules["composer.utils"].StringEnum = load("mosaicml", "composer/utils/string_enum.py", "string_enum").StringEnum
for part in ["PyTorchScheduler", "State"]:
    setattr(sys.modules["composer.core"], part, object)
composer_time = load("mosaicml", "composer/core/time.py", "composer.core.time")
sys.modules["composer.core.time"] = composer_time
for part in ["Time", "TimeUnit", "Timestamp"]:
    setattr(sys.modules["composer.core"], part, getattr(composer_time, part))
composer = load("mosaicml", "composer/optim/scheduler.py", "composer.optim.scheduler")
sys.modules["composer.optim"] = sys.modules["composer.optim.scheduler"] = composer
foundry = load("llm-foundry", "llmfoundry/optim/scheduler.py", "foundry_scheduler")
composer_optimizers = load("mosaicml", "composer/optim/decoupled_weight_decay.py", "composer_optimizers")


def composer_rates(rate, duration, made):
    def at(step):
        batches = composer_time.Timestamp(batch=step)
        state = types.SimpleNamespace(timestamp=batches, max_duration=composer_time.Time.from_timestring(duration), dataloader_len=None)
        return rate * made(state)

    return [at(step) for step in range(min(STEPS, int(duration[:-2])))]


def composer_file(duration, scheduler, optimizer="lr: 0.3"):
    lines = "".join(f"  {key}: {value}\n" for key, value in scheduler.items())
    return f"optimizer:\n  name: decoupled_adamw\n  {optimizer}\nscheduler:\n{lines}max_duration: {duration}\n"


def composer_case(name, made, duration, **arguments):
    code = composer_file(duration, {"name": name, **arguments})
    return "train.yaml", code, lambda: composer_rates(0.3, duration, made(**arguments))


def of_levanter(rate, total, style="cosine", warmup=0.01, decay=None, lowest=0.1):
    """lr_scheduler of levanter/optim/config.py, with the schedules of optax 0.2.8 (optax/schedules/_schedule.py) that it joins."""
    steps = lambda value: int(value * total) if value <= 1 else int(value)
    rise = steps(warmup)
    fall = total - rise if decay is None else steps(decay)
    line = lambda first, last, length: lambda count: (first - last) * (1 - min(count, length) / length) + last
    level = total - fall
    falls = {
        "constant": lambda count: rate,
        "linear": line(rate, rate * lowest, fall),
        "cosine": lambda count: rate * ((1 - lowest) * (0.5 * (1 + math.cos(math.pi * min(count, fall) / fall))) + lowest),
    }[style]
    rises = line(0.0, rate, rise) if rise else None
    return [rises(step) if step < rise else rate if step < level else falls(step - level) for step in range(min(STEPS, total))]


def levanter_case(total, style="cosine", **fields):
    lines = "".join(f"  {key}: {value}\n" for key, value in fields.items())
    code = f"model:\n  type: llama\noptimizer:\n  learning_rate: 0.3\n  lr_schedule: {style}\n{lines}trainer:\n  num_train_steps: {total}\n"
    given = {"lowest" if key == "min_lr_ratio" else key: value for key, value in fields.items()}
    return "train.yaml", code, lambda: of_levanter(0.3, total, style, **given)


class FairseqRate:
    """What fairseq's schedules need of an optimizer."""

    def set_lr(self, rate):
        self.rate = rate

    def get_lr(self):
        return self.rate


def of_fairseq(name, lr, **fields):
    given = {"force_anneal": None, "phase_ratio": None, "warmup_updates": 0, "warmup_init_lr": -1, "lr": [lr], **fields}
    made = FairseqRate()
    scheduler = fairseq[name](types.SimpleNamespace(**given), made)
    if hasattr(scheduler, "step_begin_epoch"):
        scheduler.step_begin_epoch(1)
    return [scheduler.step_update(count) for count in range(STEPS)]


def fairseq_command(name, options, **fields):
    code = f"fairseq-train data --arch transformer --optimizer adam --lr 0.3 --lr-scheduler {name} {options}"
    return "train.sh", code, lambda: of_fairseq(name, 0.3, **fields)


INITIAL = [0.5, -1.25, 2.0]


def gradients():
    return [[math.sin(1.7 * step + index) * (index + 1) for index in range(len(INITIAL))] for step in range(20)]


def trajectory(make, lower=lambda made, step: None):
    """Parameters after every update with the gradients above."""
    values = torch.tensor(INITIAL, dtype=torch.float64, requires_grad=True)
    made = make([values])
    places = []
    for step, gradient in enumerate(gradients()):
        lower(made, step)
        values.grad = torch.tensor(gradient, dtype=torch.float64)
        made.step()
        places.append(values.detach().tolist())
    return places


MEGATRON = "python pretrain_gpt.py --lr 3e-3 --adam-beta1 0.9 --adam-beta2 0.95 "
CASES = [
    ("train.sh", MEGATRON + "--lr-decay-style cosine --min-lr 3e-4 --train-iters 150 --lr-warmup-iters 20", lambda: of_megatron(lr=3e-3, min_lr=3e-4, style="cosine", decay=150, warmup=20)),
    ("train.sh", MEGATRON + "--global-batch-size 48 --lr-decay-style cosine --train-iters 250 --lr-decay-iters 170 --lr-warmup-fraction 0.07", lambda: of_megatron(lr=3e-3, style="cosine", size=48, decay=170, fraction=0.07)),
    ("train.sh", MEGATRON + "--train-iters 150", lambda: of_megatron(lr=3e-3, decay=150)),
    ("train.sh", MEGATRON + "--lr-decay-style constant --train-iters 150 --lr-warmup-iters 30 --lr-warmup-init 1e-4", lambda: of_megatron(lr=3e-3, init=1e-4, style="constant", decay=150, warmup=30)),
    ("train.sh", MEGATRON + "--lr-decay-style inverse-square-root --min-lr 1e-3 --train-iters 180 --lr-warmup-iters 30", lambda: of_megatron(lr=3e-3, min_lr=1e-3, style="inverse-square-root", decay=180, warmup=30)),
    ("train.sh", MEGATRON + "--lr-decay-style inverse-square-root --global-batch-size 16 --train-iters 180", lambda: of_megatron(lr=3e-3, style="inverse-square-root", size=16, decay=180)),
    *[
        ("train.sh", MEGATRON + f"--lr-decay-style WSD --lr-wsd-decay-style {style} --lr-wsd-decay-iters 60 --train-iters 160 --lr-warmup-iters 10 --min-lr 1e-4",
         lambda style=style: of_megatron(lr=3e-3, min_lr=1e-4, style="WSD", wsd=style, decay=160, warmup=10, wsd_steps=60))
        for style in ["linear", "cosine", "exponential", "minus_sqrt"]
    ],
    ("train.sh", MEGATRON + "--lr-decay-style linear --global-batch-size 32 --train-samples 6400 --lr-decay-samples 4800 --lr-warmup-samples 320", lambda: of_megatron(lr=3e-3, size=32, decay=150, warmup=10)),
    ("train.sh", "./train_gpt2cu -l 0.0006 -q 0.1 -u 20 -x 170", lambda: of_llmc(lr=0.0006, warmup=20, total=170, lowest=0.1)),
    ("train.sh", "./train_gpt2cu -l 0.0006 -q 0.0 -u 20 -x 170 -k linear", lambda: of_llmc(lr=0.0006, kind="linear", warmup=20, total=170, lowest=0.0)),
    ("train.sh", "./train_gpt2cu -l 0.0006 -q 0.05 -u 20 -x 173 -k wsd", lambda: of_llmc(lr=0.0006, kind="wsd", warmup=20, total=173, lowest=0.05)),
    ("train.sh", "./train_gpt2cu -l 0.0006 -x 170 -k constant -u 20", lambda: of_llmc(lr=0.0006, kind="constant", warmup=20, total=170)),
    fairseq_command("inverse_sqrt", "--warmup-updates 40 --warmup-init-lr 1e-3", warmup_updates=40, warmup_init_lr=1e-3),
    fairseq_command("inverse_sqrt", "--warmup-updates 40", warmup_updates=40),
    fairseq_command("polynomial_decay", "--warmup-updates 40 --total-num-update 150 --end-learning-rate 0.01 --power 2", warmup_updates=40, total_num_update=150, end_learning_rate=0.01, power=2.0),
    fairseq_command("polynomial_decay", "--max-update 150", total_num_update=150, end_learning_rate=0.0, power=1.0),
    fairseq_command("cosine", "--warmup-updates 30 --max-update 150 --min-lr 0.01", warmup_updates=30, min_lr=0.01, t_mult=1.0, lr_period_updates=-1, lr_shrink=0.1, max_update=150),
    fairseq_command("cosine", "--warmup-updates 10 --lr-period-updates 40 --t-mult 2 --lr-shrink 0.5 --warmup-init-lr 1e-4", warmup_updates=10, warmup_init_lr=1e-4, min_lr=0.0, t_mult=2.0, lr_period_updates=40, lr_shrink=0.5, max_update=0),
    fairseq_command("tri_stage", "--warmup-steps 20 --hold-steps 60 --decay-steps 80 --final-lr-scale 0.05", warmup_steps=20, hold_steps=60, decay_steps=80, init_lr_scale=0.01, final_lr_scale=0.05, max_update=0),
    fairseq_command("tri_stage", "--phase-ratio '(0.1, 0.4, 0.5)' --max-update 155", phase_ratio=(0.1, 0.4, 0.5), init_lr_scale=0.01, final_lr_scale=0.01, max_update=155),
    fairseq_command("fixed", "--warmup-updates 30", warmup_updates=30),
    timm_command("--sched cosine --epochs 150 --warmup-epochs 20 --min-lr 1e-3", "CosineLRScheduler", 20, t_initial=150, lr_min=1e-3, cycle_decay=0.5),
    timm_command("--sched cosine --epochs 30 --warmup-epochs 0 --lr-cycle-mul 2 --lr-cycle-limit 3 --lr-k-decay 1.5", "CosineLRScheduler", 0, t_initial=30, cycle_mul=2.0, cycle_decay=0.5, cycle_limit=3, k_decay=1.5),
    timm_command("--sched poly --epochs 100 --warmup-epochs 10 --warmup-lr 0.01 --decay-rate 2 --warmup-prefix", "PolyLRScheduler", 10, 0.01, t_initial=100, power=2.0, cycle_decay=0.5, warmup_prefix=True),
    timm_command("--sched step --epochs 450 --decay-epochs 2.4 --decay-rate .97 --warmup-epochs 3 --warmup-lr 1e-6", "StepLRScheduler", 3, 1e-6, decay_t=2.4, decay_rate=0.97),
    timm_command("--sched multistep --decay-milestones 40 80 --warmup-epochs 5", "MultiStepLRScheduler", 5, decay_t=[40, 80], decay_rate=0.1),
    composer_case("cosine_with_warmup", composer.CosineAnnealingWithWarmupScheduler, "180ba", t_warmup="20ba", alpha_f=0.1),
    composer_case("linear_decay_with_warmup", composer.LinearWithWarmupScheduler, "170ba", t_warmup="0.1dur", alpha_i=0.8, alpha_f=0.02),
    composer_case("constant_with_warmup", composer.ConstantWithWarmupScheduler, "250ba", t_warmup="30ba", alpha=0.9),
    composer_case("inv_sqrt_with_warmup", foundry.InverseSquareRootWithWarmupScheduler, "190ba", t_warmup="20ba", t_scale="40ba", t_cooldown="50ba", alpha_f_decay=0.1, alpha_f_cooldown=0.05),
    levanter_case(180, warmup=20),
    levanter_case(190, "linear", warmup=0.1, decay=0.4, min_lr_ratio=0.05),
    levanter_case(150, "cosine", warmup=0.0, decay=60, min_lr_ratio=0),
    levanter_case(150, "constant", warmup=30),
    torchtitan_case(180, warmup_steps=20),
    torchtitan_case(175, warmup_steps=20, decay_ratio=0.3, decay_type="cosine", min_lr_factor=0.1),
    torchtitan_case(150, warmup_steps=0, decay_ratio=0.35, decay_type="sqrt", lr_min=0.05),
    torchtitan_case(150, warmup_steps=90, decay_ratio=0.8),
    torchtitan_case(100),
    torchtitan_case(2000, warmup_steps=50, decay_type="cosine"),
]

def composer_trajectory():
    """A warm-up of four batches, which the weight decay follows."""
    scheduler = composer.CosineAnnealingWithWarmupScheduler(t_warmup="4ba", alpha_f=0.1)
    rates = composer_rates(0.05, "20ba", scheduler)

    def lower(made, step):
        made.param_groups[0]["lr"] = rates[step]

    return trajectory(lambda values: composer_optimizers.DecoupledAdamW(values, lr=0.05, betas=(0.9, 0.98), eps=1e-3, weight_decay=0.01), lower)


OPTIMIZERS = [
    ("train.yaml", composer_file("20ba", {"name": "cosine_with_warmup", "t_warmup": "4ba", "alpha_f": 0.1}, "lr: 0.05\n  betas: [0.9, 0.98]\n  eps: 1.0e-3\n  weight_decay: 0.01"), composer_trajectory),
    ("train.sh", "fairseq-train data --optimizer adam --lr 0.05 --adam-betas '(0.9, 0.98)' --adam-eps 1e-3 --weight-decay 0.1 --clip-norm 0",
     lambda: trajectory(lambda values: fairseq_adam.Adam(values, lr=0.05, betas=(0.9, 0.98), eps=1e-3, weight_decay=0.1))),
    ("train.sh", "fairseq-train data --optimizer adam --lr 0.05 --clip-norm 0", lambda: trajectory(lambda values: fairseq_adam.Adam(values, lr=0.05))),
]

versions = {name: version(name).split("+")[0] for name in ["torch", "megatron-core", "fairseq", "torchtitan", "timm", "mosaicml", "llm-foundry"]}
schedules = [{"path": path, "code": code, "learningRates": [record()]} for path, code, record in CASES]
with open(sys.argv[1], "w", encoding="utf-8") as file:
    dump = lambda value: json.dumps(value, separators=(",", ":"))
    optimizers = [{"path": path, "code": code, "parameters": record()} for path, code, record in OPTIMIZERS]
    lists = [("schedules", schedules), ("gradients", gradients()), ("optimizers", optimizers)]
    parts = [f'"{name}":[\n' + ",\n".join(map(dump, items)) + "\n]" for name, items in lists]
    file.write('{\n"versions":' + dump(versions) + ',\n"initial":' + dump(INITIAL) + ",\n" + ",\n".join(parts) + "\n}\n")
