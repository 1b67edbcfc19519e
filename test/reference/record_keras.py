"""
Records what Keras' own optimizers and schedules do, on its NumPy back end: python record_keras.py keras.json

Every case is a piece of code as a user would write it. The same text is read by the extension's reader in the tests.
"""

import os

os.environ["KERAS_BACKEND"] = "numpy"

from multiprocessing import Pool

import keras
import numpy as np

from gradients import INITIAL, split
from keras_checks import CHECKED
from keras_numpy import compute_in
from keras_optimizers import OPTIMIZERS
from recording import SCHEDULE_STEPS, follow, number, write

SCHEDULES = [
    "keras.optimizers.schedules.ExponentialDecay(0.1, decay_steps=30, decay_rate=0.9)",
    "keras.optimizers.schedules.ExponentialDecay(0.1, 30, 0.9, staircase=True)",
    "keras.optimizers.schedules.InverseTimeDecay(0.1, decay_steps=20, decay_rate=0.5)",
    "keras.optimizers.schedules.InverseTimeDecay(0.1, 20, 0.5, True)",
    "keras.optimizers.schedules.PiecewiseConstantDecay([50, 120], [0.1, 0.01, 0.001])",
    "keras.optimizers.schedules.PiecewiseConstantDecay(boundaries=(10,), values=(1.0, 0.5))",
    "keras.optimizers.schedules.PiecewiseConstantDecay([100, 50, 150], [0.1, 0.01, 0.001, 1.0])",
    "keras.optimizers.schedules.PolynomialDecay(0.1, 150)",
    "keras.optimizers.schedules.PolynomialDecay(0.1, 60, end_learning_rate=0.01, power=2.0, cycle=True)",
    "keras.optimizers.schedules.PolynomialDecay(0.1, 100, 0.0, 0.5)",
    "keras.optimizers.schedules.PolynomialDecay(0.1, 25.5, cycle=True)",
    "keras.optimizers.schedules.CosineDecay(0.1, 150)",
    "keras.optimizers.schedules.CosineDecay(0.1, 100, alpha=0.1)",
    "keras.optimizers.schedules.CosineDecay(0.01, 120, 0.05, warmup_target=0.2, warmup_steps=30)",
    "keras.optimizers.schedules.CosineDecay(0.1, 100, warmup_target=0.2)",
    "keras.optimizers.schedules.CosineDecayRestarts(0.1, 20)",
    "keras.optimizers.schedules.CosineDecayRestarts(0.1, 30, t_mul=1.5, m_mul=0.8, alpha=0.01)",
    "keras.optimizers.schedules.CosineDecayRestarts(0.1, 45, 1.0, 0.5)",
]


TENSORS = ["first", "second"]


def numbers(variables):
    return [number(value) for variable in variables for value in variable.numpy()]


def states(optimizer, variables):
    """The states after the last update by name, each as one list per tensor; of Keras' variables those that belong to a tensor."""
    of_tensors = {}
    for state in optimizer.variables:
        tensor, _, name = state.name.partition("_")
        if tensor in TENSORS and name not in ("", "gradient_accumulator"):
            of_tensors.setdefault(name, []).append(numbers([state]))
    return of_tensors


def record(code, gradients, precision):
    compute_in(precision)
    variables = [
        keras.Variable(np.array(part, precision), dtype=precision, name=name)
        for name, part in zip(TENSORS, split(INITIAL))
    ]
    optimizer = eval(code, {"keras": keras})
    trajectory = follow(
        gradients,
        lambda parts: optimizer.apply([optimizer.scale_loss(np.array(part, precision)) for part in parts], variables),
        lambda: numbers(variables),
    )
    text = f"import keras\noptimizer = {code}"
    return {
        "code": text,
        "gradients": gradients,
        "precision": precision,
        "trajectory": trajectory,
        "states": states(optimizer, variables),
    }


def record_schedule(code):
    compute_in("float64")
    schedule = eval(code, {"keras": keras})
    text = f"import keras\noptimizer = keras.optimizers.SGD({code})"
    return {"code": text, "learningRates": [float(schedule(step)) for step in range(SCHEDULE_STEPS)]}


def record_check(code):
    compute_in("float64")
    variables = [keras.Variable(np.array(part, "float64"), dtype="float64") for part in split(INITIAL)]
    try:
        optimizer = eval(code, {"keras": keras})
        for _ in range(2):
            optimizer.apply([variable.numpy() for variable in variables], variables)
        refused = False
    except (AttributeError, TypeError, ValueError):
        refused = True
    return {"code": f"import keras\noptimizer = {code}", "refused": refused}


if __name__ == "__main__":
    with Pool() as pool:
        optimizers = pool.starmap(record, OPTIMIZERS, chunksize=1)
        checks = pool.map(record_check, CHECKED, chunksize=1)
    schedules = [record_schedule(code) for code in SCHEDULES]
    write({"keras": keras.__version__, "numpy": np.__version__}, optimizers, schedules, checks)
