"""
Records what optax' optimizers do that no rule expresses, or that depends on the shapes of tensors: python record_optax_algorithms.py optax-algorithms.json
"""

import os

# As in record_optax.py: every operation is rounded by itself.
os.environ["XLA_FLAGS"] = "--xla_cpu_max_isa=SSE4_2"
os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.numpy as jnp
import numpy as np
import optax
import optax.contrib

from optax_dimension_masks import DIMENSION_MASKS
from recording import write_shaped
from shapes import record, starting_point

jax.config.update("jax_enable_x64", True)

ALL = ["noisy", "sparse", "drifting", "constant"]
MIXED = [[2, 3], [3]]

# Products of matrices are summed in an order that depends on the processor.
TOLERANCE = {"float64": 1e-12, "float32": 1e-4}

# Code, gradients, shapes.
MUON = [
    ("optax.contrib.muon(0.01)", ALL, MIXED),
    ("optax.contrib.muon(0.05)", ["noisy", "sparse"], [[3, 2], [1, 3]]),
    ("optax.contrib.muon(0.05)", ["noisy", "drifting"], [[3, 3]]),
    ("optax.contrib.muon(0.05)", ["noisy"], [[12, 8], [8]]),
    ("optax.contrib.muon(0.05)", ["drifting"], [[16, 24]]),
    ("optax.contrib.muon(0.05)", ["noisy"], [[3, 1, 2], [3]]),
    ("optax.contrib.muon(0.05, beta=0.5, nesterov=False)", ["noisy", "sparse"], MIXED),
    ("optax.contrib.muon(0.05, weight_decay=0.1, adam_weight_decay=0.01)", ["noisy", "constant"], MIXED),
    ("optax.contrib.muon(0.05, consistent_rms=0.2, adam_learning_rate=0.001)", ["noisy", "drifting"], [[4, 2], [1]]),
    ("optax.contrib.muon(0.05, adam_b1=0.8, adam_b2=0.95, adam_eps_root=1e-8, eps=1e-3)", ["noisy"], MIXED),
    ("optax.contrib.muon(0.01, adaptive=True)", ["noisy", "drifting"], MIXED),
    ('optax.contrib.muon(0.05, preconditioning="spectral")', ["noisy", "drifting"], [[3, 2], [3]]),
    ('optax.contrib.muon(0.05, preconditioning="spectral")', ["noisy"], [[8, 12]]),
    ('optax.contrib.muon(0.05, preconditioning="aol", ns_steps=4)', ["noisy", "constant"], MIXED),
    ('optax.contrib.muon(0.05, preconditioning="schatten")', ["noisy", "drifting"], [[3, 3]]),
    ('optax.contrib.muon(0.05, "dion")', ["noisy", "drifting"], MIXED),
    ("optax.contrib.muon(0.05, (2.0, -1.5, 0.5), 7)", ["noisy"], MIXED),
    ("optax.contrib.muon(0.05, ((4.0, -6.8, 2.9), (2.0, -1.5, 0.5)))", ["noisy"], MIXED),
    # Of many parameters, and so in few updates: uncompiled ones take long.
    ("optax.contrib.muon(optax.linear_schedule(0.1, 0.0, 100), weight_decay=0.01)", ["noisy"], [[16, 24], [8]]),
    ("optax.chain(optax.add_decayed_weights(0.01), optax.contrib.muon(0.05))", ["noisy"], MIXED),
]

FACTORED = [
    ("optax.adafactor(0.003)", ["noisy"], MIXED),
    ("optax.adafactor(0.003, min_dim_size_to_factor=2)", ALL, MIXED),
    ("optax.adafactor(0.003, min_dim_size_to_factor=2)", ["noisy", "drifting"], [[3, 2], [3]]),
    ("optax.adafactor(0.003, min_dim_size_to_factor=1)", ["noisy"], [[1, 6], [3, 1]]),
    ("optax.adafactor(0.003, min_dim_size_to_factor=3)", ["noisy"], [[3, 2], [3]]),
    ("optax.adafactor(0.003, min_dim_size_to_factor=8)", ["noisy", "drifting"], [[12, 8], [8]]),
    ("optax.adafactor(0.003, min_dim_size_to_factor=8)", ["drifting"], [[8, 12], [7, 9]]),
    ("optax.adafactor(0.003, min_dim_size_to_factor=2)", ["noisy"], [[3, 3]]),
    ("optax.adafactor(0.003, min_dim_size_to_factor=2)", ["noisy", "drifting"], [[3, 1, 2], [3]]),
    ("optax.adafactor(0.003, min_dim_size_to_factor=2)", ["noisy"], [[2, 4, 3], [4, 2, 3], [4, 3, 2], [3, 2, 2, 4]]),
    ("optax.adafactor(min_dim_size_to_factor=2, multiply_by_parameter_scale=False)", ["noisy"], MIXED),
    ("optax.adafactor(0.003, min_dim_size_to_factor=2, factored=False)", ["noisy"], MIXED),
    ("optax.adafactor(0.003, 2, 0.5, 0, False, None, 0.9)", ["noisy", "sparse"], MIXED),
    ("optax.adafactor(0.003, min_dim_size_to_factor=2, momentum=0.9, weight_decay_rate=0.01)", ALL, MIXED),
    ("optax.adafactor(0.003, min_dim_size_to_factor=2, clipping_threshold=2.0, eps=1e-3)", ["drifting"], MIXED),
    ("optax.adafactor(optax.linear_schedule(0.003, 0.0, 100), min_dim_size_to_factor=8)", ["noisy"], [[16, 24], [8]]),
    ("optax.chain(optax.add_decayed_weights(0.01), optax.adafactor(0.003, 2))", ["noisy"], MIXED),
    ("optax.sm3(0.1)", ALL, MIXED),
    ("optax.sm3(0.1, 0.5)", ["noisy", "sparse"], [[3, 2], [1, 3]]),
    ("optax.sm3(0.1)", ["noisy", "drifting"], [[12, 8], [8]]),
    ("optax.sm3(0.1)", ["noisy"], [[3, 1, 2], [3]]),
    ("optax.sm3(0.1)", ["noisy"], [[2, 4, 3], [3, 2, 2, 4]]),
]

FLOAT32 = [
    ("optax.adafactor(0.003, min_dim_size_to_factor=2)", "noisy", MIXED),
    ("optax.adafactor(0.003, min_dim_size_to_factor=2)", "sparse", [[3, 2], [3]]),
    ("optax.adafactor(0.003, min_dim_size_to_factor=2, momentum=0.9)", "drifting", [[3, 2], [3]]),
    ("optax.adafactor(0.003, min_dim_size_to_factor=8)", "noisy", [[12, 8], [8]]),
    ("optax.sm3(0.1)", "noisy", MIXED),
    ("optax.sm3(0.1)", "drifting", [[12, 8], [8]]),
    ("optax.contrib.muon(0.01)", "noisy", MIXED),
    ("optax.contrib.muon(0.05, weight_decay=0.1)", "drifting", [[3, 2], [3]]),
    ("optax.contrib.muon(0.05)", "noisy", [[12, 8], [8]]),
    ('optax.contrib.muon(0.05, preconditioning="aol", nesterov=False)', "noisy", [[3, 3]]),
]

CHECKED = [
    ("optax.adafactor(0.003, min_dim_size_to_factor=2)", [[3, 1, 2], [3]]),
    ("optax.adafactor(0.003, beta1=0.9)", MIXED),
    ("optax.sm3()", MIXED),
    ("optax.sm3(0.1)", [[3, 1, 2], [3]]),
    ("optax.contrib.muon(0.05)", [[3, 1, 2], [3]]),
    ("optax.contrib.muon(0.05)", [[9]]),
    ("optax.contrib.muon()", MIXED),
    ("optax.contrib.muon(1)", MIXED),
    ('optax.contrib.muon(0.05, "dion", 4)', MIXED),
    ('optax.contrib.muon(0.05, "dion", 7)', MIXED),
    ('optax.contrib.muon(0.05, "other")', MIXED),
    ("optax.contrib.muon(0.05, (1.0, 2.0))", MIXED),
    ("optax.contrib.muon(0.05, ns_steps=0)", MIXED),
    ("optax.contrib.muon(0.05, ns_steps=5.0)", MIXED),
    ('optax.contrib.muon(0.05, preconditioning="other")', MIXED),
    ("optax.contrib.muon(0.05, beta=1.5)", MIXED),
    ("optax.contrib.muon(0.05, weight_decay=None)", MIXED),
    ("optax.contrib.muon(0.05, b1=0.9)", MIXED),
]


def create(code, shapes, precision):
    parameters = [jnp.asarray(part) for part in starting_point(shapes, precision)]
    optimizer = eval(code, {"jax": jax, "optax": optax})
    return optimizer, optimizer.init(parameters), parameters


def text(code):
    modules = "jax, optax" if "jax." in code else "optax"
    return f"import {modules}\noptimizer = {code}"


def record_fed(code, gradients, shapes, precision="float64"):
    optimizer, state, parameters = create(code, shapes, precision)

    def step(received, state, parameters):
        updates, state = optimizer.update(received, state, parameters)
        return optax.apply_updates(parameters, updates), state

    # As in record_optax.py: compiled as a whole, a schedule is rounded differently.
    make = step if "schedule" in code else jax.jit(step)

    def update(received):
        nonlocal parameters, state
        parameters, state = make([jnp.asarray(part) for part in received], state, parameters)

    read = lambda: [np.asarray(part) for part in parameters]
    return record(text(code), gradients, shapes, precision, update, read, TOLERANCE[precision])


def record_check(code, shapes):
    """Whether optax refuses a call, be it at one of the first steps."""
    try:
        optimizer, state, parameters = create(code, shapes, "float64")
        for _ in range(2):
            _, state = optimizer.update(parameters, state, parameters)
        refused = False
    except (TypeError, ValueError):
        refused = True
    return {"code": text(code), "shapes": shapes, "refused": refused}


optimizers = [record_fed(code, kind, shapes) for code, kinds, shapes in MUON + FACTORED + DIMENSION_MASKS for kind in kinds]
optimizers += [record_fed(*case, precision="float32") for case in FLOAT32]
checks = [record_check(*case) for case in CHECKED]
write_shaped({"optax": optax.__version__, "jax": jax.__version__}, optimizers, checks)
