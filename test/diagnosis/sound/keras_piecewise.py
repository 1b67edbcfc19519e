import tensorflow as tf

steps_per_epoch = 50000 // 128
boundaries = [100 * steps_per_epoch, 150 * steps_per_epoch]
lr = tf.keras.optimizers.schedules.PiecewiseConstantDecay(boundaries, [0.1, 0.01, 0.001])
optimizer = tf.keras.optimizers.SGD(learning_rate=lr, momentum=0.9, nesterov=True)
model.compile(optimizer, loss="sparse_categorical_crossentropy")
model.fit(train, epochs=182, steps_per_epoch=steps_per_epoch)
