import tensorflow as tf

schedule = tf.keras.optimizers.schedules.ExponentialDecay(
    initial_learning_rate=0.05, decay_steps=10000, decay_rate=0.9, staircase=True
)
optimizer = tf.keras.optimizers.SGD(learning_rate=schedule, momentum=0.9, nesterov=True)
model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy")
model.fit(train_ds, epochs=40, steps_per_epoch=1500)
