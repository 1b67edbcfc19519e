import optax

def create_learning_rate_fn(base_learning_rate, steps_per_epoch, warmup_epochs=5, num_epochs=100):
    warmup_fn = optax.linear_schedule(init_value=0.0, end_value=base_learning_rate, transition_steps=warmup_epochs * steps_per_epoch)
    cosine_epochs = max(num_epochs - warmup_epochs, 1)
    cosine_fn = optax.cosine_decay_schedule(init_value=base_learning_rate, decay_steps=cosine_epochs * steps_per_epoch)
    return optax.join_schedules(schedules=[warmup_fn, cosine_fn], boundaries=[warmup_epochs * steps_per_epoch])

learning_rate_fn = create_learning_rate_fn(0.1, 1251)
tx = optax.sgd(learning_rate=learning_rate_fn, momentum=0.9, nesterov=True)
