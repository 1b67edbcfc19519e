"""
Records the learning rates of MaxText's schedules and where its optimizers take their parameters: python record_maxtext.py maxtext.json

Every case is a file as a user would write it, on top of MaxText's own base.yml. The functions are MaxText's own; the modules that they stand in, which load all of
its models, are not loaded.
"""

import ast
import json
import math
import sys
import types
from importlib.metadata import files, version
from pathlib import Path

import jax
import jax.numpy as jnp
import optax
import yaml

STEPS = 200
INITIAL = [0.5, -1.25, 2.0]


def path_of(name):
    return Path(next(str(file.locate()) for file in files("maxtext") if str(file).endswith(name)))


def function(file, name, **names):
    tree = ast.parse(path_of(file).read_text())
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    exec(compile(ast.Module(found, []), file, "exec"), names)
    return names[name]


types_of_maxtext = types.SimpleNamespace(
    LearningRateScheduleType=types.SimpleNamespace(COSINE="cosine", WSD="wsd"), WsdDecayStyle=types.SimpleNamespace(LINEAR="linear", COSINE="cosine")
)
create_schedule = function("maxtext/utils/maxtext_utils.py", "create_learning_rate_schedule", jax=jax, jnp=jnp, optax=optax, types=types_of_maxtext)
adam_pax = function("maxtext/optimizers/optimizers.py", "adam_pax", jax=jax, jnp=jnp, optax=optax)
get_optimizer = function(
    "maxtext/optimizers/optimizers.py", "get_optimizer", jax=jax, optax=optax, adam_pax=adam_pax, get_adamw_mask=lambda config: None, _get_path_mask_fn=lambda patterns, match_returns_true: None
)
base = yaml.safe_load(path_of("maxtext/configs/base.yml").read_text())


def configuration(code):
    """As the classes of maxtext/configs/types.py make it; the two lengths are each other's where one is -1."""
    config = types.SimpleNamespace(**{**base, **yaml.safe_load(code)})
    if config.learning_rate_schedule_steps == -1:
        config.learning_rate_schedule_steps = config.steps
    if config.steps == -1:
        config.steps = config.learning_rate_schedule_steps
    config.mu_dtype = config.mu_dtype or config.weight_dtype
    return config


def rates(code):
    config = configuration(code)
    schedule = create_schedule(config)
    return [[float(schedule(jnp.int32(step))) for step in range(min(STEPS, config.steps))]]


def gradients():
    return [[math.sin(1.7 * step + index) * (index + 1) for index in range(len(INITIAL))] for step in range(20)]


def places(code):
    """Parameters after every update with the gradients above, clipped as train.py clips them."""
    config = configuration(code)
    optimizer = get_optimizer(config, create_schedule(config))
    clipping = optax.clip_by_global_norm(config.gradient_clipping_threshold)
    parameters = jnp.array(INITIAL)
    state = optimizer.init(parameters)
    recorded = []
    for gradient in gradients():
        gradient = jnp.array(gradient)
        if config.gradient_clipping_threshold > 0:
            gradient, _ = clipping.update(gradient, None, None)
        updates, state = optimizer.update(gradient, state, parameters)
        parameters = optax.apply_updates(parameters, updates)
        recorded.append([float(value) for value in parameters])
    return recorded


def file(**values):
    return 'base_config: "base.yml"\nlearning_rate: 0.3\n' + "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items())


SCHEDULES = [
    file(steps=180),
    file(steps=175, warmup_steps_fraction=0.05, learning_rate_final_fraction=0.0),
    file(steps=190, learning_rate_schedule_steps=150),
    file(steps=150, learning_rate_schedule_steps=400),
    file(steps=-1, learning_rate_schedule_steps=160, warmup_steps_fraction=0.0),
    file(steps=60, warmup_steps_fraction=1.0),
    file(steps=90, learning_rate_schedule_steps=60, warmup_steps_fraction=1.0),
    file(steps=10, warmup_steps_fraction=0.95),
    file(steps=180, lr_schedule_type="wsd"),
    file(steps=170, lr_schedule_type="wsd", wsd_decay_style="cosine", wsd_decay_steps_fraction=0.35, learning_rate_final_fraction=0.05),
    file(steps=190, learning_rate_schedule_steps=140, lr_schedule_type="wsd", wsd_decay_steps_fraction=0.9, warmup_steps_fraction=0.1),
    file(steps=120, lr_schedule_type="wsd", wsd_decay_steps_fraction=0.0),
    file(steps=20, lr_schedule_type="wsd", wsd_decay_steps_fraction=0.05),
    file(steps=20, lr_schedule_type="wsd", wsd_decay_steps_fraction=0.05, wsd_decay_style="cosine"),
    file(),
]
OPTIMIZERS = [
    file(steps=20),
    file(steps=20, adam_b2=0.98, adam_eps=1e-3, adam_eps_root=1e-4, adam_weight_decay=0.01, gradient_clipping_threshold=0.0),
    file(steps=20, opt_type="adam_pax", gradient_clipping_threshold=0.5),
    file(steps=20, opt_type="adam_pax", adam_eps_root=1e-3, adam_weight_decay=0.0),
    file(steps=20, opt_type="sgd", gradient_clipping_threshold=0.25),
]

# JAX works in single precision unless told otherwise, and in it as MaxText does; the optimizers are recorded in double precision.
schedules = [{"code": code, "learningRates": rates(code)} for code in SCHEDULES]
jax.config.update("jax_enable_x64", True)
base["weight_dtype"] = "float64"
optimizers = [{"path": "maxtext.yml", "code": code, "parameters": places(code)} for code in OPTIMIZERS]
with open(sys.argv[1], "w", encoding="utf-8") as output:
    dump = lambda value: json.dumps(value, separators=(",", ":"))
    versions = {name: version(name) for name in ["maxtext", "jax", "optax"]}
    lists = [("schedules", schedules), ("gradients", gradients()), ("optimizers", optimizers)]
    parts = [f'"{name}":[\n' + ",\n".join(map(dump, items)) + "\n]" for name, items in lists]
    output.write('{\n"versions":' + dump(versions) + ',\n"initial":' + dump(INITIAL) + ",\n" + ",\n".join(parts) + "\n}\n")
