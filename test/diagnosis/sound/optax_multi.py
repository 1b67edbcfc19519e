import optax

schedule = optax.exponential_decay(1e-3, transition_steps=2_000, decay_rate=0.9, staircase=True)
tx = optax.multi_transform(
    {"body": optax.adamw(schedule, weight_decay=1e-4), "frozen": optax.set_to_zero()}, param_labels
)
opt_state = tx.init(params)
for i in range(20_000):
    grads = grad_fn(params, next(batches))
    updates, opt_state = tx.update(grads, opt_state, params)
    params = optax.apply_updates(params, updates)
