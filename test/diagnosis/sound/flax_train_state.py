import optax
from flax.training import train_state

learning_rate = 0.1
momentum = 0.9

tx = optax.sgd(learning_rate, momentum)
state = train_state.TrainState.create(apply_fn=cnn.apply, params=params, tx=tx)
for epoch in range(1, 11):
    state = train_epoch(state, train_ds, epoch)
