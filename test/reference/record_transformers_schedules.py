"""
Records what GreedyLR of transformers does with losses: python record_transformers_schedules.py transformers-schedules.json

Every case is a piece of code as a user would write it. The same text is read by the extension's reader in the tests.
"""

import json
import math
import os
import random
import sys

os.environ["HF_HUB_OFFLINE"] = "1"

import torch
import transformers

from gradients import INITIAL, LENGTHS, RECORDED_STEPS, STEPS, split
from recording import SCHEDULE_STEPS

_random = random.Random(11)


def _losses(value):
    """Four digits are enough of a loss, and keep the file small."""
    return [float(f"{value(step):.4g}") for step in range(SCHEDULE_STEPS)]


LOSSES = {
    "falling": _losses(lambda k: 2.5 * 0.97**k + 0.1),
    "stuck": _losses(lambda k: max(2 - k / 10, 0.7)),
    "noisy": _losses(lambda k: 1 / (1 + k / 5) + _random.uniform(0, 0.4)),
    "turning": _losses(lambda k: 1 + math.sin(k / 15)),
    "rising": _losses(lambda k: 0.2 + k / 100 if k % 40 < 30 else 0.1),
}

SGD = "torch.optim.SGD(parameters, lr=0.1)"
GROUPS = 'torch.optim.SGD([{"params": [first], "lr": 0.1}, {"params": [second], "lr": 0.02}], lr=0.1)'

# Optimizer, scheduler, losses that it is fed with.
CASES = [
    (SGD, "transformers.optimization.GreedyLR(optimizer)", "falling"),
    (SGD, "transformers.optimization.GreedyLR(optimizer)", "stuck"),
    (SGD, "transformers.optimization.GreedyLR(optimizer, factor=0.5, patience=2)", "noisy"),
    (SGD, "transformers.optimization.GreedyLR(optimizer, 'min', 0.7, 3, 0.01, 'rel', cooldown=4, warmup=2)", "turning"),
    (SGD, "transformers.optimization.GreedyLR(optimizer, mode='max', factor=0.8, patience=1, warmup=3, max_lr=0.5)", "rising"),
    (SGD, "transformers.optimization.GreedyLR(optimizer, 'max', 0.9, 4, 0.1, threshold_mode='rel', cooldown=7)", "turning"),
    (SGD, "transformers.optimization.GreedyLR(optimizer, factor=0.3, patience=1, min_lr=0.01, reset_start=5)", "stuck"),
    (SGD, "transformers.optimization.GreedyLR(optimizer, factor=0.3, patience=0, min_lr=0.01, cooldown=2, reset_start=3)", "rising"),
    (SGD, "transformers.optimization.GreedyLR(optimizer, factor=0.5, patience=1, min_lr=0.05, reset_start=0)", "noisy"),
    (SGD, "transformers.optimization.GreedyLR(optimizer, factor=0.95, patience=2, eps=0.004)", "turning"),
    (GROUPS, "transformers.optimization.GreedyLR(optimizer, factor=0.8, patience=3, min_lr=[0.05, 0.001], max_lr=[0.2, 0.3])", "turning"),
    (SGD, 'transformers.get_scheduler("greedy", optimizer, scheduler_specific_kwargs={"factor": 0.6, "patience": 2, "min_lr": 1e-4})', "noisy"),
]

# How often it is stepped, where it is made.
CHECKED = [
    (SGD, "transformers.optimization.GreedyLR(optimizer, factor=1.0)", 0),
    (SGD, "transformers.optimization.GreedyLR(optimizer, mode='best')", 0),
    (SGD, "transformers.optimization.GreedyLR(optimizer, threshold_mode='percent')", 0),
    (SGD, "transformers.optimization.GreedyLR(optimizer, min_lr=[0.1, 0.2])", 0),
    (SGD, "transformers.optimization.GreedyLR(optimizer, max_lr=[0.1, 0.2])", 0),
    (SGD, "transformers.optimization.GreedyLR(optimizer, window=5)", 0),
    (SGD, "transformers.optimization.GreedyLR(optimizer, patience=-1, verbose=False)", 0),
]


def lines_of(optimizer, scheduler):
    return ["import torch", "import transformers", f"optimizer = {optimizer}", f"scheduler = {scheduler}"]


def run(lines):
    """The names that the code leaves behind."""
    first, second = parameters = [torch.tensor(part, dtype=torch.float64, requires_grad=True) for part in split(INITIAL)]
    names = {"parameters": parameters, "first": first, "second": second}
    exec("\n".join(lines), names)
    return names


def record(optimizer_code, scheduler_code, losses):
    lines = lines_of(optimizer_code, scheduler_code)
    names = run(lines)
    rates = []
    for step in range(SCHEDULE_STEPS):
        rates.append([float(group["lr"]) for group in names["optimizer"].param_groups])
        names["scheduler"].step(LOSSES[losses][step])
    columns = [list(column) for column in zip(*rates)]
    return {"code": "\n".join(lines), "learningRates": columns, "losses": losses}


def record_check(optimizer_code, scheduler_code, steps):
    lines = lines_of(optimizer_code, scheduler_code)
    try:
        run(lines)
        refused = False
    except (TypeError, ValueError):
        refused = True
    return {"code": "\n".join(lines), "steps": steps, "refused": refused}


head = {
    "versions": {"transformers": transformers.__version__, "torch": torch.__version__.split("+")[0]},
    "lengths": LENGTHS,
    "initial": INITIAL,
    "steps": STEPS,
    "recordedSteps": RECORDED_STEPS,
    "losses": LOSSES,
}
lists = {
    "optimizers": [],
    "schedules": [record(*case) for case in CASES],
    "checks": [record_check(*case) for case in CHECKED],
}
dump = lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False)
texts = [f"{dump(name)}:{dump(value)}" for name, value in head.items()]
texts += [f"{dump(name)}:[\n" + ",\n".join(map(dump, cases)) + "\n]" for name, cases in lists.items()]
with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write("{\n" + ",\n".join(texts) + "\n}\n")
