"""
Optimizers of optax that treat tensors differently, each with the tree of the two tensors' parameters and a kind of gradients:
(code, tree, gradients, precision). The leaves of the tree are what JAX makes of it: keys of dictionaries are sorted.
"""

LIST = [0, 0]
TUPLE = (0, 0)
FLAT = {"w": 0, "b": 0}
NESTED = {"head": {"bias": 0}, "body": {"kernel": 0}}

_LABELS = '["a", "b"]'


def _partition(a, b, labels=_LABELS):
    return f'optax.partition({{"a": {a}, "b": {b}}}, {labels})'


MASKED = [
    # Masks of a weight decay.
    ("optax.adamw(0.01, weight_decay=0.1, mask=[True, False])", LIST, "noisy", "float64"),
    ("optax.adamw(0.01, weight_decay=0.1, mask=[False, True])", LIST, "noisy", "float32"),
    ('optax.adamw(0.01, weight_decay=0.1, mask={"w": True, "b": False})', FLAT, "drifting", "float64"),
    ('optax.adamw(0.01, weight_decay=0.1, mask={"head": {"bias": False}, "body": True})', NESTED, "noisy", "float64"),
    ("optax.adamw(0.01, weight_decay=0.1, mask=lambda params: (False, True))", TUPLE, "sparse", "float64"),
    ("optax.adamw(0.01, weight_decay=0.1, mask=True)", LIST, "noisy", "float64"),
    ("optax.adamw(0.01, weight_decay=0.1, mask=False)", LIST, "noisy", "float64"),
    ("optax.adamw(0.01, weight_decay=optax.linear_schedule(0.5, 0.0, 300), mask=[False, True])", LIST, "noisy", "float64"),
    ("optax.nadamw(0.01, weight_decay=0.1, mask=[False, True])", LIST, "noisy", "float64"),
    ("optax.adamaxw(0.01, weight_decay=0.1, mask=[False, True])", LIST, "noisy", "float64"),
    ("optax.lion(0.01, weight_decay=0.1, mask=[True, False])", LIST, "noisy", "float64"),
    ("optax.lamb(0.01, weight_decay=0.1, mask=[True, False])", LIST, "noisy", "float64"),
    ("optax.adan(0.01, weight_decay=0.1, mask=[True, False])", LIST, "noisy", "float64"),
    ("optax.adadelta(0.5, weight_decay=0.1, weight_decay_mask=[True, False])", LIST, "noisy", "float64"),
    ("optax.adafactor(0.01, weight_decay_rate=0.01, weight_decay_mask=[True, False])", LIST, "noisy", "float64"),
    ("optax.lars(0.1, weight_decay=0.1, weight_decay_mask=[True, False], trust_ratio_mask=[False, True])", LIST, "noisy", "float64"),
    ("optax.lars(0.1, weight_decay=0.1, weight_decay_mask=None, trust_ratio_mask=[True, False])", LIST, "drifting", "float64"),
    ("optax.lars(0.1, weight_decay=0.1, weight_decay_mask=False, trust_ratio_mask=False)", LIST, "noisy", "float64"),
    ("optax.contrib.ademamix(0.01, weight_decay=0.1, mask=[True, False])", LIST, "noisy", "float64"),
    ("optax.contrib.acprop(0.01, weight_decay=0.1, mask=[True, False])", LIST, "noisy", "float64"),
    ("optax.contrib.dog(weight_decay=0.1, mask=[True, False])", LIST, "noisy", "float64"),
    ("optax.contrib.cocob(weight_decay=0.1, mask=[True, False])", LIST, "noisy", "float64"),
    # The same in chains, with an optimizer's name for them or without.
    (
        "optax.chain(optax.clip_by_global_norm(1.0), optax.scale_by_adam(), optax.add_decayed_weights(0.1, mask=[True, False]), "
        "optax.scale_by_learning_rate(0.01))",
        LIST,
        "noisy",
        "float64",
    ),
    ("optax.chain(optax.add_decayed_weights(0.1, [False, True]), optax.sgd(0.1, 0.9))", LIST, "noisy", "float64"),
    ("optax.chain(optax.trace(0.9), optax.add_decayed_weights(0.1, (True, False)), optax.scale(-0.1))", TUPLE, "noisy", "float64"),
    (
        "optax.chain(optax.add_decayed_weights(optax.linear_schedule(0.1, 0.0, 300), mask=[True, False]), optax.sgd(0.1))",
        LIST,
        "noisy",
        "float64",
    ),
    # What is around an optimizer.
    ("optax.masked(optax.sgd(0.1, 0.9), [True, False])", LIST, "sparse", "float64"),
    ("optax.chain(optax.masked(optax.adam(0.01), [False, True]), optax.clip(0.005))", LIST, "noisy", "float64"),
    ("optax.masked(inner=optax.adam(0.01), mask={'w': True, 'b': 0})", FLAT, "noisy", "float32"),
    ("optax.masked(optax.adam(0.01), True)", LIST, "noisy", "float64"),
    ("optax.chain(optax.masked(optax.scale_by_adam(), [False, True]), optax.scale(-0.01))", LIST, "noisy", "float64"),
    ("optax.chain(optax.masked(optax.clip_by_global_norm(0.5), [True, False]), optax.adam(0.01))", LIST, "noisy", "float64"),
    ("optax.chain(optax.masked(optax.clip_by_global_norm(0.5), [True, False]), optax.sgd(0.01))", LIST, "noisy", "float64"),
    (
        "optax.chain(optax.masked(optax.chain(optax.add_decayed_weights(0.1), optax.clip_by_global_norm(0.5)), [True, False]), "
        "optax.sgd(0.1))",
        LIST,
        "noisy",
        "float64",
    ),
    ("optax.chain(optax.adam(0.01), optax.masked(optax.set_to_zero(), [False, True]))", LIST, "noisy", "float64"),
    ("optax.chain(optax.adam(0.01), optax.freeze([True, False]))", LIST, "noisy", "float64"),
    ("optax.chain(optax.freeze([True, False]), optax.adam(0.01))", LIST, "noisy", "float64"),
    ("optax.masked(optax.masked(optax.chain(optax.normalize_by_update_norm(), optax.sgd(0.01)), [True, True]), [True, False])", LIST, "noisy", "float64"),
    (
        "optax.chain(optax.masked(optax.masked(optax.normalize_by_update_norm(2.0), [True, False]), [True, True]), "
        "optax.sgd(0.01))",
        LIST,
        "noisy",
        "float64",
    ),
    # Masks that follow the tree to different depths.
    (
        'optax.chain(optax.masked(optax.clip(0.5), {"head": True, "body": False}), '
        'optax.adamw(0.01, weight_decay=0.1, mask={"head": {"bias": False}, "body": {"kernel": True}}))',
        NESTED,
        "noisy",
        "float64",
    ),
    # What is put together of all tensors, of those that there are.
    ("optax.masked(optax.contrib.dog(), [True, False])", LIST, "sparse", "float64"),
    ("optax.masked(optax.contrib.prodigy(), [False, True])", LIST, "sparse", "float64"),
    ("optax.masked(optax.contrib.mechanize(optax.sgd(0.1)), [False, True])", LIST, "sparse", "float64"),
    ("optax.masked(optax.flatten(optax.lamb(0.01)), [True, False])", LIST, "sparse", "float64"),
    (
        "optax.masked(optax.flatten(optax.chain(optax.clip_by_block_rms(0.5), optax.scale_by_novograd(), optax.scale(-0.01))), "
        "[True, False])",
        LIST,
        "sparse",
        "float64",
    ),
    ("optax.masked(optax.lars(0.1), [True, False])", LIST, "sparse", "float64"),
    # An optimizer for every label.
    (_partition("optax.adam(0.01)", "optax.sgd(0.1, 0.9)"), LIST, "noisy", "float64"),
    (_partition("optax.adam(0.01)", "optax.sgd(0.1, 0.9)"), LIST, "noisy", "float32"),
    (_partition("optax.adam(0.01)", "optax.set_to_zero()", '["b", "a"]'), LIST, "noisy", "float64"),
    (_partition("optax.adamw(0.01)", "optax.adamw(0.1, b1=0.5)", '{"head": "a", "body": {"kernel": "b"}}'), NESTED, "noisy", "float64"),
    (_partition("optax.adam(0.01)", "optax.sgd(0.1)", '"b"'), LIST, "noisy", "float64"),
    (_partition("optax.adam(0.01)", "optax.lion(0.001)", '("a", "a")'), TUPLE, "noisy", "float64"),
    (
        _partition(
            "optax.chain(optax.clip_by_global_norm(0.5), optax.adam(0.01))",
            "optax.chain(optax.clip_by_global_norm(0.1), optax.sgd(0.1))",
        ),
        LIST,
        "noisy",
        "float64",
    ),
    (
        _partition("optax.adam(optax.cosine_decay_schedule(0.01, 900))", "optax.sgd(optax.linear_schedule(0.1, 0.0, 500))"),
        LIST,
        "noisy",
        "float64",
    ),
    (
        f"optax.chain(optax.clip_by_global_norm(1.0), {_partition('optax.scale_by_adam()', 'optax.trace(0.9)')}, optax.scale(-0.01))",
        LIST,
        "noisy",
        "float64",
    ),
    (f"optax.MultiSteps({_partition('optax.adam(0.01)', 'optax.sgd(0.1)')}, 4)", LIST, "noisy", "float64"),
    ("optax.multi_transform({0: optax.adam(0.01), 1: optax.sgd(0.1)}, param_labels=lambda params: [1, 0])", LIST, "noisy", "float64"),
    (
        "optax.chain(optax.masked(optax.add_decayed_weights(0.1), [False, True]), "
        + _partition("optax.adamw(0.01, mask=[True, False])", "optax.contrib.prodigy()")
        + ")",
        LIST,
        "sparse",
        "float64",
    ),
]

# What optax refuses for a list of two tensors, or takes.
CHECKS = [
    "optax.masked(optax.sgd(0.1))",
    "optax.masked(optax.sgd(0.1), None)",
    "optax.masked(optax.sgd(0.1), [])",
    "optax.masked(optax.sgd(0.1), [True, False])",
    "optax.adamw(0.1, mask=[])",
    "optax.adamw(0.1, mask=None)",
    "optax.lars(0.1, trust_ratio_mask=None)",
    "optax.lars(0.1, weight_decay_mask=None)",
    "optax.chain(optax.masked(optax.sgd(0.1), [True, False]), optax.masked(optax.clip(0.1), (True, False)))",
    "optax.chain(optax.masked(optax.sgd(0.1), [True, False]), optax.masked(optax.clip(0.1), [True, False, False]))",
    'optax.chain(optax.masked(optax.sgd(0.1), [True, False]), optax.masked(optax.clip(0.1), {"a": True, "b": False}))',
    "optax.chain(optax.masked(optax.sgd(0.1), [True, False]), optax.masked(optax.clip(0.1), True))",
    "optax.chain(optax.freeze(), optax.sgd(0.1))",
    _partition("optax.adam(0.01)", "optax.sgd(0.1)", '["a", "c"]'),
    _partition("optax.adam(0.01)", "optax.sgd(0.1)", '["a", "a"]'),
    _partition("optax.adam(0.01)", "optax.sgd(0.1)", "[True, False]"),
    'optax.partition({"a": optax.adam(0.01)})',
    'optax.multi_transform({True: optax.adam(0.01), False: optax.sgd(0.1)}, [1, 0])',
]
