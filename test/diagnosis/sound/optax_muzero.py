import optax

lr = optax.polynomial_schedule(init_value=1e-3, end_value=1e-4, power=1, transition_steps=100_000)
opt = optax.inject_hyperparams(optax.adam)(learning_rate=lr, eps=1e-5)
opt_state = opt.init(params)
for step in range(100_000):
    grads = compute_gradients(params, replay.sample())
    updates, opt_state = opt.update(grads, opt_state)
    params = optax.apply_updates(params, updates)
