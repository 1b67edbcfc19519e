"""
Records the learning rates that Keras' callback ReduceLROnPlateau sets, fed with losses: python record_keras_callbacks.py keras-callbacks-schedules.json

The callback is called after every update as after every epoch. Keras computes in double precision, as it does where a program sets its type of numbers.
"""

import json
import math
import os
import random
import sys

os.environ["KERAS_BACKEND"] = "numpy"
import keras
from keras_numpy import compute_in

compute_in("float64")
STEPS = 150
noise = random.Random(7)


def losses(value):
    return [float(f"{value(step):.4g}") for step in range(STEPS)]


LOSSES = {
    "falling": losses(lambda k: 2.5 * 0.97**k + 0.1),
    "stuck": losses(lambda k: max(2 - k / 10, 0.7)),
    "noisy": losses(lambda k: 1 / (1 + k / 5) + noise.uniform(0, 0.4)),
    "negative": losses(lambda k: -math.log(k + 1) + 0.3 * math.sin(k)),
    "rising": losses(lambda k: 0.2 + k / 100 if k % 40 < 30 else 0.1),
}
CASES = [
    ("", "falling"),
    ("", "stuck"),
    ('monitor="loss", factor=0.5, patience=5', "noisy"),
    ('"loss", 0.5, 3, min_delta=0.01, cooldown=10', "noisy"),
    ('monitor="val_loss", mode="max", factor=0.7, patience=8, cooldown=4, min_delta=0.0', "rising"),
    ('factor=0.7, patience=0, min_delta=0.1, mode="max"', "rising"),
    ("factor=0.9, patience=2, min_lr=0.05", "negative"),
    ("factor=0.5, patience=1, cooldown=1, min_lr=0.001", "stuck"),
    ("factor=0.3, patience=4, cooldown=2, verbose=0", "noisy"),
    ("factor=0.2, patience=3, min_delta=0.5", "falling"),
]
CHECKED = ["", "factor=1.0", "factor=1.5, patience=3", 'mode="max"']


class Model:
    """What the callback needs of a model."""

    def __init__(self):
        self.optimizer = keras.optimizers.SGD(0.3)


def code_of(arguments):
    return (
        "import keras\n"
        "model.compile(keras.optimizers.SGD(0.3))\n"
        f"model.fit(x, y, steps_per_epoch=1, callbacks=[keras.callbacks.ReduceLROnPlateau({arguments})])\n"
    )


def make(arguments):
    return eval(f"keras.callbacks.ReduceLROnPlateau({arguments})", {"keras": keras})


def record(arguments, name):
    callback, model = make(arguments), Model()
    callback.set_model(model)
    callback.on_train_begin()
    rates = []
    for step, loss in enumerate(LOSSES[name]):
        rates.append(float(keras.ops.convert_to_numpy(model.optimizer.learning_rate)))
        callback.on_epoch_end(step, {"loss": loss, "val_loss": loss})
    return {"code": code_of(arguments), "learningRates": [rates], "losses": name}


def check(arguments):
    try:
        make(arguments)
        refused = False
    except ValueError:
        refused = True
    return {"code": code_of(arguments), "steps": 0, "refused": refused}


head = {"versions": {"keras": keras.__version__}, "losses": LOSSES}
lists = {"schedules": [record(*case) for case in CASES], "checks": [check(arguments) for arguments in CHECKED]}
dump = lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False)
texts = [f"{dump(name)}:{dump(value)}" for name, value in head.items()]
texts += [f"{dump(name)}:[\n" + ",\n".join(map(dump, cases)) + "\n]" for name, cases in lists.items()]
with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write("{\n" + ",\n".join(texts) + "\n}\n")
