"""
Records what DeepSpeed's own optimizers, schedules and engine do: python record_deepspeed.py deepspeed.json

Every case is a piece of code, or a configuration file, as a user would write it. The same text is read by the extension's reader in the tests. On a
computer without CUDA FusedAdam runs the kernel for processors; FusedLamb and FusedLion have none, and are not recorded.
"""

import os
import sys

# Ninja, which makes the kernels, stands beside Python.
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]
os.environ["TORCH_EXTENSIONS_DIR"] = os.path.join(sys.prefix, "torch_extensions")
os.environ["ATEN_CPU_CAPABILITY"] = "default"
os.environ["DS_ACCELERATOR"] = "cpu"
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["DS_LOG_LEVEL"] = "error"
# The engine trains with others, of which there are none.
os.environ.update(RANK="0", WORLD_SIZE="1", LOCAL_RANK="0", MASTER_ADDR="127.0.0.1", MASTER_PORT="29541")

import json
import tempfile

import deepspeed
import numpy as np
import torch

from deepspeed_cases import (
    CHECKED_CONFIGURATIONS,
    CHECKED_OPTIMIZERS,
    CHECKED_SCHEDULES,
    CONFIGURATIONS,
    OPTIMIZERS,
    SCHEDULED,
    SCHEDULES,
)
from gradients import INITIAL, split
from recording import SCHEDULE_STEPS, follow, number, write

torch.set_num_threads(1)

REFUSALS = (AssertionError, AttributeError, KeyError, RuntimeError, TypeError, ValueError)


def tensors(precision):
    return [torch.tensor(part, dtype=getattr(torch, precision), requires_grad=True) for part in split(INITIAL)]


def run(lines, precision):
    first, second = parameters = tensors(precision)
    names = {"parameters": parameters, "first": first, "second": second}
    exec("\n".join(lines), names)
    return names


def numbers(parts):
    return [number(value) for part in parts for value in part.detach().numpy()]


def states(optimizer, parameters):
    kept = [optimizer.state[parameter] for parameter in parameters]
    # Lion makes one state that it has no use for.
    used = [name for name in kept[0] if name != "step" and any(of_tensor[name].any() for of_tensor in kept)]
    return {name: [[number(value) for value in of_tensor[name].numpy()] for of_tensor in kept] for name in used}


def record_optimizer(import_line, call, gradients):
    lines = [import_line, f"optimizer = {call}"]
    names = run(lines, "float32")
    parameters, optimizer = names["parameters"], names["optimizer"]

    def update(parts):
        for parameter, part in zip(parameters, parts):
            parameter.grad = torch.tensor(part)
        optimizer.step()

    trajectory = follow(gradients, update, lambda: numbers(parameters))
    return {
        "code": "\n".join(lines),
        "gradients": gradients,
        "precision": "float32",
        "trajectory": trajectory,
        "states": states(optimizer, parameters),
    }


def scheduled_lines(optimizer, scheduler):
    return [
        "import torch",
        "from deepspeed.runtime.lr_schedules import *",
        f"optimizer = {optimizer}",
        f"scheduler = {scheduler}",
    ]


def record_scheduled(optimizer_code, scheduler_code, gradients):
    lines = scheduled_lines(optimizer_code, scheduler_code)
    names = run(lines, "float64")
    parameters = names["parameters"]

    def update(parts):
        for parameter, part in zip(parameters, parts):
            parameter.grad = torch.tensor(part, dtype=torch.float64)
        names["optimizer"].step()
        names["scheduler"].step()

    trajectory = follow(gradients, update, lambda: numbers(parameters))
    return {"code": "\n".join(lines), "gradients": gradients, "precision": "float64", "trajectory": trajectory}


def record_schedule(optimizer_code, scheduler_code):
    lines = scheduled_lines(optimizer_code, scheduler_code)
    names = run(lines, "float64")
    optimizer, scheduler = names["optimizer"], names["scheduler"]
    rates = []
    for _ in range(SCHEDULE_STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return {"code": "\n".join(lines), "learningRates": rates}


class Linear(torch.nn.Module):
    """A model whose loss has the gradient that it is given."""

    def __init__(self):
        super().__init__()
        self.first, self.second = [torch.nn.Parameter(part.detach()) for part in tensors("float32")]

    def forward(self, first, second):
        return (self.first * first).sum() + (self.second * second).sum()


def start_engine(text):
    model = Linear()
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
        file.write(text)
    try:
        engine, *_ = deepspeed.initialize(model=model, model_parameters=model.parameters(), config=file.name)
    finally:
        os.unlink(file.name)
    return engine, model


def record_configuration(configuration, gradients):
    complete = configuration if "train_micro_batch_size_per_gpu" in configuration else {"train_batch_size": 1, **configuration}
    text = "{\n" + ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in complete.items()) + "\n}"
    engine, model = start_engine(text)

    def update(parts):
        loss = engine(*(torch.tensor(part) for part in parts))
        engine.backward(loss)
        engine.step()

    trajectory = follow(gradients, update, lambda: numbers([model.first, model.second]))
    return {"code": text, "gradients": gradients, "precision": "float32", "trajectory": trajectory}


def is_refused(attempt):
    try:
        attempt()
        return False
    except REFUSALS:
        return True


def check_schedule(optimizer_code, scheduler_code):
    lines = scheduled_lines(optimizer_code, scheduler_code)

    def attempt():
        names = run(lines, "float64")
        names["optimizer"].step()
        names["scheduler"].step()

    return {"code": "\n".join(lines), "refused": is_refused(attempt)}


def check_optimizer(import_line, call):
    lines = [import_line, f"optimizer = {call}"]

    def attempt():
        names = run(lines, "float32")
        for parameter in names["parameters"]:
            parameter.grad = torch.ones_like(parameter)
        names["optimizer"].step()

    return {"code": "\n".join(lines), "refused": is_refused(attempt)}


def check_configuration(text):
    def attempt():
        engine, _ = start_engine(text)
        engine.backward(engine(torch.ones(6), torch.ones(3)))
        engine.step()

    return {"code": text, "refused": is_refused(attempt)}


write(
    {"deepspeed": deepspeed.__version__.split("+")[0], "torch": torch.__version__.split("+")[0], "numpy": np.__version__},
    [record_optimizer(*case) for case in OPTIMIZERS]
    + [record_scheduled(*case) for case in SCHEDULED]
    + [record_configuration(*case) for case in CONFIGURATIONS],
    [record_schedule(*case) for case in SCHEDULES],
    [check_schedule(*case) for case in CHECKED_SCHEDULES]
    + [check_optimizer(*case) for case in CHECKED_OPTIMIZERS]
    + [check_configuration(text) for text in CHECKED_CONFIGURATIONS],
)
