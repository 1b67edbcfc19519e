import numpy as np
import tensorflow as tf

x = np.linspace(-1, 1, 100)
y = 2 * x + 1 + np.random.normal(0, 0.1, 100)

w = tf.Variable(0.0)
b = tf.Variable(0.0)
learning_rate = 0.1

@tf.function
def train_step(xi, yi):
    with tf.GradientTape() as tape:
        loss = tf.square(w * xi + b - yi)
    grads = tape.gradient(loss, [w, b])
    optimizer.apply_gradients(zip(grads, [w, b]))

for epoch in range(100):
    optimizer = tf.keras.optimizers.Adam(learning_rate=learning_rate / (1 + 0.1 * epoch))
    for x_, y in zip(x, y):
        train_step(x_, y)
