import numpy as np

lr, momentum = 0.01, 0.9
velocity = np.zeros_like(theta)
for i in range(1000):
    grad = compute_gradient(theta)
    velocity = momentum * velocity - lr * grad
    theta += velocity
