import equinox as eqx
import optax

schedule = optax.warmup_cosine_decay_schedule(0.0, 3e-4, warmup_steps=1_000, decay_steps=50_000, end_value=3e-5)
optim = optax.adamw(schedule, b1=0.9, b2=0.95, weight_decay=0.1, mask=decay_mask)
opt_state = optim.init(eqx.filter(model, eqx.is_array))

@eqx.filter_jit
def make_step(model, opt_state, x, y):
    loss, grads = eqx.filter_value_and_grad(compute_loss)(model, x, y)
    updates, opt_state = optim.update(grads, opt_state, eqx.filter(model, eqx.is_array))
    model = eqx.apply_updates(model, updates)
    return model, opt_state, loss

for step, (x, y) in zip(range(50_000), loader):
    model, opt_state, loss = make_step(model, opt_state, x, y)
