import numpy as np
import tensorflow as tf

x = np.linspace(-1, 1, 100)
y = 2 * x + 1 + np.random.normal(0, 0.1, 100)

w = tf.Variable(0.0)
b = tf.Variable(0.0)
schedule = tf.keras.optimizers.schedules.InverseTimeDecay(0.02, decay_steps=100, decay_rate=0.1)
optimizer = tf.keras.optimizers.Adam(learning_rate=schedule)

@tf.function
def train_step(xi, yi):
    with tf.GradientTape() as tape:
        loss = tf.square(w * xi + b - yi)
    grads = tape.gradient(loss, [w, b])
    optimizer.apply_gradients(zip(grads, [w, b]))

for epoch in range(100):
    for x_i, y_i in zip(x, y):
        train_step(x_i, y_i)
