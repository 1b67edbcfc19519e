"""
Records what the optimizer of Hugging Face's transformers does: python record_transformers_algorithms.py transformers-algorithms.json
"""

import os

# As in record_torch.py: every operation is rounded by itself.
os.environ["ATEN_CPU_CAPABILITY"] = "default"

import torch
import transformers

from recording import write_shaped
from shapes import record, starting_point

torch.set_num_threads(1)

ALL = ["noisy", "sparse", "drifting", "constant"]
MIXED = [[2, 3], [3]]
GIVEN_RATE = "scale_parameter=False, relative_step=False"

# Arguments, gradients, shapes.
ADAFACTOR = [
    ("parameters", ALL, MIXED),
    ("parameters", ["noisy", "drifting"], [[3, 2], [3]]),
    ("parameters", ["noisy"], [[1, 6], [3, 1]]),
    ("parameters", ["noisy", "drifting"], [[12, 8], [8]]),
    ("parameters", ["drifting"], [[16, 24]]),
    ("parameters", ["noisy", "drifting"], [[3, 1, 2], [3]]),
    ("parameters", ["noisy"], [[2, 2, 4, 3]]),
    ("parameters, warmup_init=True", ["noisy", "constant"], MIXED),
    ("parameters, scale_parameter=False, relative_step=True", ["noisy"], MIXED),
    (f"parameters, lr=0.1, {GIVEN_RATE}", ALL, MIXED),
    ("parameters, lr=0.003, relative_step=False", ["noisy", "sparse"], MIXED),
    ("parameters, beta1=0.9", ["noisy", "drifting"], MIXED),
    (f"parameters, lr=0.1, beta1=0.5, weight_decay=0.1, {GIVEN_RATE}", ["noisy", "constant"], MIXED),
    ("parameters, None, (1e-8, 1e-2), 2.0, -0.5, 0.8, 0.01, True, True, False", ["noisy", "sparse"], MIXED),
    ("parameters, eps=(1e-3, 0.1), clip_threshold=0.5", ["sparse", "constant"], MIXED),
    (
        '[{"params": [first], "lr": 0.2, "beta1": 0.9}, {"params": [second], "weight_decay": 0.1, "clip_threshold": 2.0}], '
        f"lr=0.1, {GIVEN_RATE}",
        ["noisy"],
        MIXED,
    ),
]

FLOAT32 = [
    ("parameters", "noisy", MIXED),
    ("parameters, beta1=0.9, weight_decay=0.1", "drifting", [[3, 2], [3]]),
    (f"parameters, lr=0.1, {GIVEN_RATE}", "sparse", MIXED),
    ("parameters", "noisy", [[12, 8], [8]]),
    ("parameters", "noisy", [[3, 1, 2], [3]]),
]

CHECKED = [
    ("parameters", MIXED),
    ("parameters, lr=0.1", MIXED),
    ("parameters, lr=0.1, relative_step=False", MIXED),
    ("parameters, relative_step=False", MIXED),
    ("parameters, lr=0.1, relative_step=False, warmup_init=True", MIXED),
    ("parameters, warmup_init=True", MIXED),
    ("parameters, d=1.0", MIXED),
    ("parameters, decay_rate=0.8", MIXED),
    ("parameters, weight_decay=-0.1", MIXED),
]


def create(arguments, shapes, precision):
    parameters = [torch.tensor(part).requires_grad_() for part in starting_point(shapes, precision)]
    names = {"Adafactor": transformers.Adafactor, "parameters": parameters}
    names |= dict(zip(["first", "second"], parameters))
    return eval(f"Adafactor({arguments})", names), parameters


def text(arguments):
    return f"from transformers import Adafactor\noptimizer = Adafactor({arguments})"


def record_fed(arguments, gradients, shapes, precision="float64"):
    optimizer, parameters = create(arguments, shapes, precision)

    def update(received):
        for parameter, gradient in zip(parameters, received):
            parameter.grad = torch.tensor(gradient)
        optimizer.step()

    read = lambda: [parameter.detach().numpy() for parameter in parameters]
    return record(text(arguments), gradients, shapes, precision, update, read)


def record_check(arguments, shapes):
    """Whether a call is refused, be it at one of the first steps."""
    try:
        optimizer, parameters = create(arguments, shapes, "float64")
        for _ in range(2):
            for parameter in parameters:
                parameter.grad = parameter.detach().clone()
            optimizer.step()
        refused = False
    except (TypeError, ValueError):
        refused = True
    return {"code": text(arguments), "shapes": shapes, "refused": refused}


optimizers = [record_fed(code, kind, shapes) for code, kinds, shapes in ADAFACTOR for kind in kinds]
optimizers += [record_fed(*case, precision="float32") for case in FLOAT32]
checks = [record_check(*case) for case in CHECKED]
versions = {"transformers": transformers.__version__, "torch": torch.__version__.split("+")[0]}
write_shaped(versions, optimizers, checks)
