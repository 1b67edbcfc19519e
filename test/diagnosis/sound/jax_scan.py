import jax
import optax

optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(3e-4, eps=1e-5))
opt_state = optimizer.init(params)

def step(carry, batch):
    params, opt_state = carry
    loss, grads = jax.value_and_grad(loss_fn)(params, batch)
    updates, opt_state = optimizer.update(grads, opt_state, params)
    return (optax.apply_updates(params, updates), opt_state), loss

(params, opt_state), losses = jax.lax.scan(step, (params, opt_state), batches)
