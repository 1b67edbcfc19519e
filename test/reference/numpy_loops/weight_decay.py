import numpy as np

lr, weight_decay = 0.01, 0.1
for i in range(1000):
    grad = compute_gradient(theta)
    grad = grad + weight_decay * theta
    theta -= lr * grad
