"""
Records what torch's own optimizers and schedulers do: python record_torch.py torch.json

Every case is a piece of code as a user would write it. The same text is read by the extension's reader in the tests.
"""

import os

# Without vector instructions, and so without fused multiply-adds: every operation is rounded by itself, on any processor. Square roots
# alone come from Intel MKL all the same, which does not round all of them correctly.
os.environ["ATEN_CPU_CAPABILITY"] = "default"

import numpy as np
import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_

from gradients import INITIAL, split
from recording import SCHEDULE_STEPS, follow, number, write
from torch_optimizers import CHECKED, OPTIMIZERS

torch.set_num_threads(1)

# Schedulers that change an optimizer while it runs.
SCHEDULED = [
    (
        "torch.optim.SGD(parameters, lr=0.1, momentum=0.9, nesterov=True)",
        "torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=20)",
        "noisy",
        "float64",
    ),
    (
        'torch.optim.AdamW([{"params": [first]}, {"params": [second], "lr": 0.02}], lr=0.01)',
        "torch.optim.lr_scheduler.StepLR(optimizer, 7, gamma=0.5)",
        "noisy",
        "float64",
    ),
]

# Optimizer, what is done to the gradients before every update, gradients, precision.
CLIPPED = [
    ("torch.optim.SGD(parameters, lr=0.1, momentum=0.9)", "clip_grad_norm_(parameters, 1.0)", "noisy", "float64"),
    ("torch.optim.SGD(parameters, lr=0.1)", "clip_grad_norm_(parameters, max_norm=0.5)", "sparse", "float64"),
    ("torch.optim.SGD(parameters, lr=0.1)", 'clip_grad_norm_(parameters, 0.5, norm_type=float("inf"))', "noisy", "float64"),
    ("torch.optim.SGD(parameters, lr=0.1)", "clip_grad_norm_(parameters, 2.0, 1)", "drifting", "float64"),
    ("torch.optim.AdamW(parameters, lr=0.01)", "clip_grad_norm_(parameters, 1.0, norm_type=3.0)", "noisy", "float64"),
    ("torch.optim.AdamW(parameters, lr=0.01)", "clip_grad_value_(parameters, 0.5)", "noisy", "float64"),
    ("torch.optim.AdamW(parameters, lr=0.01)", "clip_grad_value_(parameters, clip_value=2.0)", "drifting", "float64"),
    ("torch.optim.SGD(parameters, lr=0.1, momentum=0.9)", "clip_grad_norm_(parameters, 1.0)", "noisy", "float32"),
    ("torch.optim.AdamW(parameters, lr=0.01)", "clip_grad_value_(parameters, 0.5)", "noisy", "float32"),
]

SCHEDULES = [
    "torch.optim.lr_scheduler.StepLR(optimizer, step_size=30)",
    "torch.optim.lr_scheduler.StepLR(optimizer, 7, 0.9)",
    "torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.97)",
    "torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=50)",
    "torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 33, eta_min=1e-3)",
    "torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 1)",
    "torch.optim.lr_scheduler.LinearLR(optimizer)",
    "torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=0.1, end_factor=0.7, total_iters=150)",
    "torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=1.0, end_factor=0.0, total_iters=100)",
    "torch.optim.lr_scheduler.LambdaLR(optimizer, lr_lambda=lambda epoch: 0.95 ** epoch)",
    "torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / 50, 1.0))",
    "torch.optim.lr_scheduler.LambdaLR(optimizer, lambda e: 0.1 ** (e // 30))",
    "torch.optim.lr_scheduler.LambdaLR(optimizer, lambda e: 1.0 if e < 100 and not e == 3 else 0.1 if e < 150 else 0.01)",
    "torch.optim.lr_scheduler.LambdaLR(optimizer, lambda e: 0.5 * (1 + math.cos(math.pi * e / 200)))",
    "torch.optim.lr_scheduler.LambdaLR(optimizer, lambda e: (e + 1) ** -0.5 - -2 ** -(e % 7) + max(1, 3, e) / 100)",
    "torch.optim.lr_scheduler.LambdaLR(optimizer, lambda e: math.exp(-e / 20) + math.sqrt(e) * math.log(e + 1) + (e > 5) * int(e / 3) - abs(-e))",
]


def tensors(precision):
    return [torch.tensor(part, dtype=getattr(torch, precision)) for part in split(INITIAL)]


def numbers(parts):
    return [number(value) for part in parts for value in part.detach().numpy()]


def states(optimizer, parameters):
    """
    The states after the last update by name, each as one list per tensor; None for a tensor that has no such state. Scalars are
    float32 whatever the parameters are, and written with all their digits.
    """
    of_tensors = [optimizer.state[parameter] for parameter in parameters]
    names = {name: None for of_tensor in of_tensors for name in of_tensor if name != "step"}

    def read(value):
        if value is None:
            return None
        return [float(value)] if value.dim() == 0 else [number(entry) for entry in value.detach().numpy()]

    return {name: [read(of_tensor.get(name)) for of_tensor in of_tensors] for name in names}


def record(code, gradients, precision, scheduler_code=None, clipping_code=None):
    first, second = parameters = [part.requires_grad_() for part in tensors(precision)]
    names = {"torch": torch, "parameters": parameters, "first": first, "second": second}
    optimizer = eval(code, names)
    scheduler = scheduler_code and eval(scheduler_code, {"torch": torch, "optimizer": optimizer})

    clipping_names = {"clip_grad_norm_": clip_grad_norm_, "clip_grad_value_": clip_grad_value_, "parameters": parameters}

    is_sparse = isinstance(optimizer, torch.optim.SparseAdam)

    def update(parts):
        for parameter, part in zip(parameters, parts):
            gradient = torch.tensor(part, dtype=parameter.dtype)
            parameter.grad = gradient.to_sparse() if is_sparse else gradient
        if clipping_code:
            eval(clipping_code, clipping_names)
        optimizer.step()
        if scheduler:
            scheduler.step()

    trajectory = follow(gradients, update, lambda: numbers(parameters))
    lines = ["import torch", f"optimizer = {code}"]
    if scheduler:
        lines.append(f"scheduler = {scheduler_code}")
    if clipping_code:
        lines += ["from torch.nn.utils import clip_grad_norm_, clip_grad_value_", clipping_code]
    return {
        "code": "\n".join(lines),
        "gradients": gradients,
        "precision": precision,
        "trajectory": trajectory,
        "states": states(optimizer, parameters),
    }


def record_check(code):
    """Whether torch refuses a call, be it at the first step."""
    parameters = [part.requires_grad_() for part in tensors("float64")]
    try:
        optimizer = eval(code, {"torch": torch, "parameters": parameters})
        for parameter in parameters:
            gradient = torch.ones_like(parameter)
            parameter.grad = gradient.to_sparse() if isinstance(optimizer, torch.optim.SparseAdam) else gradient
        optimizer.step()
        refused = False
    except (AssertionError, IndexError, RuntimeError, TypeError, ValueError):
        refused = True
    return {"code": f"import torch\noptimizer = {code}", "refused": refused}


def record_schedule(code):
    import math

    optimizer_code = "torch.optim.SGD(parameters, lr=0.3)"
    optimizer = eval(optimizer_code, {"torch": torch, "parameters": tensors("float64")})
    scheduler = eval(code, {"torch": torch, "math": math, "optimizer": optimizer})
    rates = []
    for _ in range(SCHEDULE_STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    lines = ["import math", "import torch", f"optimizer = {optimizer_code}", f"scheduler = {code}"]
    return {"code": "\n".join(lines), "learningRates": rates}


write(
    {"torch": torch.__version__.split("+")[0], "numpy": np.__version__},
    [record(*case) for case in OPTIMIZERS]
    + [record(code, *given, scheduler_code=scheduler) for code, scheduler, *given in SCHEDULED]
    + [record(code, *given, clipping_code=clipping) for code, clipping, *given in CLIPPED],
    [record_schedule(code) for code in SCHEDULES],
    [record_check(code) for code in CHECKED],
)
