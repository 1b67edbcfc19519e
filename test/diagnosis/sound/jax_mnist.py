import jax
import jax.numpy as jnp
from jax import grad, jit

step_size = 0.001
num_epochs = 10

@jit
def update(params, batch):
    grads = grad(loss)(params, batch)
    return [(w - step_size * dw, b - step_size * db) for (w, b), (dw, db) in zip(params, grads)]

for epoch in range(num_epochs):
    for _ in range(num_batches):
        params = update(params, next(batches))
