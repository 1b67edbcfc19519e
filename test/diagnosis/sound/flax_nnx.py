import optax
from flax import nnx

model = Net(rngs=nnx.Rngs(0))
optimizer = nnx.Optimizer(model, optax.adamw(0.005, 0.9), wrt=nnx.Param)

@nnx.jit
def train_step(model, optimizer, metrics, batch):
    grads = nnx.grad(loss_fn)(model, batch)
    optimizer.update(model, grads)

for step, batch in enumerate(train_ds.as_numpy_iterator()):
    train_step(model, optimizer, metrics, batch)
