import jax
import jax.numpy as jnp

def loss_fn(w, x, y):
    return jnp.mean((x @ w - y) ** 2)

w = jnp.zeros(3)
grad_fn = jax.jit(jax.value_and_grad(loss_fn))
for i in range(200):
    loss, g = grad_fn(w, x, y)
    w = w - 0.1 * g
print(w)
