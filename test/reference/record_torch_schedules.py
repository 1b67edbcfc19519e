"""
Records what torch's own schedulers do to an optimizer: python record_torch_schedules.py torch-schedules.json

Every case is a piece of code as a user would write it. The same text is read by the extension's reader in the tests.
"""

import os

os.environ["ATEN_CPU_CAPABILITY"] = "default"

import json
import math
import random
import sys
import warnings

import torch

from gradients import INITIAL, LENGTHS, RECORDED_STEPS, STEPS, split
from recording import SCHEDULE_STEPS, follow, number

# Some cases step a schedule in ways that torch warns of.
warnings.simplefilter("ignore")
torch.set_num_threads(1)

HEAD = ["import math", "from functools import partial", "import torch", "from torch.optim.lr_scheduler import *", "from torch.optim.swa_utils import SWALR"]
SGD = "torch.optim.SGD(parameters, lr=0.3)"
MOMENTUM = "torch.optim.SGD(parameters, lr=0.3, momentum=0.9)"
ADAM = "torch.optim.Adam(parameters, lr=1e-3)"
GROUPS = 'torch.optim.SGD([{"params": [first], "momentum": 0.5}, {"params": [second], "lr": 0.02}], lr=0.3)'

# Warm-up and cosine as in nanoGPT's train.py: a function of the number of the update, of four branches.
NANOGPT = """learning_rate, min_lr, warmup_iters, lr_decay_iters = 0.3, 0.03, 25, 170
def get_lr(it):
    if it < warmup_iters:
        return learning_rate * (it + 1) / (warmup_iters + 1)
    if it > lr_decay_iters:
        return min_lr
    decay_ratio = (it - warmup_iters) / (lr_decay_iters - warmup_iters)
    assert 0 <= decay_ratio <= 1
    coeff = 0.5 * (1.0 + math.cos(math.pi * decay_ratio))
    return min_lr + coeff * (learning_rate - min_lr)"""

# Optimizer, lines that end with the scheduler.
CASES = [
    (SGD, "StepLR(optimizer, step_size=30)"),
    (SGD, "StepLR(optimizer, 1, 0.97)"),
    (SGD, "MultiStepLR(optimizer, milestones=[30, 80, 150])"),
    (SGD, "MultiStepLR(optimizer, [60, 20, 60, 61], gamma=0.7)"),
    (SGD, "MultiStepLR(optimizer, [0, 100], 0.5)"),
    (SGD, "MultiStepLR(optimizer, [])"),
    (SGD, "ConstantLR(optimizer)"),
    (SGD, "ConstantLR(optimizer, factor=0.7, total_iters=90)"),
    (SGD, "ConstantLR(optimizer, 0.3, 0)"),
    (SGD, "LinearLR(optimizer, start_factor=0.001, total_iters=120)"),
    (SGD, "LinearLR(optimizer, 0.5, 0.9, 0)"),
    (SGD, "LinearLR(optimizer, 0.5, 0.9, -3)"),
    (SGD, "ExponentialLR(optimizer, gamma=0.98)"),
    (SGD, "PolynomialLR(optimizer)"),
    (SGD, "PolynomialLR(optimizer, total_iters=150, power=2.0)"),
    (SGD, "PolynomialLR(optimizer, total_iters=220, power=0.9)"),
    (SGD, "PolynomialLR(optimizer, 180, 0.5)"),
    (SGD, "CosineAnnealingLR(optimizer, T_max=200)"),
    (SGD, "CosineAnnealingLR(optimizer, 60, eta_min=0.01)"),
    (GROUPS, "CosineAnnealingLR(optimizer, 7, eta_min=1e-4)"),
    (SGD, "CosineAnnealingWarmRestarts(optimizer, T_0=30)"),
    (SGD, "CosineAnnealingWarmRestarts(optimizer, 10, T_mult=2, eta_min=1e-3)"),
    (GROUPS, "CosineAnnealingWarmRestarts(optimizer, 1, 3)"),
    (MOMENTUM, "CyclicLR(optimizer, base_lr=0.01, max_lr=0.1, step_size_up=20)"),
    (SGD, "CyclicLR(optimizer, 0.01, 0.1, 15, 40, mode='triangular2')"),
    (ADAM, "CyclicLR(optimizer, 1e-4, 1e-2, step_size_up=13, mode='exp_range', gamma=0.99)"),
    (ADAM, "CyclicLR(optimizer, 1e-4, 1e-2, step_size_up=24, base_momentum=0.6, max_momentum=0.95, mode='triangular2')"),
    (SGD, "CyclicLR(optimizer, 0.05, 0.2, step_size_up=10, cycle_momentum=False)"),
    (SGD, "CyclicLR(optimizer, 0.05, 0.2, step_size_up=10, scale_fn=lambda x: 0.8 ** (x - 1), cycle_momentum=False)"),
    (SGD, "CyclicLR(optimizer, 0.05, 0.2, 10, 0, scale_fn=lambda x: 1 / (1 + x / 50), scale_mode='iterations')"),
    (GROUPS, "CyclicLR(optimizer, [0.01, 0.02], [0.1, 0.4], 12, base_momentum=[0.7, 0.8], max_momentum=0.9)"),
    (MOMENTUM, "OneCycleLR(optimizer, max_lr=0.1, total_steps=200)"),
    (SGD, "OneCycleLR(optimizer, max_lr=0.1, epochs=25, steps_per_epoch=8)"),
    (ADAM, "OneCycleLR(optimizer, max_lr=0.01, total_steps=200, anneal_strategy='linear')"),
    (ADAM, "OneCycleLR(optimizer, 0.01, 300, pct_start=0.2, three_phase=True)"),
    (ADAM, "OneCycleLR(optimizer, 0.01, 200, pct_start=0.45, anneal_strategy='linear', three_phase=True, final_div_factor=100)"),
    (ADAM, "OneCycleLR(optimizer, 0.01, 250, base_momentum=0.5, max_momentum=0.99, div_factor=10.0)"),
    (SGD, "OneCycleLR(optimizer, 1, 200, pct_start=0.0, cycle_momentum=False)"),
    (SGD, "OneCycleLR(optimizer, 1, 210, pct_start=1.0)"),
    (GROUPS, "OneCycleLR(optimizer, [0.1, 0.5], 230, max_momentum=[0.9, 0.99])"),
    (SGD, "LambdaLR(optimizer, lambda e: 0.97 ** e)"),
    (GROUPS, "LambdaLR(optimizer, [lambda e: 1 / (1 + e), lambda e: 0.5 ** (e // 20)])"),
    (SGD, f"{NANOGPT}\nscheduler = LambdaLR(optimizer, lambda it: get_lr(it) / 0.3)"),
    (
        GROUPS,
        "def warm(step, steps, power=1.0):\n    done = min(1.0, (step + 1) / steps)\n    done **= power\n    return done\n"
        "scheduler = LambdaLR(optimizer, [partial(warm, steps=30), partial(warm, steps=80, power=2)])",
    ),
    (
        SGD,
        "def restarts(period, factor=0.5):\n    def rate(epoch):\n        cycle, inner = epoch // period, epoch % period\n"
        "        if not 0 < inner < period - 1:\n            return factor ** cycle\n"
        "        return factor ** cycle * (1 - inner / period)\n    return rate\n"
        "scheduler = LambdaLR(optimizer, lr_lambda=restarts(60))",
    ),
    (SGD, "MultiplicativeLR(optimizer, lambda e: 0.98)"),
    (SGD, "MultiplicativeLR(optimizer, lambda e: 1 - 1 / (e + 10))"),
    (GROUPS, "MultiplicativeLR(optimizer, lr_lambda=[lambda e: 0.99, lambda e: 0.9 if e % 10 == 0 else 1.0])"),
    (SGD, "SWALR(optimizer, swa_lr=0.05)"),
    (SGD, "SWALR(optimizer, 0.05, anneal_epochs=120, anneal_strategy='linear')"),
    (GROUPS, "SWALR(optimizer, [0.05, 0.01], anneal_epochs=0)"),
    (SGD, "ChainedScheduler([ConstantLR(optimizer, 0.1, 20), ExponentialLR(optimizer, 0.99)])"),
    (
        SGD,
        "a = CosineAnnealingLR(optimizer, 40)\nb = StepLR(optimizer, 30, 0.8)\nc = LinearLR(optimizer, 0.1, total_iters=50)\n"
        "scheduler = ChainedScheduler([a, b, c], optimizer=optimizer)",
    ),
    (
        SGD,
        "a = LinearLR(optimizer, 0.7, total_iters=9)\nb = CyclicLR(optimizer, 0.01, 0.1, 20)\nc = ConstantLR(optimizer, 0.3)\n"
        "scheduler = ChainedScheduler([c, b, a])",
    ),
    (
        MOMENTUM,
        "main = OneCycleLR(optimizer, 0.5, 170)\nwarmup = LinearLR(optimizer, 0.1, 1.0, 30)\n"
        "scheduler = SequentialLR(optimizer, [warmup, main], [30])",
    ),
    (SGD, "ChainedScheduler([LinearLR(optimizer, 0.2), CyclicLR(optimizer, 0.01, 0.1, 20), PolynomialLR(optimizer, 150)])"),
    (
        SGD,
        "warmup = LinearLR(optimizer, start_factor=0.1, total_iters=20)\nmain = CosineAnnealingLR(optimizer, T_max=180)\n"
        "scheduler = SequentialLR(optimizer, schedulers=[warmup, main], milestones=[20])",
    ),
    (SGD, "SequentialLR(optimizer, [ConstantLR(optimizer, 0.1, 30), ExponentialLR(optimizer, 0.97)], [30])"),
    (
        GROUPS,
        "SequentialLR(optimizer, [LinearLR(optimizer), StepLR(optimizer, 20, 0.5), PolynomialLR(optimizer, 60, 1.5), "
        "MultiStepLR(optimizer, [3, 9], 0.9), ConstantLR(optimizer, 0.5, 10)], [5, 70, 130, 160])",
    ),
    (SGD, "SequentialLR(optimizer, [ExponentialLR(optimizer, 0.95), MultiplicativeLR(optimizer, lambda e: 0.99 - e / 1000)], [50])"),
    (SGD, "SequentialLR(optimizer, [LambdaLR(optimizer, lambda e: (e + 1) / 40), CosineAnnealingWarmRestarts(optimizer, 25, 2, 0.01)], [40])"),
    (SGD, "SequentialLR(optimizer, [PolynomialLR(optimizer, 100), SWALR(optimizer, 0.05, anneal_epochs=30)], [75])"),
    (SGD, "SequentialLR(optimizer, [SWALR(optimizer, 0.05), LinearLR(optimizer, 0.5, 0.1, 60)], [80])"),
    (MOMENTUM, "SequentialLR(optimizer, [LinearLR(optimizer, 0.1, 1.0, 30), OneCycleLR(optimizer, 0.5, 170)], [30])"),
    (ADAM, "SequentialLR(optimizer, [CyclicLR(optimizer, 1e-3, 1e-2, 10), ExponentialLR(optimizer, 0.98)], [100])"),
    (SGD, "SequentialLR(optimizer, [StepLR(optimizer, 5), ExponentialLR(optimizer, 0.99)], [0])"),
    (SGD, "SequentialLR(optimizer, [StepLR(optimizer, 5), ExponentialLR(optimizer, 0.99), LinearLR(optimizer)], [90, 40])"),
    (
        SGD,
        "inner = ChainedScheduler([ExponentialLR(optimizer, 0.99), ConstantLR(optimizer, 0.5, 7), LinearLR(optimizer, 0.1, 1.0, 9)])\n"
        "scheduler = SequentialLR(optimizer, [inner, CosineAnnealingLR(optimizer, 100)], [60])",
    ),
    (
        SGD,
        "inner = SequentialLR(optimizer, [LinearLR(optimizer, 0.1, 1.0, 10), ExponentialLR(optimizer, 0.98)], [10])\n"
        "scheduler = SequentialLR(optimizer, [inner, CosineAnnealingLR(optimizer, 100, 0.001)], [60])",
    ),
    (
        SGD,
        "inner = SequentialLR(optimizer, [LinearLR(optimizer, 0.1, 1.0, 10), ExponentialLR(optimizer, 0.98)], [10])\n"
        "scheduler = ChainedScheduler([inner, MultiStepLR(optimizer, [50, 90], 0.3)])",
    ),
]

_random = random.Random(7)


def _losses(value):
    """Four digits are enough of a loss, and keep the file small."""
    return [float(f"{value(step):.4g}") for step in range(SCHEDULE_STEPS)]


LOSSES = {
    "falling": _losses(lambda k: 2.5 * 0.97**k + 0.1),
    "stuck": _losses(lambda k: max(2 - k / 10, 0.7)),
    "noisy": _losses(lambda k: 1 / (1 + k / 5) + _random.uniform(0, 0.4)),
    "negative": _losses(lambda k: -math.log(k + 1) + 0.3 * math.sin(k)),
    "rising": _losses(lambda k: 0.2 + k / 100 if k % 40 < 30 else 0.1),
}

# Optimizer, scheduler, losses that it is fed with.
FED = [
    (SGD, "ReduceLROnPlateau(optimizer)", "falling"),
    (SGD, "ReduceLROnPlateau(optimizer)", "stuck"),
    (SGD, "ReduceLROnPlateau(optimizer, factor=0.5, patience=5)", "noisy"),
    (SGD, "ReduceLROnPlateau(optimizer, 'min', 0.5, 3, threshold=0.01, threshold_mode='abs', cooldown=10)", "noisy"),
    (SGD, "ReduceLROnPlateau(optimizer, mode='max', factor=0.7, patience=8, cooldown=4)", "rising"),
    (SGD, "ReduceLROnPlateau(optimizer, mode='max', factor=0.7, patience=0, threshold=0.1, threshold_mode='abs')", "rising"),
    (SGD, "ReduceLROnPlateau(optimizer, factor=0.9, patience=2, min_lr=0.05, eps=1e-3)", "negative"),
    (SGD, "ReduceLROnPlateau(optimizer, factor=0.5, patience=1, eps=0.01)", "stuck"),
    (GROUPS, "ReduceLROnPlateau(optimizer, factor=0.3, patience=4, min_lr=[0.01, 0.001], cooldown=2)", "noisy"),
    (SGD, "ReduceLROnPlateau(optimizer, factor=0.5, patience=6, threshold=0.3)", "falling"),
]

# Loops of 200 updates that step the schedule themselves.
EPOCHS = """rates = []
for epoch in range(8):
    for batch in range(25):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
    scheduler.step()"""
BATCHES = """rates = []
for epoch in range(8):
    for batch in range(25):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()"""

# Loops that set the learning rate without a scheduler.
ASSIGNED = """iter_num, rates = 0, []
while iter_num < 200:
    lr = get_lr(iter_num)
    for param_group in optimizer.param_groups:
        param_group["lr"] = lr
    rates.append(optimizer.param_groups[0]["lr"])
    optimizer.step()
    iter_num += 1"""
ASSIGNED_LATE = """rates = []
for i in range(200):
    rates.append(optimizer.param_groups[0]["lr"])
    optimizer.step()
    optimizer.param_groups[0]["lr"] = 0.3 * 0.99 ** (i + 1)"""

# Optimizer, what makes its schedule, loops.
LOOPED = [
    (SGD, NANOGPT, ASSIGNED),
    (SGD, "", ASSIGNED_LATE),
    (SGD, "scheduler = StepLR(optimizer, 3, 0.5)", EPOCHS),
    (SGD, "scheduler = StepLR(optimizer, 30, 0.5)", BATCHES),
    (SGD, "scheduler = CosineAnnealingLR(optimizer, T_max=8)", EPOCHS),
    (
        SGD,
        "scheduler = SequentialLR(optimizer, [LinearLR(optimizer, 0.1, 1.0, 3), ExponentialLR(optimizer, 0.9)], [3])",
        EPOCHS,
    ),
]

# Optimizers whose momentum a scheduler moves; gradients. Here it shows in where the parameters go.
MOVED = [
    (MOMENTUM, "OneCycleLR(optimizer, max_lr=0.1, total_steps=1000)", "noisy"),
    ("torch.optim.SGD(parameters, lr=0.3, dampening=0.5)", "CyclicLR(optimizer, 0.001, 0.01, step_size_up=50)", "noisy"),
    (ADAM, "OneCycleLR(optimizer, max_lr=0.01, total_steps=1000)", "noisy"),
    ("torch.optim.AdamW(parameters)", "OneCycleLR(optimizer, 0.01, 1200, base_momentum=0.3, three_phase=True)", "sparse"),
    ("torch.optim.NAdam(parameters)", "CyclicLR(optimizer, 1e-4, 1e-2, step_size_up=70, mode='triangular2')", "noisy"),
    ("torch.optim.RMSprop(parameters)", "OneCycleLR(optimizer, 0.01, 1000)", "noisy"),
    (GROUPS, "OneCycleLR(optimizer, [0.1, 0.02], 1000, base_momentum=[0.8, 0.7])", "noisy"),
]

# Optimizer, scheduler, how often it is stepped.
CHECKED = [
    (SGD, "StepLR(optimizer, 0)", 1),
    (SGD, "ConstantLR(optimizer, 1.5)", 1),
    (SGD, "LinearLR(optimizer, 0.0)", 1),
    (SGD, "LinearLR(optimizer, 1.0, 1.1)", 1),
    (SGD, "PolynomialLR(optimizer, -3)", 1),
    (SGD, "CosineAnnealingLR(optimizer, 0)", 1),
    (SGD, "CosineAnnealingWarmRestarts(optimizer, 10.0)", 1),
    (SGD, "CosineAnnealingWarmRestarts(optimizer, 0)", 1),
    (SGD, "CosineAnnealingWarmRestarts(optimizer, 10, 0)", 1),
    (SGD, "CosineAnnealingWarmRestarts(optimizer, 10, 1.5)", 1),
    (SGD, "OneCycleLR(optimizer, 0.1)", 1),
    (SGD, "OneCycleLR(optimizer, 0.1, epochs=3)", 1),
    (SGD, "OneCycleLR(optimizer, 0.1, 0)", 1),
    (SGD, "OneCycleLR(optimizer, 0.1, 10.0)", 1),
    (SGD, "OneCycleLR(optimizer, 0.1, 100, pct_start=1)", 1),
    (SGD, "OneCycleLR(optimizer, 0.1, 100, pct_start=1.1)", 1),
    (SGD, "OneCycleLR(optimizer, 0.1, 100, pct_start=0.01)", 1),
    (SGD, "OneCycleLR(optimizer, 0.1, 100, anneal_strategy='cosine')", 1),
    (SGD, "OneCycleLR(optimizer, [0.1, 0.2], 100)", 1),
    (SGD, "OneCycleLR(optimizer, 0.1, 20)", 20),
    (SGD, "OneCycleLR(optimizer, 0.1, 20)", 21),
    (SGD, "SequentialLR(optimizer, [LinearLR(optimizer), OneCycleLR(optimizer, 0.1, 10)], [5])", 15),
    (SGD, "SequentialLR(optimizer, [LinearLR(optimizer), OneCycleLR(optimizer, 0.1, 10)], [5])", 16),
    ("torch.optim.Adagrad(parameters)", "OneCycleLR(optimizer, 0.1, 100)", 1),
    ("torch.optim.Adagrad(parameters)", "OneCycleLR(optimizer, 0.1, 100, cycle_momentum=False)", 1),
    ("torch.optim.Adagrad(parameters)", "CyclicLR(optimizer, 0.01, 0.1)", 1),
    (SGD, "CyclicLR(optimizer, 0.01, 0.1, mode='square')", 1),
    (SGD, "CyclicLR(optimizer, 0.01, 0.1, mode='square', scale_fn=lambda x: 1.0)", 1),
    (SGD, "CyclicLR(optimizer, [0.01, 0.02], 0.1)", 1),
    (SGD, "LambdaLR(optimizer, [lambda e: 1, lambda e: 2])", 1),
    (SGD, "ReduceLROnPlateau(optimizer, factor=1.0)", 0),
    (SGD, "ReduceLROnPlateau(optimizer, mode='best')", 0),
    (SGD, "ReduceLROnPlateau(optimizer, threshold_mode='percent')", 0),
    (SGD, "ReduceLROnPlateau(optimizer, min_lr=[0.1, 0.2])", 0),
    (SGD, "ReduceLROnPlateau(optimizer, verbose=True)", 0),
    (SGD, "SWALR(optimizer, 0.1, anneal_epochs=-1)", 1),
    (SGD, "SWALR(optimizer, 0.1, anneal_epochs=2.0)", 1),
    (SGD, "SWALR(optimizer, 0.1, anneal_strategy='exp')", 1),
    (SGD, "SequentialLR(optimizer, [StepLR(optimizer, 5), LinearLR(optimizer)], [])", 1),
    (SGD, "SequentialLR(optimizer, [StepLR(optimizer, 5)], [5])", 1),
    (SGD, "SequentialLR(optimizer, [], [])", 1),
    (SGD, "SequentialLR(optimizer, [StepLR(optimizer, 5), ReduceLROnPlateau(optimizer)], [5])", 1),
    (SGD, "SequentialLR(optimizer, [StepLR(optimizer, 5), ChainedScheduler([LinearLR(optimizer)])], [5])", 6),
    (SGD, "ChainedScheduler([ReduceLROnPlateau(optimizer)])", 1),
]


def tensors():
    return [torch.tensor(part, dtype=torch.float64, requires_grad=True) for part in split(INITIAL)]


def lines_of(optimizer, scheduler):
    *before, last = scheduler.split("\n")
    return [*HEAD, f"optimizer = {optimizer}", *before, last if last.startswith("scheduler =") else f"scheduler = {last}"]


def run(lines):
    """The names that the code leaves behind."""
    first, second = parameters = tensors()
    names = {"parameters": parameters, "first": first, "second": second}
    exec("\n".join(lines), names)
    return names


def record(optimizer_code, scheduler_code, losses=None):
    lines = lines_of(optimizer_code, scheduler_code)
    names = run(lines)
    optimizer, scheduler = names["optimizer"], names["scheduler"]
    uses_beta = "betas" in optimizer.defaults
    rates, momentums = [], []
    for step in range(SCHEDULE_STEPS):
        groups = optimizer.param_groups
        rates.append([float(group["lr"]) for group in groups])
        momentums.append([group["betas"][0] if uses_beta else group["momentum"] for group in groups])
        optimizer.step()
        scheduler.step(*([] if losses is None else [LOSSES[losses][step]]))
    case = {"code": "\n".join(lines), "learningRates": columns(rates)}
    if any(row != momentums[0] for row in momentums):
        case["momentum"] = columns(momentums)
    return case if losses is None else {**case, "losses": losses}


def record_looped(optimizer_code, schedule_code, loops):
    lines = [*HEAD, f"optimizer = {optimizer_code}", *schedule_code.split("\n"), *loops.split("\n")]
    return {"code": "\n".join(lines), "learningRates": [run(lines)["rates"]]}


def columns(rows):
    """One list for each parameter group."""
    return [list(column) for column in zip(*rows)]


def record_moved(optimizer_code, scheduler_code, gradients):
    lines = lines_of(optimizer_code, scheduler_code)
    names = run(lines)
    parameters = names["parameters"]

    def update(parts):
        for parameter, part in zip(parameters, parts):
            parameter.grad = torch.tensor(part, dtype=parameter.dtype)
        names["optimizer"].step()
        names["scheduler"].step()

    numbers = lambda: [number(value) for part in parameters for value in part.detach().numpy()]
    trajectory = follow(gradients, update, numbers)
    return {"code": "\n".join(lines), "gradients": gradients, "precision": "float64", "trajectory": trajectory}


def record_check(optimizer_code, scheduler_code, steps):
    lines = lines_of(optimizer_code, scheduler_code)
    try:
        names = run(lines)
        for _ in range(steps):
            names["optimizer"].step()
            names["scheduler"].step()
        refused = False
    except (ArithmeticError, NotImplementedError, TypeError, ValueError):
        refused = True
    return {"code": "\n".join(lines), "steps": steps, "refused": refused}


head = {
    "versions": {"torch": torch.__version__.split("+")[0]},
    "lengths": LENGTHS,
    "initial": INITIAL,
    "steps": STEPS,
    "recordedSteps": RECORDED_STEPS,
    "losses": LOSSES,
}
lists = {
    "optimizers": [record_moved(*case) for case in MOVED],
    "schedules": [record(*case) for case in CASES + FED] + [record_looped(*case) for case in LOOPED],
    "checks": [record_check(*case) for case in CHECKED],
}
dump = lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False)
texts = [f"{dump(name)}:{dump(value)}" for name, value in head.items()]
texts += [f"{dump(name)}:[\n" + ",\n".join(map(dump, cases)) + "\n]" for name, cases in lists.items()]
with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write("{\n" + ",\n".join(texts) + "\n}\n")
