import optax

schedule = optax.cosine_decay_schedule(init_value=1e-4, decay_steps=50_000, alpha=0.1)
optimizer = optax.lion(learning_rate=schedule, b1=0.9, b2=0.99, weight_decay=1.0)
opt_state = optimizer.init(params)
for i in range(50_000):
    grads = grad_fn(params, next(batches))
    updates, opt_state = optimizer.update(grads, opt_state, params)
    params = optax.apply_updates(params, updates)
