import numpy as np

lr0, decay = 0.1, 0.05
for epoch in range(1000):
    lr = lr0 / (1 + decay * epoch)
    grad = compute_gradient(theta)
    theta -= lr * grad
