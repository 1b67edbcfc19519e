import numpy as np

lr = 0.01
while True:
    grad = compute_gradient(theta)
    theta = theta - lr * grad
