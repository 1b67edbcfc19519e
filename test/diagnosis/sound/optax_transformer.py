import jax
import optax

TOTAL_STEPS = 100_000
WARMUP_STEPS = 2_000

schedule = optax.warmup_cosine_decay_schedule(
    init_value=0.0, peak_value=3e-4, warmup_steps=WARMUP_STEPS, decay_steps=TOTAL_STEPS, end_value=3e-5
)
tx = optax.chain(
    optax.clip_by_global_norm(1.0),
    optax.adamw(schedule, b1=0.9, b2=0.95, weight_decay=0.1),
)
opt_state = tx.init(params)


@jax.jit
def step(params, opt_state, batch):
    loss, grads = jax.value_and_grad(loss_fn)(params, batch)
    updates, opt_state = tx.update(grads, opt_state, params)
    params = optax.apply_updates(params, updates)
    return params, opt_state, loss


for i in range(TOTAL_STEPS):
    params, opt_state, loss = step(params, opt_state, next(batches))
