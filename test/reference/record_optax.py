"""
Records what optax' own optimizers and schedules do: python record_optax.py optax.json

Every case is a piece of code as a user would write it. The same text is read by the extension's reader in the tests.
"""

import os

# Without instructions that multiply and add at once, so that every operation is rounded by itself.
os.environ["XLA_FLAGS"] = "--xla_cpu_max_isa=SSE4_2"
os.environ["JAX_PLATFORMS"] = "cpu"

from multiprocessing import get_context

import jax
import jax.numpy as jnp
import numpy as np
import optax
import optax.contrib

from gradients import INITIAL, split
from optax_masks import CHECKS as MASK_CHECKS
from optax_masks import LIST, MASKED
from optax_optimizers import OPTIMIZERS
from recording import SCHEDULE_STEPS, follow, number, write

jax.config.update("jax_enable_x64", True)

# Of cosines in float32 XLA does not round all to the nearest number.
SCHEDULE_TOLERANCES = {"optax.cosine_onecycle_schedule(150, 0.3)": 6e-8}

TOLERANCES = {
    # optax works 1 - b1^t out in float32 where b1 is a schedule's.
    (
        "optax.inject_hyperparams(optax.adam)(optax.cosine_decay_schedule(0.1, 900), b1=optax.linear_schedule(0.5, 0.95, 500), "
        "eps=optax.constant_schedule(1e-4))",
        "float64",
    ): 1e-8,
    # What is summed up over all tensors is so in another order,
    ("optax.contrib.mechanize(optax.sgd(0.1))", "float64"): 1e-11,
    # or in float32.
    ("optax.chain(optax.scale_by_adam(), optax.clip_by_global_norm(0.5), optax.scale(-0.1))", "float32"): 3e-7,
}

SCHEDULES = [
    "optax.constant_schedule(0.1)",
    "optax.linear_schedule(0.1, 0.01, 150)",
    "optax.linear_schedule(init_value=0.0, end_value=0.3, transition_steps=30, transition_begin=20)",
    "optax.linear_schedule(0.1, 0.01, 0)",
    "optax.polynomial_schedule(0.1, 0.001, 2.0, 120)",
    "optax.polynomial_schedule(0.1, 0.0, power=0.5, transition_steps=100, transition_begin=10)",
    "optax.exponential_decay(0.1, 30, 0.9)",
    "optax.exponential_decay(0.1, 30, 0.5, transition_begin=20, staircase=True)",
    "optax.exponential_decay(0.1, 10, 0.8, end_value=0.01)",
    "optax.exponential_decay(0.01, 20, 1.5, end_value=0.2)",
    "optax.exponential_decay(0.1, 10, 0.0)",
    "optax.cosine_decay_schedule(0.1, 150)",
    "optax.cosine_decay_schedule(0.1, decay_steps=100, alpha=0.1, exponent=2.0)",
    "optax.piecewise_constant_schedule(0.1)",
    "optax.piecewise_constant_schedule(0.1, {50: 0.5, 120: 0.1})",
    "optax.piecewise_constant_schedule(init_value=0.1, boundaries_and_scales={120: 0.1, 50: 0.0})",
    'optax.piecewise_interpolate_schedule("linear", 0.1, {50: 3.0, 150: 0.1})',
    'optax.piecewise_interpolate_schedule("cosine", 0.1, {20: 2.0, 100: 0.5, 160: 0.0})',
    "optax.linear_onecycle_schedule(150, 0.3)",
    "optax.linear_onecycle_schedule(180, 0.3, 0.4, 0.7, 10.0, 100.0)",
    "optax.cosine_onecycle_schedule(150, 0.3)",
    "optax.cosine_onecycle_schedule(transition_steps=220, peak_value=0.1, pct_start=0.1, div_factor=5.0)",
    "optax.warmup_constant_schedule(0.0, 0.1, 40)",
    "optax.warmup_cosine_decay_schedule(0.0, 0.1, 20, 150)",
    "optax.warmup_cosine_decay_schedule(init_value=0.01, peak_value=0.1, warmup_steps=0, decay_steps=100, end_value=0.001, exponent=0.5)",
    "optax.warmup_exponential_decay_schedule(0.0, 0.1, 20, 30, 0.8)",
    "optax.warmup_exponential_decay_schedule(0.0, 0.1, 20, 30, 0.5, transition_begin=10, staircase=True, end_value=0.005)",
    'optax.sgdr_schedule([{"init_value": 0.0, "peak_value": 0.1, "warmup_steps": 10, "decay_steps": 60}, '
    '{"init_value": 0.0, "peak_value": 0.05, "warmup_steps": 5, "decay_steps": 90, "end_value": 0.01}])',
    "optax.join_schedules([optax.linear_schedule(0.0, 0.1, 20), optax.constant_schedule(0.1), "
    "optax.cosine_decay_schedule(0.1, 100)], [20, 80])",
    "optax.join_schedules(schedules=[optax.warmup_cosine_decay_schedule(0.0, 0.1, 10, 50), "
    "optax.exponential_decay(0.05, 20, 0.5)], boundaries=[60])",
]

# What optax refuses, when it is called or in the first step, and what it takes beside it.
CHECKS = [
    "optax.lookahead(optax.sgd(0.1), 0, 0.5)",
    "optax.lookahead(optax.sgd(0.1), 5)",
    "optax.lookahead(optax.sgd(0.1), 1, 0.5)",
    "optax.MultiSteps(optax.sgd(0.1))",
    "optax.MultiSteps(optax.sgd(0.1), 2)",
    "optax.contrib.schedule_free(optax.sgd(0.1))",
    'optax.contrib.dog(init_step=("distances", 1e-3))',
    "optax.contrib.dog(init_step=1e-3)",
    'optax.contrib.dog(init_step=("distance", 1))',
    "optax.contrib.prodigy(betas=0.9)",
    "optax.chain(optax.clip(), optax.sgd(0.1))",
    "optax.chain(optax.scale_by_adam(beta1=0.9), optax.scale(-0.1))",
    'optax.chain(optax.scale_by_lion(mode="soft"), optax.scale(-0.1))',
    'optax.chain(optax.scale_by_lion(mode="hard"), optax.scale(-0.1))',
    "optax.chain(optax.sgd(0.1), optax.ema())",
    "optax.chain(optax.adam(0.1), optax.apply_every(2))",
    "optax.apply_if_finite(optax.adam(0.1))",
    "optax.apply_if_finite(optax.adam(0.1), 2)",
    *MASK_CHECKS,
]


def record(case):
    code, tree, gradients, precision = case
    # Both tensors at the leaves of a tree.
    as_tree = lambda parts: jax.tree.unflatten(jax.tree.structure(tree), [jnp.asarray(part, precision) for part in parts])
    parameters = as_tree(split(INITIAL))
    optimizer = eval(code, {"optax": optax})
    # Gradients are taken at the fast parameters.
    looks_ahead = code.startswith("optax.lookahead(")
    if looks_ahead:
        parameters = optax.LookaheadParams.init_synced(parameters)
    state = optimizer.init(parameters)

    def step(received, state, parameters):
        updates, state = optimizer.update(received, state, parameters)
        return optax.apply_updates(parameters, updates), state

    # Compiled as a whole, a schedule is rounded differently: XLA then takes reciprocals of numbers it knows instead of dividing.
    # The conditions of these two would be compiled anew in every step, and their schedules here do not divide.
    has_conditions = "MultiSteps" in code or "apply_if_finite" in code
    make = step if "schedule" in code and not has_conditions else jax.jit(step)

    def update(parts):
        nonlocal parameters, state
        parameters, state = make(as_tree(parts), state, parameters)

    def read():
        parts = jax.tree.leaves(parameters.fast if looks_ahead else parameters)
        return [number(value) for part in parts for value in np.asarray(part)]

    text = f"import optax\noptimizer = {code}"
    trajectory = follow(gradients, update, read)
    tolerance = {"tolerance": TOLERANCES[code, precision]} if (code, precision) in TOLERANCES else {}
    return {"code": text, "gradients": gradients, "precision": precision, **tolerance, "trajectory": trajectory}


def record_schedule(code):
    schedule = eval(code, {"optax": optax})
    text = f"import optax\noptimizer = optax.sgd({code})"
    tolerance = {"tolerance": SCHEDULE_TOLERANCES[code]} if code in SCHEDULE_TOLERANCES else {}
    rates = [float(schedule(jnp.int32(step))) for step in range(SCHEDULE_STEPS)]
    return {"code": text, **tolerance, "learningRates": rates}


def record_check(code):
    try:
        optimizer = eval(code, {"optax": optax})
        gradient = [jnp.ones(2), jnp.ones(2)]
        parameters = gradient
        if code.startswith("optax.lookahead("):
            parameters = optax.LookaheadParams.init_synced(parameters)
        optimizer.update(gradient, optimizer.init(parameters), parameters)
    except (TypeError, ValueError):
        refused = True
    else:
        refused = False
    return {"code": f"import optax\noptimizer = {code}", "refused": refused}


if __name__ == "__main__":
    # JAX has threads, which a fork does not take along.
    with get_context("spawn").Pool() as pool:
        in_lists = [(code, LIST, gradients, precision) for code, gradients, precision in OPTIMIZERS]
        optimizers = pool.map(record, in_lists + MASKED, chunksize=1)
        schedules = pool.map(record_schedule, SCHEDULES, chunksize=1)
        checks = pool.map(record_check, CHECKS)
    write({"optax": optax.__version__, "jax": jax.__version__}, optimizers, schedules, checks)
