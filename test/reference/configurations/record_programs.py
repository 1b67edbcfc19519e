"""
Records the learning rates of schedules that programs make of command lines and of files that are no YAML: python record_programs.py programs.json

Every case is a text as a user would write it, and the arguments that the program's own parser makes of it. Megatron's schedule is the class itself, of
megatron-core; llm.c is no package: its arithmetic is written down here from llmc/schedulers.h, in the float32 that it works in.
"""

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


for name in ["megatron", "megatron.core", "megatron.core.utils"]:
    sys.modules.setdefault(name, Anything(name))

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
]

versions = {name: version(name).split("+")[0] for name in ["torch", "megatron-core"]}
schedules = [{"path": path, "code": code, "learningRates": [record()]} for path, code, record in CASES]
with open(sys.argv[1], "w", encoding="utf-8") as file:
    dump = lambda value: json.dumps(value, separators=(",", ":"))
    file.write('{\n"versions":' + dump(versions) + ',\n"schedules":[\n' + ",\n".join(map(dump, schedules)) + "\n]\n}\n")
