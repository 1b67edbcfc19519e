"""The optimizers of Keras that are recorded, each with every argument that changes the numbers."""

_ALL = ["noisy", "sparse", "drifting", "constant"]
_SCHEDULES = "keras.optimizers.schedules"

# Arguments and gradients. Each is recorded in float64.
_ARGUMENTS = {
    "SGD": [
        ("", ["noisy"]),
        ("learning_rate=0.1, momentum=0.9", _ALL),
        ("0.05, 0.9, True", ["noisy", "drifting"]),
        ("0.05, momentum=0.5, weight_decay=0.1", ["sparse"]),
        ("0.05, weight_decay=0.1", ["constant"]),
        ("0.1, momentum=0.9, clipnorm=1.0", ["noisy", "sparse"]),
        ("0.1, global_clipnorm=2.0", ["noisy", "drifting"]),
        ("0.1, momentum=0.9, gradient_accumulation_steps=4", ["noisy", "sparse"]),
        ("0.1, use_ema=True, ema_momentum=0.9, ema_overwrite_frequency=10", ["noisy"]),
        ("0.1, momentum=0.9, use_ema=True, ema_momentum=0.9, gradient_accumulation_steps=4", ["noisy"]),
        ("0.1, use_ema=True, ema_momentum=0.8, ema_overwrite_frequency=4, gradient_accumulation_steps=5", ["drifting"]),
        (f"{_SCHEDULES}.ExponentialDecay(0.1, 100, 0.5), momentum=0.9", ["noisy"]),
        (f"{_SCHEDULES}.PolynomialDecay(0.1, 600), momentum=0.9, gradient_accumulation_steps=3", ["noisy"]),
    ],
    "Adam": [
        ("", ["noisy"]),
        ("learning_rate=0.01", _ALL),
        ("0.01, beta_1=0.5, beta_2=0.9, epsilon=1e-3", ["noisy", "sparse"]),
        ("0.01, amsgrad=True, weight_decay=0.1", ["noisy", "drifting"]),
        ("0.01, clipvalue=0.5", ["noisy", "drifting"]),
        ("0.01, global_clipnorm=1.0, gradient_accumulation_steps=2", ["noisy"]),
        ("0.01, use_ema=True, ema_overwrite_frequency=3", ["drifting"]),
        ("0.01, use_ema=True", ["noisy"]),
        ("0.01, use_ema=True, ema_overwrite_frequency=1, gradient_accumulation_steps=2", ["noisy"]),
        (f"{_SCHEDULES}.CosineDecay(0.1, 800, warmup_target=0.3, warmup_steps=50)", ["noisy"]),
        (f"{_SCHEDULES}.CosineDecayRestarts(0.1, 50), gradient_accumulation_steps=2", ["noisy"]),
    ],
    "AdamW": [
        ("learning_rate=0.01", ["noisy", "sparse"]),
        ("0.01, 0.1, 0.8, 0.95, amsgrad=True", ["sparse", "drifting"]),
        ("0.01, weight_decay=0.1, gradient_accumulation_steps=5", ["drifting"]),
    ],
    "Adamax": [
        ("", ["noisy"]),
        ("0.01", _ALL),
        ("0.01, 0.5, 0.9, 1e-3", ["noisy", "sparse"]),
        ("0.01, weight_decay=0.1, clipnorm=1.0", ["drifting"]),
    ],
    "Nadam": [
        ("", ["noisy"]),
        ("0.01", _ALL),
        ("0.01, beta_1=0.5, beta_2=0.9, epsilon=1e-3", ["noisy", "sparse"]),
        ("0.01, weight_decay=0.1, clipvalue=0.5", ["drifting"]),
        ("0.01, gradient_accumulation_steps=2", ["noisy"]),
    ],
    "Adagrad": [
        ("", ["noisy"]),
        ("learning_rate=0.1, initial_accumulator_value=0.0", _ALL),
        ("0.1, 0.5, 1e-3, weight_decay=0.05", ["constant", "drifting"]),
    ],
    "Adadelta": [
        ("", ["noisy"]),
        ("1.0", _ALL),
        ("0.5, rho=0.8, epsilon=1e-4", ["noisy", "sparse"]),
        ("0.5, weight_decay=0.1, global_clipnorm=1.0", ["drifting"]),
    ],
    "RMSprop": [
        ("", ["noisy"]),
        ("learning_rate=0.01, rho=0.8", _ALL),
        ("0.01, momentum=0.9, weight_decay=0.01", ["noisy", "drifting"]),
        ("0.01, rho=0.9, centered=True", ["noisy", "sparse"]),
        ("0.01, 0.9, 0.5, 1e-4, True", ["noisy", "drifting"]),
        ("0.01, use_ema=True, ema_momentum=1, ema_overwrite_frequency=200", ["noisy"]),
    ],
    "Ftrl": [
        ("", ["noisy"]),
        ("0.1", _ALL),
        ("0.1, l1_regularization_strength=0.5, l2_regularization_strength=0.1", ["noisy", "sparse", "constant"]),
        ("0.1, l2_shrinkage_regularization_strength=0.05, beta=1.0", ["noisy", "drifting"]),
        ("0.1, 0.0, 0.0", ["noisy"]),
        ("0.1, learning_rate_power=-1.0, initial_accumulator_value=0.5", ["noisy"]),
        ("0.1, -1.5, 0.5, 0.1, weight_decay=0.01, clipvalue=1.0", ["drifting"]),
    ],
    "Lion": [
        ("", ["noisy"]),
        ("0.01", _ALL),
        ("0.01, beta_1=0.5, beta_2=0.8, weight_decay=0.1", ["noisy", "sparse"]),
    ],
    "Lamb": [
        ("", ["noisy"]),
        ("0.01", _ALL),
        ("0.01, beta_1=0.5, beta_2=0.9, epsilon=1e-3, weight_decay=0.1", ["noisy", "sparse"]),
        ("0.01, clipnorm=1.0", ["drifting"]),
    ],
    "Adafactor": [
        ("", ["noisy"]),
        ("0.01", _ALL),
        ("0.1, beta_2_decay=-0.5, epsilon_1=1e-8, epsilon_2=0.01, clip_threshold=0.5", ["noisy", "sparse"]),
        ("0.01, relative_step=False, weight_decay=0.1", ["noisy", "drifting"]),
        ("2.0", ["noisy"]),
    ],
    "ScheduleFreeAdamW": [
        ("", ["noisy"]),
        ("0.01", _ALL),
        ("0.01, beta_1=0.5, beta_2=0.9, epsilon=1e-3, warmup_steps=100", ["noisy", "sparse"]),
        ("0.01, weight_decay=0.1, gradient_accumulation_steps=2", ["drifting"]),
    ],
}

# Arguments with which each is recorded in float32, on noisy gradients.
_SINGLE = {
    "SGD": "learning_rate=0.1, momentum=0.9",
    "Adam": "learning_rate=0.01",
    "Adamax": "0.01",
    "Nadam": "0.01",
    "Adagrad": "0.1",
    "Adadelta": "1.0",
    "RMSprop": "learning_rate=0.01, rho=0.8",
    "Ftrl": "0.1",
    "Lion": "0.01",
    "Lamb": "0.01",
    "Adafactor": "0.01",
    "ScheduleFreeAdamW": "0.01",
}

# Arguments of LossScaleOptimizer, gradients, precision. In float32 the gradient of the scaled loss is too large now and then; in float64 the scale itself
# becomes infinite.
_SCALED = [
    ("keras.optimizers.Adam(0.01)", "noisy", "float64"),
    ("keras.optimizers.Adam(0.01), dynamic_growth_steps=1", "noisy", "float64"),
    ("keras.optimizers.SGD(0.1, momentum=0.9, clipnorm=1.0), 1000.0, 100", "sparse", "float64"),
    ("keras.optimizers.Adam(0.01), 1e37, dynamic_growth_steps=20", "noisy", "float32"),
    ("keras.optimizers.AdamW(0.01), initial_scale=3e38, dynamic_growth_steps=7", "drifting", "float32"),
    ("keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 30, 0.9)), 2e37, 3", "noisy", "float32"),
]

# Code, gradients, precision.
OPTIMIZERS = [
    (f"keras.optimizers.{name}({arguments})", gradients, "float64")
    for name, cases in _ARGUMENTS.items()
    for arguments, kinds in cases
    for gradients in kinds
] + [(f"keras.optimizers.{name}({arguments})", "noisy", "float32") for name, arguments in _SINGLE.items()] + [
    (f"keras.optimizers.LossScaleOptimizer({arguments})", gradients, precision) for arguments, gradients, precision in _SCALED
]
