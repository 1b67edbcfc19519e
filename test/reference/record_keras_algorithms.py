"""
Records what Keras' optimizers do that no rule expresses, on its NumPy back end: python record_keras_algorithms.py keras-algorithms.json
"""

import os

os.environ["KERAS_BACKEND"] = "numpy"
# One way of adding products up, whatever the number of processors.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import keras
import numpy as np

from keras_numpy import compute_in
from recording import write_shaped
from shapes import record, starting_point

ALL = ["noisy", "sparse", "drifting", "constant"]
MIXED = [[2, 3], [3]]

# Products of matrices are summed in an order that depends on the processor.
TOLERANCE = {"float64": 1e-12, "float32": 1e-4}

# Code, gradients, shapes.
MUON = [
    ("keras.optimizers.Muon()", ALL, MIXED),
    ("keras.optimizers.Muon(0.05)", ["noisy", "sparse"], [[3, 2], [1, 3]]),
    ("keras.optimizers.Muon(0.05)", ["noisy", "drifting"], [[3, 3]]),
    ("keras.optimizers.Muon(0.05)", ["noisy"], [[12, 8], [8]]),
    ("keras.optimizers.Muon(0.05)", ["drifting"], [[16, 24]]),
    ("keras.optimizers.Muon(0.05)", ["noisy"], [[3, 1, 2], [3]]),
    ("keras.optimizers.Muon(0.05, momentum=0.5, nesterov=False)", ["noisy", "sparse"], MIXED),
    ("keras.optimizers.Muon(0.05, weight_decay=None, adam_weight_decay=0.1)", ["noisy"], MIXED),
    ("keras.optimizers.Muon(0.05, weight_decay=0.1, adam_weight_decay=None)", ["constant"], MIXED),
    ("keras.optimizers.Muon(0.05, rms_rate=None, ns_steps=3)", ["noisy", "drifting"], [[4, 2], [1]]),
    ("keras.optimizers.Muon(0.05, rms_rate=1.0, muon_a=2.0, muon_b=-1.5, muon_c=0.5)", ["noisy", "sparse"], MIXED),
    ("keras.optimizers.Muon(0.02, 0.8, 0.95, 0.01, 1e-3, 0.02, adam_lr_ratio=0.1)", ["noisy", "drifting"], MIXED),
    ("keras.optimizers.Muon(0.05, clipnorm=1.0)", ["noisy"], MIXED),
    ("keras.optimizers.Muon(0.05, gradient_accumulation_steps=4)", ["noisy"], MIXED),
    ("keras.optimizers.Muon(0.05, use_ema=True, ema_momentum=0.9)", ["noisy"], MIXED),
    ("keras.optimizers.Muon(0.05, use_ema=True, ema_momentum=0.9, ema_overwrite_frequency=7)", ["drifting"], MIXED),
    ("keras.optimizers.Muon(0.05, use_ema=True, ema_momentum=0.9, ema_overwrite_frequency=3, gradient_accumulation_steps=2)", ["noisy"], MIXED),
    ("keras.optimizers.Muon(keras.optimizers.schedules.ExponentialDecay(0.1, 30, 0.9))", ["noisy"], MIXED),
]

ADAFACTOR = [
    ("keras.optimizers.Adafactor()", ALL, MIXED),
    ("keras.optimizers.Adafactor(0.003)", ["noisy", "drifting"], [[3, 2], [3]]),
    ("keras.optimizers.Adafactor(0.003)", ["noisy", "constant"], [[1, 6], [3, 1]]),
    ("keras.optimizers.Adafactor(0.003)", ["noisy", "drifting"], [[12, 8], [8]]),
    ("keras.optimizers.Adafactor(0.003)", ["drifting"], [[16, 24]]),
    ("keras.optimizers.Adafactor(0.003)", ["noisy", "drifting"], [[3, 1, 2], [3]]),
    ("keras.optimizers.Adafactor(0.003)", ["noisy"], [[2, 2, 4, 3]]),
    ("keras.optimizers.Adafactor(0.003, beta_2_decay=-0.5, epsilon_1=1e-3, epsilon_2=0.1)", ["noisy", "sparse"], MIXED),
    ("keras.optimizers.Adafactor(0.003, -0.9, 1e-8, 1e-2, 2.0, weight_decay=0.1)", ["noisy", "drifting"], MIXED),
    ("keras.optimizers.Adafactor(0.003, clip_threshold=0.5, global_clipnorm=1.0)", ["noisy"], MIXED),
    ("keras.optimizers.Adafactor(0.003, use_ema=True, ema_momentum=0.9)", ["noisy"], MIXED),
    ("keras.optimizers.Adafactor(0.003, gradient_accumulation_steps=4)", ["noisy"], MIXED),
    ("keras.optimizers.Adafactor(keras.optimizers.schedules.ExponentialDecay(0.003, 30, 0.9))", ["noisy"], MIXED),
]

FLOAT32 = [
    ("keras.optimizers.Adafactor(0.003)", "noisy", MIXED),
    ("keras.optimizers.Adafactor(0.003, weight_decay=0.1)", "drifting", [[3, 2], [3]]),
    ("keras.optimizers.Adafactor(0.003)", "noisy", [[12, 8], [8]]),
    ("keras.optimizers.Adafactor(0.003)", "noisy", [[3, 1, 2], [3]]),
    ("keras.optimizers.Muon()", "noisy", MIXED),
    ("keras.optimizers.Muon(0.05)", "drifting", [[3, 2], [3]]),
    ("keras.optimizers.Muon(0.05)", "noisy", [[12, 8], [8]]),
    ("keras.optimizers.Muon(0.05, rms_rate=None, nesterov=False)", "noisy", [[3, 3]]),
]

CHECKED = [
    ("keras.optimizers.Adafactor(0.003)", [[3, 1, 2], [3]]),
    ("keras.optimizers.Adafactor(0.003, d=1.0)", MIXED),
    ("keras.optimizers.Muon(0.05)", [[3, 1, 2], [3]]),
    ("keras.optimizers.Muon(0.05)", [[9]]),
    ("keras.optimizers.Muon(1)", MIXED),
    ("keras.optimizers.Muon(0.05, ns_steps=5.0)", MIXED),
    ("keras.optimizers.Muon(0.05, ns_steps=0)", MIXED),
    ("keras.optimizers.Muon(0.05, rms_rate=None)", MIXED),
    ("keras.optimizers.Muon(0.05, momentum=1.5)", MIXED),
    ("keras.optimizers.Muon(0.05, weight_decay=None)", MIXED),
    ("keras.optimizers.Muon(0.05, beta_1=0.9)", MIXED),
    ("keras.optimizers.Muon(0.05, clipnorm=1.0, clipvalue=1.0)", MIXED),
]


def create(code, shapes, precision):
    compute_in(precision)
    names = ["first", "second"]
    variables = [
        keras.Variable(part, dtype=precision, name=name) for name, part in zip(names, starting_point(shapes, precision))
    ]
    return eval(code, {"keras": keras}), variables


def text(code):
    return f"import keras\noptimizer = {code}"


def record_fed(code, gradients, shapes, precision="float64"):
    optimizer, variables = create(code, shapes, precision)
    update = lambda received: optimizer.apply(received, variables)
    read = lambda: [variable.numpy() for variable in variables]
    return record(text(code), gradients, shapes, precision, update, read, TOLERANCE[precision])


def record_check(code, shapes):
    """Whether Keras refuses a call, be it at one of the first steps."""
    try:
        optimizer, variables = create(code, shapes, "float64")
        for _ in range(2):
            optimizer.apply([variable.numpy() for variable in variables], variables)
        refused = False
    except (TypeError, ValueError):
        refused = True
    return {"code": text(code), "shapes": shapes, "refused": refused}


optimizers = [record_fed(code, kind, shapes) for code, kinds, shapes in MUON + ADAFACTOR for kind in kinds]
optimizers += [record_fed(*case, precision="float32") for case in FLOAT32]
checks = [record_check(*case) for case in CHECKED]
write_shaped({"keras": keras.__version__, "numpy": np.__version__}, optimizers, checks)
