"""Optimizers of optax that treat tensors differently by their numbers of dimensions: (code, kinds of gradients, shapes)."""

MIXED = [[2, 3], [3]]
THREE = [[3], [2, 2], [2, 3, 1]]


def _map(function):
    return f"jax.tree.map({function}, params)"


_MATRICES = f"lambda params: {_map('lambda x: x.ndim > 1')}"


def _partition(a, b, function):
    return f'optax.multi_transform({{"a": {a}, "b": {b}}}, lambda params: {_map(function)})'


DIMENSION_MASKS = [
    (f"optax.adamw(0.01, weight_decay=0.1, mask={_MATRICES})", ["noisy", "drifting"], MIXED),
    (f"optax.adamw(0.01, weight_decay=0.1, mask={_MATRICES})", ["noisy"], THREE),
    (f"optax.adamw(0.01, weight_decay=0.1, mask=lambda params: {_map('lambda x: x.ndim != 1')})", ["sparse"], THREE),
    (f"optax.lamb(0.01, weight_decay=0.1, mask=lambda params: {_map('lambda p: len(p.shape) == 2')})", ["noisy"], THREE),
    (
        f"optax.lars(0.1, weight_decay=0.1, weight_decay_mask={_MATRICES}, trust_ratio_mask={_MATRICES})",
        ["noisy", "drifting"],
        MIXED,
    ),
    (f"optax.adafactor(0.003, 2, weight_decay_rate=0.01, weight_decay_mask={_MATRICES})", ["noisy"], MIXED),
    ("optax.contrib.muon(0.05, weight_decay=0.1, weight_decay_mask=[False, True, False])", ["noisy"], [[2, 3], [3], [3, 3]]),
    ("optax.contrib.muon(0.05, weight_decay=0.1, weight_decay_mask=[False, False, True])", ["noisy"], [[2, 3], [3], [3, 3]]),
    (f"optax.chain(optax.masked(optax.clip_by_global_norm(0.5), {_MATRICES}), optax.sgd(0.1))", ["noisy"], THREE),
    (_partition("optax.adam(0.01)", "optax.sgd(0.1, 0.9)", "lambda x: 'a' if 1 < x.ndim < 3 else 'b'"), ["noisy"], THREE),
    (
        _partition(
            "optax.chain(optax.clip_by_global_norm(0.5), optax.adam(0.01))",
            f"optax.adamw(0.1, mask={_MATRICES})",
            "lambda x: 'b' if x.ndim == 1 or x.ndim == 3 else 'a'",
        ),
        ["noisy", "sparse"],
        THREE,
    ),
    # All tensors as one vector.
    (
        f"optax.flatten(optax.chain(optax.masked(optax.clip(0.1), lambda params: {_map('lambda x: x.ndim == 1')}), "
        f"optax.adamw(0.01, weight_decay=0.1, mask={_MATRICES})))",
        ["noisy"],
        THREE,
    ),
    # By dimensions and by leaves at once.
    (
        "optax.chain(optax.masked(optax.normalize_by_update_norm(), [True, False, True]), "
        f"optax.adamw(0.01, weight_decay=0.1, mask={_MATRICES}))",
        ["noisy"],
        THREE,
    ),
]
