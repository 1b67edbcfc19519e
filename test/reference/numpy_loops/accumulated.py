import numpy as np

lr = 0.001
total_grad = 0
for i in range(1000):
    grad = compute_gradient(theta)
    total_grad += grad
    theta -= lr * total_grad
